using Afterword.Core.Delivery;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Plan;

/// <summary>
/// The ledger: what is owed, to whom, by when, and what became of it. Cost follows what is owed and the page's length: drafts by
/// their state, incidents by their next due instant, the past by number.
/// </summary>
internal static class PlanQueries
{
    private const int MostAhead = 200;

    private sealed record Place(int Number);

    /// <summary>What is owed and not met yet, the earliest due first; at most 200 of each kind.</summary>
    public static async Task<IReadOnlyList<PlanRow>> Owed(
        AfterwordDb db,
        Viewer viewer,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var drafted = await (
            from update in db.VisibleUpdates(viewer)
            where update.State == UpdateState.Draft && update.DueAt != null
            orderby update.DueAt
            join incident in db.Incidents on update.IncidentNumber equals incident.Number
            select incident
        )
            .Take(MostAhead)
            .ToListAsync(ct);
        var coming = await db
            .Incidents.To(viewer)
            .Where(i => i.NextDueAt != null)
            .OrderBy(i => i.NextDueAt)
            .Take(MostAhead)
            .ToListAsync(ct);
        var rows = new List<PlanRow>();
        foreach (var incident in drafted.Concat(coming).DistinctBy(i => i.Number))
        {
            rows.AddRange((await OfIncident(db, incident, now, ct)).Where(row => row.IsOwed));
        }
        return [.. rows.OrderBy(r => r.DueAt).ThenBy(r => r.Slot, StringComparer.Ordinal)];
    }

    /// <summary>What was told, the newest first.</summary>
    public static async Task<Page<PlanRow>> Past(
        AfterwordDb db,
        Viewer viewer,
        DateTimeOffset now,
        PageQuery page,
        CancellationToken ct = default
    )
    {
        var told = db.VisibleUpdates(viewer).Where(u => u.State != UpdateState.Draft);
        if (page.After<Place>() is { } after)
        {
            told = told.Where(u => u.Number < after.Number);
        }
        var found = await (
            from update in told.OrderByDescending(u => u.Number).Take(page.Rows + 1)
            join incident in db.Incidents on update.IncidentNumber equals incident.Number into some
            from about in some.DefaultIfEmpty()
            orderby update.Number descending
            select new
            {
                Update = update,
                about.Title,
                Tried = db.Deliveries.Count(d => d.UpdateNumber == update.Number),
                Dead = db.Deliveries.Count(d =>
                    d.UpdateNumber == update.Number && d.State == DeliveryState.Dead
                ),
            }
        ).ToListAsync(ct);
        return page.Cut(
            [.. found.Select(f => PlanRow.Told(f.Update, f.Title, f.Tried, f.Dead, now))],
            row => new Place(row.UpdateNumber!.Value)
        );
    }

    /// <summary>All that is or was owed for an incident, in the order of its due instants.</summary>
    public static async Task<IReadOnlyList<PlanRow>> OfIncident(
        AfterwordDb db,
        Incident incident,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var owed = Cadence.ForIncident(
            await NextDue.State(db, incident, ct),
            await NextDue.Policy(db, ct),
            now
        );
        var slots = owed.Select(o => o.Slot).ToList();
        var updates = await db
            .Updates.AsNoTracking()
            .Where(u => slots.Contains(u.Slot))
            .ToDictionaryAsync(u => u.Slot, ct);
        return
        [
            .. owed.Select(o =>
                PlanRow.Owed(o, incident.Title, updates.GetValueOrDefault(o.Slot), now)
            ),
        ];
    }
}
