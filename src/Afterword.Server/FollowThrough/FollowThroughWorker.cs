using Afterword.Server.Data;

namespace Afterword.Server.FollowThrough;

/// <summary>The loop of the follow-through: tells on what happened, then sweeps what is due. Woken by a commit on this node; polling is the truth.</summary>
internal sealed class FollowThroughWorker : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly Work _work;
    private readonly Announce _announce;
    private readonly Sweep _sweep;
    private readonly DueUpdates _dueUpdates;
    private readonly Remind _remind;
    private readonly ProgressAsks _progressAsks;
    private readonly BrokenTemplates _brokenTemplates;
    private readonly Reviews _reviews;
    private readonly Pulse _pulse;
    private readonly ClockGuard _clock;
    private readonly Wake _wake;
    private readonly ILogger<FollowThroughWorker> _log;
    private bool _toldOfClock;

    public FollowThroughWorker(
        Announce announce,
        Sweep sweep,
        DueUpdates dueUpdates,
        Remind remind,
        ProgressAsks progressAsks,
        BrokenTemplates brokenTemplates,
        Reviews reviews,
        Store store,
        Pulse pulse,
        ClockGuard clock,
        TimeProvider time,
        ILogger<FollowThroughWorker> log
    )
    {
        _clock = clock;
        _work = new Work(store);
        (_announce, _sweep, _dueUpdates, _remind) = (announce, sweep, dueUpdates, remind);
        (_progressAsks, _brokenTemplates) = (progressAsks, brokenTemplates);
        (_reviews, _pulse, _log) = (reviews, pulse, log);
        _wake = new Wake(time);
        store.Saved += changed =>
        {
            if (changed.Contains(typeof(Announcement)))
            {
                _wake.Up();
            }
        };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _pulse.Migrated(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await IsClockWrong(stoppingToken))
                {
                    await LookOnce(stoppingToken);
                }
                _pulse.Ticked(nameof(FollowThroughWorker));
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                _log.LogError(failed, "The follow-through waits for its next look.");
            }
            await _wake.Wait(Look, stoppingToken);
        }
    }

    private async Task LookOnce(CancellationToken ct)
    {
        if (await _work.Waits(ct))
        {
            await _announce.All(ct);
            await _sweep.All(ct);
            await _dueUpdates.All(ct);
            await _remind.All(ct, _announce.All);
            await _progressAsks.All(ct);
        }
        // What no row says: these two know by themselves when to ask the database.
        await _brokenTemplates.Tell(ct);
        await _reviews.All(ct);
    }

    private async Task<bool> IsClockWrong(CancellationToken ct)
    {
        var trouble = await _clock.Trouble(ct);
        if (trouble is not null && !_toldOfClock)
        {
            _log.LogError("{Trouble}", trouble);
        }
        _toldOfClock = trouble is not null;
        return _toldOfClock;
    }
}
