using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Security;

namespace Afterword.Server.Delivery;

/// <summary>What Program.cs calls for the outbox.</summary>
internal static class DeliverySetup
{
    public static void AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<AllChannels>();
        services.AddSingleton<FindChannel>(provider =>
            id =>
                Configured(
                    provider.GetRequiredService<AllChannels>().Find(id),
                    provider.GetRequiredService<AfterwordSettings>()
                )
        );
        services.AddSingleton<WireForms>();
        services.AddSingleton<WireForm>(provider => provider.GetRequiredService<WireForms>().Of);
        services.AddSingleton<Claims>();
        services.AddSingleton<DeadNodes>();
        services.AddSingleton<StopLinks>();
        services.AddSingleton<Payloads>();
        services.AddSingleton<Results>();
        services.AddSingleton<Carrier>();
        services.AddWorker<DeliveryWorker>();
    }

    /// <summary>A channel counts as configured when everything it needs is filled in; until then its messages are kept in the Outbox.</summary>
    private static ChannelSetup? Configured(IChannel? channel, AfterwordSettings settings)
    {
        if (channel is null)
        {
            return null;
        }
        var filled = new ChannelSettings(settings.Channel(channel.Id));
        return channel.Check(filled).Count == 0 ? new ChannelSetup(channel, filled) : null;
    }
}
