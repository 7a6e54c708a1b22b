using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Plan;

/// <summary>What lies ahead, as a reader asks for it.</summary>
/// <param name="Until">How far to look, UTC.</param>
/// <param name="Handle">Only what goes to this person, without <c>@</c>; null for the organization.</param>
public sealed record PlanAsk(DateTimeOffset Until, string? Handle = null);

/// <summary>What lies ahead.</summary>
/// <param name="Rows">By the instant at which each is seen.</param>
/// <param name="More">There is more than is shown: ask for fewer days, an incident or a person.</param>
public sealed record PlanAhead(IReadOnlyList<PlanRow> Rows, bool More);

/// <summary>
/// The plan: what the cadence will send if nobody does anything, from the same functions as the sweep's. Incidents come by their next
/// due instant and items by their next reminder, so that its cost follows what lies ahead.
/// </summary>
internal static class AheadQueries
{
    private const int MostIncidents = 300;
    private const int MostItems = 3000;
    private const int MostRows = 600;

    /// <summary>What lies ahead for the organization or a person.</summary>
    public static async Task<PlanAhead> Of(
        AfterwordDb db,
        Viewer viewer,
        PlanAsk ask,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var rules = await CadenceRules.Of(db, ct);
        var incidents = await Coming(db, viewer, ask.Until, ct);
        var rows = await Rows(db, rules, incidents, now, ask.Until, ct);
        var items = await AnsweredItems.Load(
            db,
            (
                from reminder in db.ItemReminders
                where reminder.At <= ask.Until
                join item in db.VisibleItems(viewer) on reminder.ItemNumber equals item.Number
                orderby reminder.At
                select item
            ).Take(MostItems),
            ct
        );
        rows.AddRange(await Digests(db, rules, items, now, ask.Until, ct));
        var wanted = rows.Where(r => ask.Handle is null || r.Person?.Handle == ask.Handle)
            .OrderBy(r => r.At)
            .ThenBy(r => r.Slot, StringComparer.Ordinal)
            .ToList();
        return new PlanAhead(
            [.. wanted.Take(MostRows)],
            wanted.Count > MostRows || incidents.Count == MostIncidents || items.Count == MostItems
        );
    }

    /// <summary>What lies ahead for an incident, with the reminders of its items.</summary>
    public static async Task<IReadOnlyList<PlanRow>> OfIncident(
        AfterwordDb db,
        Incident incident,
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken ct = default
    )
    {
        var rules = await CadenceRules.Of(db, ct);
        var rows = await Rows(db, rules, [incident], now, until, ct);
        var items = await AnsweredItems.Load(
            db,
            db.ActionItems.Where(a =>
                a.IncidentNumber == incident.Number
                && EF.Property<int>(a, ActionItemMap.Closed) == 0
            ),
            ct
        );
        rows.AddRange(await Digests(db, rules, items, now, until, ct));
        return [.. rows.OrderBy(r => r.At).ThenBy(r => r.Slot, StringComparer.Ordinal)];
    }

    /// <summary>Those that something happens for by itself, and those whose drafts wait for a person.</summary>
    private static async Task<List<Incident>> Coming(
        AfterwordDb db,
        Viewer viewer,
        DateTimeOffset until,
        CancellationToken ct
    ) =>
        await db
            .Incidents.To(viewer)
            .Where(i =>
                i.NextDueAt <= until
                || db.Updates.Any(u =>
                    u.IncidentNumber == i.Number
                    && (u.State == UpdateState.Draft || u.State == UpdateState.Scheduled)
                )
            )
            .OrderBy(i => i.NextDueAt)
            .ThenBy(i => i.Number)
            .Take(MostIncidents)
            .ToListAsync(ct);

    private static async Task<List<PlanRow>> Rows(
        AfterwordDb db,
        CadenceRules rules,
        IReadOnlyList<Incident> incidents,
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken ct
    )
    {
        var states = await CadenceStates.Load(db, incidents, rules, ct);
        var owed = incidents
            .SelectMany(i =>
                Forecast
                    .ForIncident(states[i.Number], rules.Calendar, now, until)
                    .Where(o => Forecast.Instant(o) <= until || o.OpensAt <= now)
                    .Where(Data.Telling.OwedWords.CanWrite)
                    .Select(o => (Incident: i, Owed: o))
            )
            .ToList();
        int[] numbers = [.. incidents.Select(i => i.Number)];
        var waiting = await db
            .Updates.AsNoTracking()
            .Where(u => u.IncidentNumber != null && numbers.Contains(u.IncidentNumber.Value))
            .Where(u => u.State == UpdateState.Draft || u.State == UpdateState.Scheduled)
            .ToDictionaryAsync(u => u.Slot, ct);
        var people = await People(db, owed.Select(o => o.Owed.PersonId), ct);
        return
        [
            .. owed.Select(o =>
                PlanRow.Owed(
                    o.Owed,
                    o.Incident.Title,
                    waiting.GetValueOrDefault(o.Owed.Slot),
                    now
                ) with
                {
                    Person = o.Owed.PersonId is { } id ? people.GetValueOrDefault(id) : null,
                }
            ),
        ];
    }

    private static async Task<IEnumerable<PlanRow>> Digests(
        AfterwordDb db,
        CadenceRules rules,
        List<AnsweredItem> items,
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken ct
    )
    {
        var owned = items.Where(i =>
            i is { PersonId: not null, Active: true, FollowedAt: not null }
        );
        var groups = owned.GroupBy(i => i.PersonId!.Value).ToList();
        var people = await People(db, groups.Select(g => (int?)g.Key), ct);
        int[] ids = [.. people.Keys];
        var wishes = await db
            .PlanChanges.AsNoTracking()
            .Where(c => c.PersonId != null && ids.Contains(c.PersonId.Value))
            .ToDictionaryAsync(c => c.Slot, c => c.Wish, ct);
        return groups.SelectMany(mine =>
            Forecast
                .ForPerson(
                    new PersonState(
                        mine.Key,
                        people[mine.Key].Handle,
                        null,
                        rules.ZoneOf(mine.First().TimeZone)
                    ),
                    [
                        .. mine.Select(i => new OwnedItem(
                            i.State,
                            i.Row.IncidentNumber,
                            i.FollowedAt!.Value
                        )),
                    ],
                    rules.Calendar,
                    now,
                    until,
                    wishes
                )
                .Select(d =>
                    PlanRow.Owed(d.Owed, null, null, now) with
                    {
                        Person = people[mine.Key],
                    }
                )
        );
    }

    private static Task<Dictionary<int, PlanPerson>> People(
        AfterwordDb db,
        IEnumerable<int?> ids,
        CancellationToken ct
    )
    {
        int[] wanted = [.. ids.OfType<int>().Distinct()];
        return db
            .People.AsNoTracking()
            .Where(p => wanted.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => new PlanPerson(p.Handle, p.Name), ct);
    }
}
