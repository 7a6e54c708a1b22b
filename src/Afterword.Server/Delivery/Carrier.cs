using System.Collections.Concurrent;
using System.Diagnostics;
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
) : IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private readonly Places _places = new();

    /// <summary>How often each channel's server was found down; whoever waited for a place meanwhile need not find it out again.</summary>
    private readonly ConcurrentDictionary<string, int> _downs = new();
    private readonly Momentum _momentum = new(() => store.Now);

    /// <summary>Renders words that are about to be asked for.</summary>
    public static void Render(IReadOnlyCollection<string> words) => RenderedWords.Prepare(words);

    /// <summary>Prepares what is just being claimed, in the same write.</summary>
    public Task<Dictionary<Claim, ReadyDelivery>> Prepare(
        AfterwordDb db,
        IReadOnlyList<(Claim, Core.Delivery.Delivery)> held,
        CancellationToken stopping
    ) => payloads.Prepare(db, held, Setup, stopping);

    /// <summary>Prepares what was claimed together, in one transaction where that is possible; one batch after the other.</summary>
    /// <param name="claims">What is held.</param>
    /// <param name="stopping">The node is to stop: what is not on the wire yet goes back at once.</param>
    public async Task<Dictionary<Claim, ReadyDelivery>> Prepare(
        IReadOnlyList<Claim> claims,
        CancellationToken stopping
    )
    {
        await _preparing.WaitAsync(stopping);
        try
        {
            return await PrepareNow(claims, stopping);
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task<Dictionary<Claim, ReadyDelivery>> PrepareNow(
        IReadOnlyList<Claim> claims,
        CancellationToken stopping
    )
    {
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
        if (await Send(claim, ready, stopping, cut) is not { } result)
        {
            await Release(claim);
            return;
        }
        var next = NextTry(ready, result);
        if (!await results.Record(claim, result, next, ready.Setup.Channel.Pace.Gap, ready.Row))
        {
            log.LogWarning(
                "Delivery {Delivery} came back with an old fence: another worker holds it, and this result is not kept.",
                claim.Id
            );
        }
    }

    public void Dispose() => _preparing.Dispose();

    /// <summary>Gives a claim back of which nothing was sent.</summary>
    public Task Release(Claim claim) => results.Release(claim);

    /// <summary>How many messages of a lane to hold at a time; one at a time asks whether a server that was down answers again.</summary>
    public Pace PaceOf(string lane, ShutGates gates) =>
        _momentum.Widened(
            lane,
            gates.Down.Contains(Gates.ChannelOf(lane)) ? Pace.Careful
                : find(Gates.ChannelOf(lane)) is { } setup ? setup.Channel.Pace
                : Pace.Usual
        );

    private ChannelSetup? Setup(Claim claim) => find(Gates.ChannelOf(claim.Lane));

    /// <returns>What the channel said; null when its server was found down before this message had its turn.</returns>
    private async Task<SendResult?> Send(
        Claim claim,
        ReadyDelivery ready,
        CancellationToken stopping,
        CancellationToken cut
    )
    {
        var channel = ready.Setup.Channel;
        var downBefore = _downs.GetValueOrDefault(channel.Id);
        using var place = await _places.Take(claim.Lane, channel.Pace, stopping);
        // Waiting may have taken long: a claim that was lost meanwhile is not sent.
        stopping.ThrowIfCancellationRequested();
        cut.ThrowIfCancellationRequested();
        if (_downs.GetValueOrDefault(channel.Id) != downBefore)
        {
            return null;
        }
        try
        {
            var began = Stopwatch.GetTimestamp();
            var result = await channel.Send(ready.Payload, ready.Setup.Settings, cut);
            if (result is SendResult.Sent)
            {
                _momentum.Left(claim.Lane, Stopwatch.GetElapsedTime(began));
            }
            else if (result is SendResult.TryLater { ServerDown: true })
            {
                _downs.AddOrUpdate(channel.Id, 1, static (_, times) => times + 1);
            }
            return result;
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            log.LogError(broken, "Channel {Channel} broke.", channel.Id);
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
            result.AskedToWait
        );
}
