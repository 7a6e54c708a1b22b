using System.Text;
using Afterword.Core.Delivery;
using Afterword.Server.Security;

namespace Afterword.Server.Delivery.Mail;

/// <summary>Sends mail over SMTP. Safe for many sends at a time.</summary>
/// <param name="guard">Who may be connected to.</param>
/// <param name="clock">The clock of all waits.</param>
/// <param name="keep">How long an unused connection stays open for the next message; zero for not at all.</param>
internal sealed class SmtpSender(OutgoingGuard guard, TimeProvider clock, TimeSpan keep = default)
    : IDisposable
{
    /// <summary>Connections to one server at a time; relays commonly take twenty or more from one client.</summary>
    private const int MostPerServer = 16;

    private readonly SmtpConnections _connections = new(guard, clock, keep, MostPerServer);

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
            var bytes = DotStuffing.Of(Encoding.UTF8.GetBytes(message));
            var lease = await _connections.Take(settings, fresh: false, cancel);
            var (transaction, results) = await Run(lease, envelope, bytes, cancel);
            if (lease.Used && transaction.IsBroken && !transaction.IsHandedOver)
            {
                // The server hung up while nobody looked. Nothing was handed over, so a new connection may do it all again.
                lease = await _connections.Take(settings, fresh: true, cancel);
                (_, results) = await Run(lease, envelope, bytes, cancel);
            }
            return results;
        }
        catch (SmtpTrouble trouble)
        {
            return
            [
                .. envelope.Recipients.Select(_ => new SendResult.TryLater(
                    trouble.Message,
                    ServerDown: true
                )),
            ];
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

    public void Dispose() => _connections.Dispose();

    private async Task<(SmtpTransaction, IReadOnlyList<SendResult>)> Run(
        SmtpLease lease,
        SmtpEnvelope envelope,
        byte[] message,
        CancellationToken cancel
    )
    {
        var transaction = new SmtpTransaction(lease.Session, envelope, message);
        var fit = false;
        try
        {
            var results = await transaction.Run(cancel);
            fit = !transaction.IsBroken;
            return (transaction, results);
        }
        finally
        {
            await _connections.Return(lease, fit);
        }
    }
}
