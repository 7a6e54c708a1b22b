using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>Reads all that the cadence knows of some incidents, in a handful of queries however many they are.</summary>
internal static class CadenceStates
{
    public static async Task<IReadOnlyDictionary<int, IncidentState>> Load(
        AfterwordDb db,
        IReadOnlyCollection<Incident> incidents,
        CadenceRules rules,
        CancellationToken ct
    )
    {
        int[] numbers = [.. incidents.Where(i => i.FollowedAt is not null).Select(i => i.Number)];
        if (numbers.Length == 0)
        {
            return incidents.ToDictionary(i => i.Number, Bare);
        }
        var items = await Items(db, numbers, ct);
        var teams = await Teams(db, incidents, items, ct);
        var told = await Told(db, numbers, ct);
        var wishes = await Wishes(db, numbers, ct);
        var checks = await Checks(db, Having(told, UpdateKind.CheckIn), ct);
        var risks = await Risks(db, Having(told, UpdateKind.SimilarRiskCall), ct);
        var asked = risks.SelectMany(g => g.Select(r => (int?)r.Asked.PersonId));
        var people = await People(db, incidents, asked, items, teams, rules, ct);
        return incidents.ToDictionary(
            i => i.Number,
            i =>
                Bare(i) with
                {
                    LeadId = i.LeadId,
                    TeamLeadId = Team(i.TeamId)?.LeadId,
                    Zone = rules.ZoneOf(Team(i.TeamId)?.TimeZone),
                    People = people,
                    Items =
                    [
                        .. items[i.Number].Select(row => row.State(Team(row.OwnerTeamId)?.LeadId)),
                    ],
                    Told = [.. told[i.Number].Select(t => t.Told)],
                    Checks = [.. checks[i.Number].Select(c => c.Check)],
                    RiskCalls = [.. risks[i.Number].Select(r => r.Asked)],
                    Wishes = wishes[i.Number].ToDictionary(w => w.Slot, w => w.Wish),
                }
        );

        TeamRow? Team(int? id) => id is { } known ? teams.GetValueOrDefault(known) : null;
    }

    private static IncidentState Bare(Incident incident) =>
        new()
        {
            Number = incident.Number,
            Severity = incident.Severity,
            DeclaredAt = incident.DeclaredAt,
            ResolvedAt = incident.ResolvedAt,
            FollowedAt = incident.FollowedAt,
        };

    private static async Task<ILookup<int, PlanItem>> Items(
        AfterwordDb db,
        int[] numbers,
        CancellationToken ct
    ) =>
        (
            await db
                .ActionItems.AsNoTracking()
                .Where(a => numbers.Contains(a.IncidentNumber))
                .Select(PlanItem.Columns)
                .ToListAsync(ct)
        ).ToLookup(row => row.IncidentNumber);

    private static async Task<Dictionary<int, TeamRow>> Teams(
        AfterwordDb db,
        IEnumerable<Incident> incidents,
        ILookup<int, PlanItem> items,
        CancellationToken ct
    )
    {
        int[] wanted =
        [
            .. incidents
                .Select(i => i.TeamId)
                .Concat(items.SelectMany(i => i).Select(i => i.OwnerTeamId))
                .OfType<int>()
                .Distinct(),
        ];
        return wanted.Length == 0
            ? []
            : await db
                .Teams.AsNoTracking()
                .Where(t => wanted.Contains(t.Id))
                .Select(t => new TeamRow(t.Id, t.LeadId, t.TimeZone))
                .ToDictionaryAsync(t => t.Id, ct);
    }

    /// <summary>Owners, leads, and the managers of all of them.</summary>
    private static async Task<Dictionary<int, PersonState>> People(
        AfterwordDb db,
        IEnumerable<Incident> incidents,
        IEnumerable<int?> asked,
        ILookup<int, PlanItem> items,
        Dictionary<int, TeamRow> teams,
        CadenceRules rules,
        CancellationToken ct
    )
    {
        int[] wanted =
        [
            .. incidents
                .Select(i => i.LeadId)
                .Concat(asked)
                .Concat(items.SelectMany(i => i).Select(i => i.OwnerId))
                .Concat(teams.Values.Select(t => t.LeadId))
                .OfType<int>()
                .Distinct(),
        ];
        var rows = await db
            .People.AsNoTracking()
            .Where(p =>
                wanted.Contains(p.Id)
                || db.People.Any(o => wanted.Contains(o.Id) && o.ManagerId == p.Id)
            )
            .Select(p => new
            {
                p.Id,
                p.Handle,
                p.ManagerId,
                p.TimeZone,
                p.Active,
            })
            .ToListAsync(ct);
        return rows.ToDictionary(
            p => p.Id,
            p => new PersonState(p.Id, p.Handle, p.ManagerId, rules.ZoneOf(p.TimeZone), p.Active)
        );
    }

    private static async Task<ILookup<int, (int Incident, ToldUpdate Told)>> Told(
        AfterwordDb db,
        int[] numbers,
        CancellationToken ct
    ) =>
        (
            await db
                .Updates.AsNoTracking()
                .Where(u => u.IncidentNumber != null && numbers.Contains(u.IncidentNumber.Value))
                .Select(u => new
                {
                    u.IncidentNumber,
                    Told = new ToldUpdate(
                        u.Slot,
                        u.State,
                        u.ApprovedAt,
                        u.CreatedAt,
                        u.Kind,
                        u.Audience,
                        u.ScheduledAt
                    ),
                })
                .ToListAsync(ct)
        ).ToLookup(u => u.IncidentNumber!.Value, u => (u.IncidentNumber!.Value, u.Told));

    private static async Task<ILookup<int, (string Slot, PlanWish Wish)>> Wishes(
        AfterwordDb db,
        int[] numbers,
        CancellationToken ct
    ) =>
        (
            await db
                .PlanChanges.AsNoTracking()
                .Where(c => c.IncidentNumber != null && numbers.Contains(c.IncidentNumber.Value))
                .ToListAsync(ct)
        ).ToLookup(c => c.IncidentNumber!.Value, c => (c.Slot, c.Wish));

    /// <summary>Most incidents have had no such message, and what belongs to it need not be looked for.</summary>
    private static int[] Having(
        ILookup<int, (int Incident, ToldUpdate Told)> told,
        UpdateKind kind
    ) => [.. told.Where(g => g.Any(t => t.Told.Kind == kind)).Select(g => g.Key)];

    private static async Task<ILookup<int, (int Incident, CheckedItem Check)>> Checks(
        AfterwordDb db,
        int[] numbers,
        CancellationToken ct
    ) =>
        (
            numbers.Length == 0
                ? []
                : await db
                    .FixChecks.AsNoTracking()
                    .Where(c => numbers.Contains(c.IncidentNumber))
                    .Select(c => new
                    {
                        c.IncidentNumber,
                        c.ItemNumber,
                        c.CheckedAt,
                    })
                    .ToListAsync(ct)
        ).ToLookup(
            c => c.IncidentNumber,
            c => (c.IncidentNumber, new CheckedItem(c.ItemNumber, c.CheckedAt))
        );

    private static async Task<ILookup<int, (int Incident, AskedRisk Asked)>> Risks(
        AfterwordDb db,
        int[] numbers,
        CancellationToken ct
    ) =>
        (
            numbers.Length == 0
                ? []
                : await db
                    .RiskCalls.AsNoTracking()
                    .Where(c => numbers.Contains(c.IncidentNumber))
                    .Select(c => new
                    {
                        c.IncidentNumber,
                        c.PersonId,
                        c.AskedAt,
                        c.AnsweredAt,
                    })
                    .ToListAsync(ct)
        ).ToLookup(
            c => c.IncidentNumber,
            c => (c.IncidentNumber, new AskedRisk(c.PersonId, c.AskedAt, c.AnsweredAt))
        );

    private sealed record TeamRow(int Id, int? LeadId, string TimeZone);
}
