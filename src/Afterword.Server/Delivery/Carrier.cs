using System.Security.Cryptography;
using Afterword.Core.Delivery;
using Afterword.Server.Data;
using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Delivery;

/// <summary>Carries claimed deliveries: still wanted? → payload made once and stored → sent → the result recorded by fence.</summary>
internal sealed class Carrier(
    Store store,
    Payloads payloads,
    Results results,
    FindChannel find,
    ILogger<Carrier> log
)
{
    /// <summary>Prepares what was claimed together, in one transaction where that is possible.</summary>
    /// <param name="claims">What is held.</param>
    /// <param name="stopping">The node is to stop: what is not on the wire yet goes back at once.</param>
    public async Task<Dictionary<Claim, ReadyDelivery>> Prepare(
        IReadOnlyList<Claim> claims,
        CancellationToken stopping
    )
    {
        stopping.ThrowIfCancellationRequested();
        try
        {
            return await payloads.Prepare(claims, Setup, stopping);
        }
        catch (Exception failed) when (failed is not OperationCanceledException && claims.Count > 1)
        {
            log.LogWarning(failed, "{Count} deliveries are prepared one by one.", claims.Count);
        }
        var ready = new Dictionary<Claim, ReadyDelivery>();
        foreach (var claim in claims)
        {
            try
            {
                if (await payloads.Prepare(claim, Setup(claim), stopping) is { } one)
                {
                    ready[claim] = one;
                }
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                // The lease runs out and the delivery is claimed again; nothing is lost.
                log.LogError(broken, "Delivery {Delivery} could not be prepared.", claim.Id);
            }
        }
        return ready;
    }

    /// <summary>Carries one.</summary>
    /// <param name="claim">What is held.</param>
    /// <param name="prepared">What was claimed together with it, when it is ready.</param>
    /// <param name="stopping">The node is to stop: what is not on the wire yet goes back at once.</param>
    /// <param name="cut">The claim is lost, or the time to drain is over: give up the wire too.</param>
    public async Task Carry(
        Claim claim,
        Task<Dictionary<Claim, ReadyDelivery>> prepared,
        CancellationToken stopping,
        CancellationToken cut
    )
    {
        if (!(await prepared).TryGetValue(claim, out var ready))
        {
            return;
        }
        stopping.ThrowIfCancellationRequested();
        var result = await Send(ready, cut);
        var next = NextTry(ready, result);
        if (!await results.Record(claim, result, next, ready.Setup.Channel.Pace.Gap))
        {
            log.LogWarning(
                "Delivery {Delivery} came back with an old fence: another worker holds it, and this result is not kept.",
                claim.Id
            );
        }
    }

    /// <summary>How many messages at a time a lane takes; one at a time asks whether a server that was down answers again.</summary>
    public Pace PaceOf(string lane, ShutGates gates) =>
        gates.Down.Contains(Gates.ChannelOf(lane)) ? Pace.Careful
        : find(Gates.ChannelOf(lane)) is { } setup ? setup.Channel.Pace
        : Pace.Usual;

    private ChannelSetup? Setup(Claim claim) => find(Gates.ChannelOf(claim.Lane));

    private async Task<SendResult> Send(ReadyDelivery ready, CancellationToken cut)
    {
        try
        {
            return await ready.Setup.Channel.Send(ready.Payload, ready.Setup.Settings, cut);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            log.LogError(broken, "Channel {Channel} broke.", ready.Setup.Channel.Id);
            return new SendResult.Unknown(
                $"The channel broke ({broken.GetType().Name}); the log has more. It may have arrived."
            );
        }
    }

    private DateTimeOffset? NextTry(ReadyDelivery ready, SendResult result) =>
        ready.Setup.Channel.Retry.NextTryAt(
            ready.Attempts,
            ready.FirstTryAt,
            store.Now,
            RandomNumberGenerator.GetInt32(-1000, 1001) / 1000.0,
            (result as SendResult.TryLater)?.After
        );
}
