using System.Text;
using Afterword.Core.Delivery;
using Afterword.Server.Security;

namespace Afterword.Server.Delivery.Mail;

/// <summary>Sends mail over SMTP. Safe for many sends at a time; each has its own connection.</summary>
internal sealed class SmtpSender(OutgoingGuard guard, TimeProvider clock)
{
    /// <summary>
    /// One try: the result for each recipient, in the envelope's order. What concerns the server (unreachable, not trusted, sign-in refused)
    /// is <see cref="SendResult.TryLater"/>: an operator mends it and everything that waits goes out. Only a refusal of the message or
    /// an address itself is <see cref="SendResult.GiveUp"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">Stopped before the message was handed over: surely not sent.</exception>
    public async Task<IReadOnlyList<SendResult>> Send(
        SmtpSettings settings,
        SmtpEnvelope envelope,
        string message,
        CancellationToken cancel
    )
    {
        try
        {
            await using var session = await SmtpSession.Open(settings, guard, clock, cancel);
            var bytes = DotStuffing.Of(Encoding.UTF8.GetBytes(message));
            var results = await new SmtpTransaction(session, envelope, bytes).Run(cancel);
            await session.Quit();
            return results;
        }
        catch (SmtpTrouble trouble)
        {
            return [.. envelope.Recipients.Select(_ => new SendResult.TryLater(trouble.Message))];
        }
    }

    /// <summary>Connects, secures and signs in without sending anything; the trouble in words, or null when all is well.</summary>
    public async Task<string?> Probe(SmtpSettings settings, CancellationToken cancel)
    {
        try
        {
            await using var session = await SmtpSession.Open(settings, guard, clock, cancel);
            await session.Quit();
            return null;
        }
        catch (SmtpTrouble trouble)
        {
            return trouble.Message;
        }
    }
}
