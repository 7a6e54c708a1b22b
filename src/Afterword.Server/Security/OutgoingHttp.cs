using Microsoft.Extensions.Options;

namespace Afterword.Server.Security;

/// <summary>HTTP to addresses that people typed: webhooks, chat hooks, trackers in one's own network.</summary>
internal static class OutgoingHttp
{
    /// <summary>The name of the guarded client for <see cref="IHttpClientFactory"/>.</summary>
    public const string Client = "outgoing";

    /// <summary>The longest a request may take as a whole (Standard Webhooks asks for 15–30 s).</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>The most of an answer that is read, in bytes, unless the request says otherwise; the rest is cut off.</summary>
    public const int MaxAnswer = 64 * 1024;

    /// <summary>How much of the answer to one request is read, in bytes, where it is known to be long (a page of a channel's messages).</summary>
    public static readonly HttpRequestOptionsKey<int> AtMost = new("afterword.at-most");

    /// <summary>Registers the guard and its HTTP client.</summary>
    public static IServiceCollection AddOutgoing(this IServiceCollection services)
    {
        services
            .AddOptions<OutgoingOptions>()
            .BindConfiguration("Outgoing")
            .Validate(
                CanRead,
                "Outgoing:Allow holds an entry that is neither an address (10.0.0.7:8065) nor a host name (chat.internal:8065)."
            )
            .ValidateOnStart();
        services.AddSingleton(s => new OutgoingAllowList(
            s.GetRequiredService<IOptions<OutgoingOptions>>().Value.Allow
        ));
        services.AddSingleton(s => new OutgoingGuard(s.GetRequiredService<OutgoingAllowList>()));
        services
            .AddHttpClient(Client, client => client.Timeout = Timeout)
            .ConfigurePrimaryHttpMessageHandler(s =>
                s.GetRequiredService<OutgoingGuard>().Handler()
            )
            .AddHttpMessageHandler(s => new OutgoingHandler(
                s.GetRequiredService<OutgoingAllowList>()
            ))
            // The factory's own request log would write typed URLs, which often are the credential (Teams, Slack hooks).
            .RemoveAllLoggers();
        return services;
    }

    private static bool CanRead(OutgoingOptions options)
    {
        try
        {
            _ = new OutgoingAllowList(options.Allow);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
