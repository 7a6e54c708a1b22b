using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
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
    private readonly Setbacks _setbacks = new(time);

    /// <summary>Works off the announcements there are.</summary>
    /// <returns>How many were told.</returns>
    public async Task<int> All(CancellationToken ct)
    {
        var told = 0;
        long after = 0;
        while (await Waiting(after, ct) is [_, ..] waiting)
        {
            foreach (var id in waiting.Where(_setbacks.MayTry))
            {
                told += await Try(id, ct) ? 1 : 0;
            }
            after = waiting[^1];
        }
        return told;
    }

    /// <summary>Tells one.</summary>
    /// <returns>False when another node has it or had it.</returns>
    public Task<bool> One(long eventId, CancellationToken ct) =>
        store.Write(
            async db =>
            {
                if (await Take(db, eventId, ct) is not { } announcement)
                {
                    return false;
                }
                var happened = await db.Events.SingleAsync(e => e.Id == eventId, ct);
                await Tell(db, happened, ct);
                db.Announcements.Remove(announcement);
                return true;
            },
            ct
        );

    private async Task<bool> Try(long eventId, CancellationToken ct)
    {
        try
        {
            var told = await One(eventId, ct);
            _setbacks.Succeeded(eventId);
            return told;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            _setbacks.Failed(eventId);
            log.LogError(
                failed,
                "Event {Event} could not be told on; it stays and is tried again.",
                eventId
            );
            return false;
        }
    }

    private async Task<List<long>> Waiting(long after, CancellationToken ct)
    {
        await using var db = database.Read();
        return await db
            .Announcements.Where(a => a.EventId > after)
            .OrderBy(a => a.EventId)
            .Select(a => a.EventId)
            .Take(Batch)
            .ToListAsync(ct);
    }

    private static async Task<Announcement?> Take(AfterwordDb db, long id, CancellationToken ct)
    {
        var rows = db.IsSqlite
            ? db.Announcements.Where(a => a.EventId == id)
            : db.Announcements.FromSql(
                $"SELECT * FROM announcements WHERE event_id = {id} FOR UPDATE SKIP LOCKED"
            );
        return (await rows.AsTracking().ToListAsync(ct)).SingleOrDefault();
    }

    private async Task Tell(AfterwordDb db, Event happened, CancellationToken ct)
    {
        if (happened.Kind is EventKind.UpdateApproved or EventKind.UpdateReleased)
        {
            await Deliver(db, (int)happened.SubjectId, ct);
        }
        else if (
            happened.IncidentNumber is { } number
            && await Owed.Lock(db, number, ct) is { } incident
        )
        {
            await Owed.Draft(db, incident, site(), store.Now, refresh: true, ct);
        }
    }

    /// <summary>One delivery a target; those that stand already stay as they are.</summary>
    private async Task Deliver(AfterwordDb db, int number, CancellationToken ct)
    {
        var update = await db.Updates.AsTracking().SingleAsync(u => u.Number == number, ct);
        if (update.State != UpdateState.Approved)
        {
            return;
        }
        var incident = await Incident(db, update, ct);
        if (update.NextUpdateAt is { } promised)
        {
            incident?.PromiseUpdate(promised, By.Product(store.Now, Door.Cadence));
        }
        var recipients = await Recipients.Of(db, update, incident, ct);
        var standing = await db
            .Deliveries.Where(d => d.UpdateNumber == number)
            .Select(d => new { d.Channel, d.Target })
            .ToListAsync(ct);
        foreach (
            var to in recipients.All.Where(r =>
                !standing.Any(d =>
                    d.Channel == r.Channel
                    && d.Target.Equals(r.Address, StringComparison.OrdinalIgnoreCase)
                )
            )
        )
        {
            db.Deliveries.Add(
                Core.Delivery.Delivery.To(
                    update,
                    to.Channel,
                    to.Address,
                    to.Name,
                    to.PersonId,
                    store.Now
                )
            );
        }
        if (recipients.All.Count == 0 && standing.Count == 0)
        {
            log.LogWarning(
                "Update {Update} was approved, but nobody it is for has an address.",
                number
            );
            update.Settle(allSettled: false, anyDead: true, By.Product(store.Now));
        }
    }

    private static async Task<Incident?> Incident(
        AfterwordDb db,
        Update update,
        CancellationToken ct
    ) =>
        update.IncidentNumber is { } number
            ? await db.Incidents.AsTracking().SingleAsync(i => i.Number == number, ct)
            : null;
}
