using System.Security.Cryptography;
using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Server.Data;
using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Delivery;

/// <summary>Carries one claimed delivery: still wanted? → payload made once and stored → sent → the result recorded by fence.</summary>
internal sealed class Carrier(
    Store store,
    Payloads payloads,
    Results results,
    FindChannel find,
    ILogger<Carrier> log
)
{
    /// <summary>Carries it.</summary>
    /// <param name="claim">What is held.</param>
    /// <param name="stopping">The node is to stop: what is not on the wire yet goes back at once.</param>
    /// <param name="cut">The claim is lost, or the time to drain is over: give up the wire too.</param>
    public async Task Carry(Claim claim, CancellationToken stopping, CancellationToken cut)
    {
        stopping.ThrowIfCancellationRequested();
        var ready = await payloads.Prepare(claim, Setup(claim), stopping);
        if (ready is null)
        {
            return;
        }
        stopping.ThrowIfCancellationRequested();
        var result = await Send(ready, cut);
        var next = NextTry(ready, result);
        if (!await results.Record(claim, result, next))
        {
            log.LogWarning(
                "Delivery {Delivery} came back with an old fence: another worker holds it, and this result is not kept.",
                claim.Id
            );
        }
    }

    private ChannelSetup? Setup(Claim claim) =>
        find(claim.Lane[..claim.Lane.IndexOf(':', StringComparison.Ordinal)]);

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
