using Afterword.Server.Delivery.Mail;
using Afterword.Server.Security;
using Afterword.Tests.Support;

namespace Afterword.Tests.Delivery.Mail;

/// <summary>Mails, servers and senders for tests; name only what matters.</summary>
internal static class SomeMail
{
    public static readonly Mailbox Afterword = Mailbox.TryParse(
        "afterword@example.test",
        "Afterword"
    )!;

    public static readonly Mailbox Lee = Mailbox.TryParse("lee@example.test", "Lee")!;

    public static SmtpSender Sender(TimeProvider? clock = null) =>
        new(new OutgoingGuard(new OutgoingAllowList([])), clock ?? TimeProvider.System);

    public static SmtpSettings Server(int port, SmtpSecurity security = SmtpSecurity.None) =>
        new()
        {
            Host = "127.0.0.1",
            Port = port,
            Security = security,
        };

    public static SmtpEnvelope To(params string[] readers) =>
        new(Afterword, [.. readers.Select(reader => Mailbox.TryParse(reader)!)]);

    public static MailMessage Mail(
        string subject = "[INC-12] Checkout was down",
        string text = "It is fixed.\n",
        string html = "<p>It is fixed.</p>\n"
    ) =>
        new()
        {
            From = Afterword,
            To = [Lee],
            Subject = subject,
            Date = Some.Now,
            MessageId = "d1@example.test",
            Text = text,
            Html = html,
        };
}
