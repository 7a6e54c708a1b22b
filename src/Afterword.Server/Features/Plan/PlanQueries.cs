using Afterword.Core.Delivery;
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

    /// <summary>What is owed now and not met yet, the earliest due first: drafts that wait, and what opened but is not made.</summary>
    public static async Task<IReadOnlyList<PlanRow>> Owed(
        AfterwordDb db,
        Viewer viewer,
        DateTimeOffset now,
        CancellationToken ct = default
    ) =>
        [
            .. (await AheadQueries.Of(db, viewer, new PlanAsk(now), now, ct))
                .Rows.Where(row => row.IsOwed)
                .OrderBy(r => r.DueAt)
                .ThenBy(r => r.Slot, StringComparer.Ordinal),
        ];

    /// <summary>What was told, the newest first.</summary>
    public static async Task<Page<PlanRow>> Past(
        AfterwordDb db,
        Viewer viewer,
        DateTimeOffset now,
        PageQuery page,
        CancellationToken ct = default
    )
    {
        var told = db.VisibleUpdates(viewer)
            .Where(u => u.State != UpdateState.Draft && u.State != UpdateState.Scheduled);
        if (page.After<Place>() is { } after)
        {
            told = told.Where(u => u.Number < after.Number);
        }
        var found = await (
            from update in told.OrderByDescending(u => u.Number).Take(page.Rows + 1)
            join incident in db.Incidents on update.IncidentNumber equals incident.Number into some
            from about in some.DefaultIfEmpty()
            join reader in db.People on update.PersonId equals reader.Id into readers
            from person in readers.DefaultIfEmpty()
            orderby update.Number descending
            select new
            {
                Update = update,
                about.Title,
                person.Handle,
                person.Name,
                Tried = db.Deliveries.Count(d => d.UpdateNumber == update.Number),
                Dead = db.Deliveries.Count(d =>
                    d.UpdateNumber == update.Number && d.State == DeliveryState.Dead
                ),
            }
        ).ToListAsync(ct);
        return page.Cut(
            [
                .. found.Select(f =>
                    PlanRow.Told(f.Update, f.Title, f.Tried, f.Dead, now) with
                    {
                        Person = f.Handle is null ? null : new PlanPerson(f.Handle, f.Name),
                    }
                ),
            ],
            row => new Place(row.UpdateNumber!.Value)
        );
    }

    /// <summary>All that was told of an incident and all that lies ahead, in the order in which it is seen.</summary>
    public static async Task<IReadOnlyList<PlanRow>> OfIncident(
        AfterwordDb db,
        Incident incident,
        DateTimeOffset now,
        int days = 14,
        CancellationToken ct = default
    )
    {
        var ahead = await AheadQueries.OfIncident(db, incident, now, now.AddDays(days), ct);
        var told = await (
            from update in db.Updates.AsNoTracking()
            where
                update.IncidentNumber == incident.Number
                && update.State != UpdateState.Draft
                && update.State != UpdateState.Scheduled
            join reader in db.People on update.PersonId equals reader.Id into readers
            from person in readers.DefaultIfEmpty()
            orderby update.Number descending
            select new
            {
                Update = update,
                person.Handle,
                person.Name,
                Tried = db.Deliveries.Count(d => d.UpdateNumber == update.Number),
                Dead = db.Deliveries.Count(d =>
                    d.UpdateNumber == update.Number && d.State == DeliveryState.Dead
                ),
            }
        )
            .Take(MostAhead)
            .ToListAsync(ct);
        return
        [
            .. told.Select(t =>
                    PlanRow.Told(t.Update, incident.Title, t.Tried, t.Dead, now) with
                    {
                        Person = t.Handle is null ? null : new PlanPerson(t.Handle, t.Name),
                    }
                )
                .Concat(ahead)
                .OrderBy(r => r.At)
                .ThenBy(r => r.Slot, StringComparer.Ordinal),
        ];
    }

    /// <summary>The update of a slot, if it was made and the viewer may see it.</summary>
    public static Task<int?> Made(
        AfterwordDb db,
        Viewer viewer,
        string slot,
        CancellationToken ct = default
    ) =>
        db.VisibleUpdates(viewer)
            .Where(u => u.Slot == slot)
            .Select(u => (int?)u.Number)
            .SingleOrDefaultAsync(ct);

    /// <summary>A message ahead as a line of the ledger.</summary>
    public static async Task<PlanRow> Row(
        AfterwordDb db,
        PlannedMessage message,
        DateTimeOffset now,
        CancellationToken ct = default
    ) =>
        PlanRow.Owed(message.Owed, message.Incident?.Title, null, now) with
        {
            Person = await db
                .People.AsNoTracking()
                .Where(p => p.Id == message.Owed.PersonId)
                .Select(p => new PlanPerson(p.Handle, p.Name))
                .SingleOrDefaultAsync(ct),
        };
}
