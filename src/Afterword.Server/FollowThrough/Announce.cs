using Afterword.Core.Events;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.FollowThrough;

/// <summary>
/// Tells on what happened: an incident that was declared, resolved or followed leads to the drafts owed by now; an approved update
/// leads to one delivery a target. What it made and the announcement's end are one transaction.
/// </summary>
internal sealed class Announce(
    Store store,
    Database database,
    Func<Site> site,
    TimeProvider time,
    ILogger<Announce> log
)
{
    private const int Batch = 200;

    /// <summary>Approved updates that are told in one transaction.</summary>
    private const int Together = 100;

    private readonly Setbacks _setbacks = new(time);

    /// <summary>Works off the announcements there are.</summary>
    /// <returns>How many were told.</returns>
    public async Task<int> All(CancellationToken ct)
    {
        var told = 0;
        long after = 0;
        while (await Waiting(after, ct) is [_, ..] waiting)
        {
            var now = waiting
                .Where(w => _setbacks.MayTry(w.EventId))
                .ToLookup(w => IsApproval(w.Kind));
            foreach (var some in now[true].Select(w => w.EventId).Chunk(Together))
            {
                told += await TryAll(some, ct);
            }
            foreach (var one in now[false])
            {
                told += await Try(one.EventId, ct);
            }
            after = waiting[^1].EventId;
        }
        return told;
    }

    /// <summary>Tells one.</summary>
    /// <returns>False when another node has it or had it.</returns>
    public async Task<bool> One(long eventId, CancellationToken ct) =>
        await Tell([eventId], ct) == 1;

    private static bool IsApproval(EventKind kind) =>
        kind is EventKind.UpdateApproved or EventKind.UpdateReleased;

    /// <summary>One that cannot be told must not keep the others: then each is told by itself.</summary>
    private async Task<int> TryAll(long[] events, CancellationToken ct)
    {
        try
        {
            // A long list of readers fills a transaction; what is left of the batch goes into the next.
            var (told, some) = (0, 0);
            do
            {
                told += some = await Tell(events, ct);
            } while (some > 0 && told < events.Length);
            return told;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            log.LogWarning(failed, "{Count} approved updates are told one by one.", events.Length);
        }
        var alone = 0;
        foreach (var id in events)
        {
            alone += await Try(id, ct);
        }
        return alone;
    }

    private async Task<int> Try(long eventId, CancellationToken ct)
    {
        try
        {
            var told = await One(eventId, ct);
            _setbacks.Succeeded(eventId);
            return told ? 1 : 0;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            _setbacks.Failed(eventId);
            log.LogError(
                failed,
                "Event {Event} could not be told on; it stays and is tried again.",
                eventId
            );
            return 0;
        }
    }

    private async Task<List<Told>> Waiting(long after, CancellationToken ct)
    {
        await using var db = database.Read();
        return await (
            from waiting in db.Announcements
            where waiting.EventId > after
            orderby waiting.EventId
            select new Told(waiting.EventId, waiting.Event.Kind)
        )
            .Take(Batch)
            .ToListAsync(ct);
    }

    /// <summary>Tells on some events in one transaction.</summary>
    /// <returns>How many; the others another node has or had.</returns>
    private Task<int> Tell(long[] eventIds, CancellationToken ct) =>
        store.Write(
            async db =>
            {
                var mine = await Take(db, eventIds, ct);
                var events = await db
                    .Events.AsNoTracking()
                    .Where(e => mine.Contains(e.Id))
                    .OrderBy(e => e.Id)
                    .ToListAsync(ct);
                var approved = events
                    .Where(e => IsApproval(e.Kind))
                    .ToLookup(e => (int)e.SubjectId);
                var delivered = await Approvals.Deliver(
                    db,
                    [.. approved.Select(a => a.Key)],
                    store.Now,
                    log,
                    ct
                );
                List<long> told = [.. delivered.SelectMany(n => approved[n]).Select(e => e.Id)];
                foreach (var happened in events.Where(e => !IsApproval(e.Kind)))
                {
                    await Draft(db, happened, ct);
                    told.Add(happened.Id);
                }
                await db.Announcements.Where(a => told.Contains(a.EventId)).ExecuteDeleteAsync(ct);
                return told.Count;
            },
            ct
        );

    private static async Task<List<long>> Take(AfterwordDb db, long[] ids, CancellationToken ct)
    {
        var rows = db.IsSqlite
            ? db.Announcements.Where(a => ids.Contains(a.EventId))
            : db.Announcements.FromSql(
                $"SELECT * FROM announcements WHERE event_id = ANY({ids}) ORDER BY event_id FOR UPDATE SKIP LOCKED"
            );
        return [.. (await rows.AsNoTracking().ToListAsync(ct)).Select(a => a.EventId)];
    }

    private async Task Draft(AfterwordDb db, Event happened, CancellationToken ct)
    {
        if (
            happened.IncidentNumber is { } number
            && await Owed.Lock(db, number, ct) is { } incident
        )
        {
            if (happened.Kind == EventKind.MilestoneChanged)
            {
                await PlanChanges.Tell(db, incident, happened, site(), store.Now, ct);
                return;
            }
            await Owed.Draft(db, incident, site(), store.Now, refresh: true, ct);
        }
    }

    private sealed record Told(long EventId, EventKind Kind);
}
