using System.Collections.Concurrent;
using Afterword.Server.Data;

namespace Afterword.Server.Delivery;

/// <summary>
/// The loop of the outbox: claims what is due and carries several deliveries at a time. Woken by a commit on this node; polling is
/// the truth. When the node stops, what is on the wire gets a few seconds, and what is not goes back at once.
/// </summary>
internal sealed class DeliveryWorker : BackgroundService
{
    /// <summary>Messages this node holds, the ones claimed ahead included; how many to one channel and one target, the channel says.</summary>
    public const int Most = Momentum.Most + 128;

    /// <summary>Payloads made in one transaction: the first are on the wire while the next are made.</summary>
    private const int PreparedAtOnce = 64;

    /// <summary>While half of what was held is still under way, the next claim waits so long, so that one commit carries many.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>The look while something waits for its turn at a target that takes one message a second.</summary>
    private static readonly TimeSpan SoonLook = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RollCallEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(10);

    private readonly Claims _claims;
    private readonly Carrier _carrier;
    private readonly DeadNodes _dead;
    private readonly Pulse _pulse;
    private readonly TimeProvider _time;
    private readonly ILogger<DeliveryWorker> _log;
    private readonly Wake _wake;
    private readonly Turns _turns = new(Most);
    private readonly ConcurrentDictionary<Claim, InFlight> _inFlight = [];
    private bool _soon;
    private long _begun;
    private int _held;

    public DeliveryWorker(
        Claims claims,
        Carrier carrier,
        DeadNodes dead,
        Store store,
        Pulse pulse,
        TimeProvider time,
        ILogger<DeliveryWorker> log
    )
    {
        (_claims, _carrier, _dead, _pulse) = (claims, carrier, dead, pulse);
        (_time, _log) = (time, log);
        _wake = new Wake(time);
        store.Saved += changed =>
        {
            if (changed.Contains(typeof(Core.Delivery.Delivery)))
            {
                _wake.Up();
            }
        };
    }

    /// <summary>How long what is on the wire may take when the node stops; the host gives 10 seconds in all.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Claims what may go now and begins to carry it.</summary>
    /// <returns>How many were begun.</returns>
    public async Task<int> Begin(CancellationToken stopping)
    {
        _soon = false;
        if (
            _inFlight.Count >= Most
            || await _claims.DueLanes(stopping) is not ([_, ..] due, var left, var gates)
        )
        {
            return 0;
        }
        _soon = gates.NextAt < _time.GetUtcNow() + Look;
        var wanted = _turns.Next(
            [.. due.Where(gates.LetsThrough)],
            lane => _carrier.PaceOf(lane, gates),
            left
        );
        TimeSpan Gap(string lane) => _carrier.PaceOf(lane, gates).Gap;
        var begun =
            wanted.Count == 0
                ? 0
                : await TakeReady(wanted, Gap, left.Count > 0, stopping)
                    ?? await Take(wanted, Gap, stopping);
        if (begun > 0)
        {
            (_begun, _held) = (_time.GetTimestamp(), _inFlight.Count);
        }
        return begun;
    }

    /// <summary>Claims and prepares in one commit.</summary>
    /// <returns>How many were begun; null when one of them cannot be prepared, which is for <see cref="Take"/> to find.</returns>
    private async Task<int?> TakeReady(
        IReadOnlyDictionary<string, int> wanted,
        Func<string, TimeSpan> gap,
        bool left,
        CancellationToken stopping
    )
    {
        try
        {
            Carrier.Render(await _claims.Words(wanted, stopping));
            var (claims, ready) = await _claims.Take(wanted, gap, _carrier.Prepare, left, stopping);
            BeginAll(claims, Task.FromResult(ready), stopping);
            return claims.Count;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            _log.LogWarning(failed, "Deliveries are claimed first and prepared then.");
            return null;
        }
    }

    /// <summary>Claims in a commit of its own; whatever cannot be prepared then holds up nobody else.</summary>
    private async Task<int> Take(
        IReadOnlyDictionary<string, int> wanted,
        Func<string, TimeSpan> gap,
        CancellationToken stopping
    )
    {
        var claims = await _claims.Take(wanted, gap, stopping);
        foreach (var batch in claims.Chunk(PreparedAtOnce))
        {
            BeginAll(batch, _carrier.Prepare(batch, stopping), stopping);
        }
        return claims.Count;
    }

    private void BeginAll(
        IReadOnlyList<Claim> claims,
        Task<Dictionary<Claim, ReadyDelivery>> prepared,
        CancellationToken stopping
    )
    {
        foreach (var claim in claims)
        {
            _turns.Began(claim.Lane);
            var cut = new CancellationTokenSource();
            var flight = new InFlight(cut);
            _inFlight[claim] = flight;
            flight.Done = Carry(claim, prepared, cut, stopping);
        }
    }

    private bool HoldsEnough =>
        _inFlight.Count > _held / 2 && _time.GetElapsedTime(_begun) < Breath;

    /// <summary>Ends when nothing that was begun is under way any more.</summary>
    public Task Idle() => Task.WhenAll(_inFlight.Values.Select(f => f.Done));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _pulse.Migrated(stoppingToken);
        var renewing = Every(
            RenewEvery,
            () =>
                Try(
                    Renew,
                    "Leases are not renewed; the deliveries may be tried by another worker."
                ),
            stoppingToken
        );
        var calling = Task.CompletedTask;
        try
        {
            await CallTheRoll(stoppingToken);
            calling = Every(RollCallEvery, () => CallTheRoll(stoppingToken), stoppingToken);
            await Try(
                () => _claims.FreeOrphans(stoppingToken),
                "Claims left by an earlier start stay until their lease ends."
            );
            while (!stoppingToken.IsCancellationRequested)
            {
                if (HoldsEnough)
                {
                    await _wake.Wait(Breath, stoppingToken);
                    continue;
                }
                var begun = 0;
                await Try(
                    async () =>
                    {
                        begun = await Begin(stoppingToken);
                        _pulse.Ticked(nameof(DeliveryWorker));
                    },
                    "Deliveries wait for the next look."
                );
                if (begun == 0)
                {
                    await _wake.Wait(_soon ? SoonLook : Look, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        await Finish();
        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await calling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Waits for what is on the wire, then cuts it; claims that were not used go back.</summary>
    internal async Task Finish()
    {
        var idle = Idle();
        await Task.WhenAny(idle, Task.Delay(Drain));
        foreach (var flight in _inFlight.Values)
        {
            await flight.Let();
        }
        await idle;
    }

    private async Task Carry(
        Claim claim,
        Task<Dictionary<Claim, ReadyDelivery>> prepared,
        CancellationTokenSource cut,
        CancellationToken stopping
    )
    {
        await Task.Yield();
        try
        {
            await _carrier.Carry(claim, prepared, stopping, cut.Token);
        }
        catch (OperationCanceledException)
            when (stopping.IsCancellationRequested || cut.IsCancellationRequested)
        {
            await Try(
                () => _carrier.Release(claim),
                "A claim that was not used stays until its lease ends."
            );
        }
        catch (Exception failed)
        {
            // The lease runs out and the delivery is claimed again; nothing is lost.
            _log.LogError(failed, "Delivery {Delivery} could not be carried.", claim.Id);
        }
        finally
        {
            _inFlight.TryRemove(claim, out _);
            _turns.Ended(claim.Lane);
            cut.Dispose();
            _wake.Up();
        }
    }

    private async Task Every(TimeSpan period, Func<Task> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(period, _time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await work();
        }
    }

    private Task CallTheRoll(CancellationToken stopping) =>
        Try(
            async () =>
            {
                if (await _dead.Look(stopping))
                {
                    _wake.Up();
                }
            },
            "Nobody knows which nodes live; what a dead one held waits for its lease to end."
        );

    /// <summary>Renews the leases of what is in flight and lets go of what somebody else has taken.</summary>
    internal async Task Renew()
    {
        if (_inFlight.IsEmpty)
        {
            return;
        }
        foreach (var lost in await _claims.Renew([.. _inFlight.Keys], CancellationToken.None))
        {
            if (_inFlight.TryGetValue(lost, out var flight))
            {
                await flight.Let();
            }
        }
    }

    private async Task Try(Func<Task> work, string otherwise)
    {
        try
        {
            await work();
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            _log.LogError(failed, "{Consequence}", otherwise);
        }
    }
}
