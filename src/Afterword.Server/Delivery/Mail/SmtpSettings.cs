using System.Globalization;
using System.Text;

namespace Afterword.Server.Delivery.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>STARTTLS, or nothing is sent (usually port 587).</summary>
    StartTls,

    /// <summary>TLS from the first byte (usually port 465).</summary>
    Implicit,

    /// <summary>STARTTLS where the server offers it; passwords only go over TLS or to this machine.</summary>
    Opportunistic,

    /// <summary>No encryption: for a relay on this machine or in a network that is trusted.</summary>
    None,
}

/// <summary>One mail server and how to talk to it. Prints without the password.</summary>
internal sealed record SmtpSettings
{
    /// <summary>Host name or address.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port, 1–65535.</summary>
    public required int Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>The user name for AUTH; null signs in as nobody.</summary>
    public string? UserName { get; init; }

    /// <summary>The password for AUTH.</summary>
    public string? Password { get; init; }

    /// <summary>Takes any certificate, but only from a server on the loopback interface.</summary>
    public bool AllowInvalidCertificate { get; init; }

    /// <summary>Refuses a server with a private address. Off: relays in the own network are the normal case for mail.</summary>
    public bool PublicServersOnly { get; init; }

    /// <summary>The name given in EHLO; null gives the connection's own address, which every server must take (RFC 5321 4.1.3).</summary>
    public string? ClientName { get; init; }

    /// <summary>
    /// The longest any one step may take as a whole, however slowly its bytes drip: connecting, the banner, the TLS handshake, each
    /// command with its answer, each 64 KB of message. Our choice: well above a busy server, below what would hold others up.
    /// </summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest wait for the answer to the final dot. Longer than a step, because the server may scan the message now, and giving
    /// up here is what makes duplicates (RFC 1047; RFC 5321 4.5.3.2.6 would have 10 minutes).
    /// </summary>
    public TimeSpan FinalAnswerTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long that wait still lasts when the server is being stopped, so that a message just handed over is not sent twice.</summary>
    public TimeSpan GraceWhenStopping { get; init; } = TimeSpan.FromSeconds(5);

    private bool PrintMembers(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Host}:{Port}, {Security}");
        return true;
    }
}

/// <summary>Who a message is from and for, as the server is told.</summary>
/// <param name="From">The sender, to whom bounces go.</param>
/// <param name="Recipients">Every reader, one or more.</param>
internal sealed record SmtpEnvelope(Mailbox From, IReadOnlyList<Mailbox> Recipients)
{
    /// <summary>Some address is not ASCII.</summary>
    public bool NeedsUtf8 => From.NeedsUtf8 || Recipients.Any(r => r.NeedsUtf8);
}
