using System.Net;
using Afterword.Server.Delivery.Mail;

namespace Afterword.Server.Delivery.Channels;

/// <summary>What an operator fills in for e-mail, how it is checked, and what it means.</summary>
internal static class EmailFields
{
    public static IReadOnlyList<ChannelField> All { get; } =
    [
        new("host", "Mail server", "Host name of the SMTP server: smtp.example.org."),
        new(
            "port",
            "Port",
            "587 for STARTTLS, 465 for TLS, 25 for a relay nearby.",
            ChannelFieldKind.Number
        ),
        new(
            "security",
            "Encryption",
            "STARTTLS unless your provider says otherwise.",
            ChannelFieldKind.Choice,
            Choices:
            [
                new("starttls", "STARTTLS, required"),
                new("implicit", "TLS from the start"),
                new("opportunistic", "STARTTLS where offered"),
                new("none", "None (a relay in a trusted network)"),
            ]
        ),
        new("userName", "User name", "Empty when the server asks for none."),
        new("password", "Password", "Stored encrypted and never shown again.", Secret: true),
        new("from", "From address", "The address messages come from: afterword@example.org."),
        new("fromName", "From name", "What readers see as the sender: Afterword."),
        new("replyTo", "Reply address", "Where answers go; empty for the From address."),
        new(
            "clientName",
            "Own host name",
            "The name given to the server; empty for the connection's address."
        ),
        new(
            "allowInvalidCertificate",
            "Accept any certificate",
            "Only for a server on this very machine.",
            ChannelFieldKind.YesNo
        ),
        new(
            "publicServersOnly",
            "Refuse private addresses",
            "Whether a mail server in a private network is refused. Most relays stand in one, so this is off.",
            ChannelFieldKind.YesNo
        ),
    ];

    /// <summary>Errors by field; empty when mail can be sent with these settings.</summary>
    public static IReadOnlyDictionary<string, string> Check(ChannelSettings settings)
    {
        var errors = new Dictionary<string, string>();
        var host = settings.Text("host");
        if (host is null)
            errors["host"] = "Name the mail server: smtp.example.org.";
        else if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            errors["host"] =
                "This is no host name. It looks like smtp.example.org, without https:// and without a port.";
        if (settings.Text("port") is not null && settings.Number("port") is not (>= 1 and <= 65535))
            errors["port"] = "A port is a whole number from 1 to 65535.";
        if (Security(settings) is null)
            errors["security"] = "Choose one of the kinds of encryption.";
        if (Mailbox.WhyNot(settings.Text("from")) is { } noFrom)
            errors["from"] = noFrom;
        if (settings.Text("replyTo") is { } reply && Mailbox.WhyNot(reply) is { } noReply)
            errors["replyTo"] = noReply;
        if (settings.Text("clientName") is { } name && Mailbox.AsciiDomain(name) is null)
            errors["clientName"] = "This is no host name; leave it empty if you are not sure.";
        CheckSignIn(settings, errors);
        if (settings.Yes("allowInvalidCertificate") && !IsThisMachine(host))
            errors["allowInvalidCertificate"] =
                "Only a server on this machine (localhost) can be excused from a valid certificate.";
        return errors;
    }

    /// <summary>The server, from settings that passed their check.</summary>
    public static SmtpSettings Server(ChannelSettings settings)
    {
        var security = Security(settings) ?? SmtpSecurity.StartTls;
        return new SmtpSettings
        {
            Host = settings.Text("host") ?? "",
            Port = settings.Number("port") ?? UsualPort(security),
            Security = security,
            UserName = settings.Text("userName"),
            Password = settings.Secret("password"),
            ClientName = Mailbox.AsciiDomain(settings.Text("clientName")),
            AllowInvalidCertificate = settings.Yes("allowInvalidCertificate"),
            PublicServersOnly = settings.Yes("publicServersOnly"),
        };
    }

    /// <summary>The sender, from settings that passed their check.</summary>
    public static Mailbox From(ChannelSettings settings) =>
        Mailbox.TryParse(
            settings.Text("from"),
            MessageWords.OneLine(settings.Text("fromName") ?? "Afterword")
        )
        ?? throw new ArgumentException(
            "There is no From address; Check comes first.",
            nameof(settings)
        );

    /// <summary>Where answers go, or null.</summary>
    public static Mailbox? ReplyTo(ChannelSettings settings) =>
        Mailbox.TryParse(settings.Text("replyTo"));

    private static void CheckSignIn(ChannelSettings settings, Dictionary<string, string> errors)
    {
        var named = settings.Text("userName") is not null;
        if (named && settings.Secret("password") is null)
            errors["password"] = "The user name needs its password.";
        if (!named && settings.Secret("password") is not null)
            errors["userName"] = "The password needs its user name.";
        if (
            named
            && Security(settings) == SmtpSecurity.None
            && !IsThisMachine(settings.Text("host"))
        )
            errors["security"] =
                "A password is only sent over an encrypted connection; choose STARTTLS or TLS.";
    }

    private static SmtpSecurity? Security(ChannelSettings settings) =>
        settings.Text("security") switch
        {
            null or "starttls" => SmtpSecurity.StartTls,
            "implicit" => SmtpSecurity.Implicit,
            "opportunistic" => SmtpSecurity.Opportunistic,
            "none" => SmtpSecurity.None,
            _ => null,
        };

    /// <summary>RFC 6409 (submission), RFC 8314 (implicit TLS), RFC 5321 (relay).</summary>
    private static int UsualPort(SmtpSecurity security) =>
        security switch
        {
            SmtpSecurity.StartTls => 587,
            SmtpSecurity.Implicit => 465,
            _ => 25,
        };

    private static bool IsThisMachine(string? host) =>
        host is "localhost"
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
