using System.Text;

namespace Afterword.Server.Delivery.Mail;

/// <summary>AUTH PLAIN (RFC 4616), or LOGIN where the server knows nothing better. No answer of the server is quoted: it could echo the password.</summary>
internal static class SmtpSignIn
{
    /// <exception cref="SmtpTrouble">Not offered, not safe, or refused.</exception>
    public static async Task Run(SmtpSession session, CancellationToken cancel)
    {
        if (!session.IsSecured && !session.IsLoopback)
            throw new SmtpTrouble("The connection is not encrypted, so the password was not sent.");
        var kinds = session
            .Offers.GetValueOrDefault("AUTH", "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var user = session.Settings.UserName ?? "";
        var password = session.Settings.Password ?? "";
        SmtpReply reply;
        if (kinds.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
            reply = await Ask($"AUTH PLAIN {Base64($"\0{user}\0{password}")}");
        else if (kinds.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await Ask("AUTH LOGIN");
            if (reply.Code == 334)
                reply = await Ask(Base64(user));
            if (reply.Code == 334)
                reply = await Ask(Base64(password));
        }
        else
            throw new SmtpTrouble(
                "The mail server offers no sign-in with a password (AUTH PLAIN or LOGIN)."
            );
        if (reply.Code != 235)
            throw new SmtpTrouble(
                $"The mail server refused the user name or password ({reply.Code})."
            );

        Task<SmtpReply> Ask(string command) =>
            session.Wire.Ask(command, "the sign-in", session.Settings.StepTimeout, cancel);
    }

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
