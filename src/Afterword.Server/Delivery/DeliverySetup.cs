using Afterword.Server.Data;
using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Delivery;

/// <summary>What Program.cs calls for the outbox.</summary>
internal static class DeliverySetup
{
    public static void AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<AllChannels>();
        services.AddSingleton<Claims>();
        services.AddSingleton<Payloads>();
        services.AddSingleton<Results>();
        services.AddSingleton<Carrier>();
        services.AddWorker<DeliveryWorker>();
    }
}
