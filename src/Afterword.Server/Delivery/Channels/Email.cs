using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Mail;

namespace Afterword.Server.Delivery.Channels;

/// <summary>E-mail over an SMTP server of the operator's choice. One delivery is one reader, so one refused address holds up nobody else.</summary>
internal sealed class EmailChannel(SmtpSender sender) : IChannel
{
    public string Id => "email";

    public string Name => "E-mail";

    public IReadOnlyList<ChannelField> Fields => EmailFields.All;

    public ChannelCapabilities Capabilities { get; } =
        new(Threads: true, Attachments: true, LeavesTheMachine: true);

    public Pace Pace => Pace.Usual;

    public RetrySchedule Retry => RetrySchedule.Mail;

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings) =>
        EmailFields.Check(settings);

    public string? CheckTarget(string target) => Mailbox.WhyNot(target);

    public string Render(OutgoingMessage message, ChannelSettings settings)
    {
        var words = MessageWords.Of(message);
        return MimeWriter.Write(
            new MailMessage
            {
                From = EmailFields.From(settings),
                ReplyTo = EmailFields.ReplyTo(settings),
                To = [Reader(message.Target, message.TargetName)],
                Subject = words.Subject,
                Date = message.CreatedAt,
                MessageId = message.MessageId,
                References = message.ThreadIds,
                ListId = message.ListId,
                UnsubscribeUrl = message.UnsubscribeUrl,
                Text = words.Text,
                Html = words.Html,
                Attachments = message.Attachments,
            }
        );
    }

    public async Task<SendResult> Send(
        OutgoingPayload payload,
        ChannelSettings settings,
        CancellationToken cancel
    )
    {
        if (Mailbox.WhyNot(payload.Target) is { } why)
            return new SendResult.GiveUp(why);
        if (Check(settings) is { Count: > 0 } errors)
            return new SendResult.TryLater(
                $"The mail settings are not complete: {errors.Values.First()}",
                ServerDown: true
            );
        var envelope = new SmtpEnvelope(
            EmailFields.From(settings),
            [Reader(payload.Target, name: null)]
        );
        var results = await sender.Send(
            EmailFields.Server(settings),
            envelope,
            payload.Content,
            cancel
        );
        return results[0];
    }

    private static Mailbox Reader(string address, string? name) =>
        Mailbox.TryParse(address, name is null ? null : MessageWords.OneLine(name))
        ?? throw new ArgumentException(
            "The target is no mail address; CheckTarget comes first.",
            nameof(address)
        );
}
