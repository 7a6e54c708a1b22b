using Afterword.Server.Delivery.Mail;
using Afterword.Server.Security;

namespace Afterword.Server.Delivery.Channels;

/// <summary>Every way a message can leave. A new channel is one class and one line here.</summary>
internal sealed class AllChannels(OutgoingGuard guard, IHttpClientFactory http, TimeProvider clock)
{
    /// <summary>All channels, in the order of the settings page.</summary>
    public IReadOnlyList<IChannel> List { get; } =
    [
        new EmailChannel(new SmtpSender(guard, clock)),
        new SlackChannel(() => http.CreateClient(OutgoingHttp.Client), clock),
        new SlackWebhookChannel(() => http.CreateClient(OutgoingHttp.Client), clock),
        new OutboxChannel(),
    ];

    /// <summary>The channel of this id, or null.</summary>
    public IChannel? Find(string id) => List.FirstOrDefault(channel => channel.Id == id);
}
