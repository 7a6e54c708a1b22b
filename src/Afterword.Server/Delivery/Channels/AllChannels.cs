using Afterword.Server.Delivery.Mail;
using Afterword.Server.Security;

namespace Afterword.Server.Delivery.Channels;

/// <summary>Every way a message can leave. A new channel is one class and one line here.</summary>
internal sealed class AllChannels(OutgoingGuard guard, IHttpClientFactory http, TimeProvider clock)
{
    /// <summary>How long a connection to the mail server waits for the next message of a batch; servers hang up after minutes.</summary>
    private static readonly TimeSpan KeepMailConnections = TimeSpan.FromSeconds(5);

    /// <summary>All channels, in the order of the settings page.</summary>
    public IReadOnlyList<IChannel> List { get; } =
    [
        new EmailChannel(new SmtpSender(guard, clock, KeepMailConnections)),
        new SlackChannel(() => http.CreateClient(OutgoingHttp.Client), clock),
        new SlackWebhookChannel(() => http.CreateClient(OutgoingHttp.Client), clock),
        new OutboxChannel(),
    ];

    /// <summary>The channel of this id, or null.</summary>
    public IChannel? Find(string id) => List.FirstOrDefault(channel => channel.Id == id);
}
