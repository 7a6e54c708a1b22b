using System.Net.Security;
using System.Security.Authentication;

namespace Afterword.Server.Delivery.Mail;

/// <summary>Encryption of the connection to a mail server.</summary>
internal static class SmtpTls
{
    /// <summary>
    /// Begins TLS 1.2 or newer. A certificate that is expired, for another name or from an unknown issuer is refused; only a server on
    /// the loopback interface may be excused, and only when the operator said so.
    /// </summary>
    /// <exception cref="SmtpTrouble">No agreement, or no trust.</exception>
    public static async Task Begin(
        SmtpWire wire,
        SmtpSettings settings,
        bool isLoopback,
        CancellationToken cancel
    )
    {
        var excused = settings.AllowInvalidCertificate && isLoopback;
        var refusal = SslPolicyErrors.None;
        var secured = new SslStream(wire.Stream);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = Mailbox.AsciiDomain(settings.Host) ?? settings.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            RemoteCertificateValidationCallback = (_, _, _, errors) =>
            {
                refusal = errors;
                return errors == SslPolicyErrors.None || excused;
            },
        };
        try
        {
            await wire.Step(
                "the TLS handshake",
                settings.StepTimeout,
                async step =>
                {
                    await secured.AuthenticateAsClientAsync(options, step);
                    return true;
                },
                cancel
            );
        }
        catch (AuthenticationException failed)
        {
            throw new SmtpTrouble(
                refusal == SslPolicyErrors.None
                    ? "The mail server and Afterword could not agree on an encryption. Check port and kind of encryption."
                    : $"The mail server's certificate cannot be trusted: {Words(refusal)}.",
                failed
            );
        }
        wire.SwitchTo(secured);
    }

    private static string Words(SslPolicyErrors errors)
    {
        List<string> words = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            words.Add("it showed none");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            words.Add("it is for another host name");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            words.Add("it is expired, or its issuer is unknown here");
        return string.Join(" and ", words);
    }
}
