using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>
/// Keeps each incident's <c>NextDueAt</c> and each item's next reminder true, so that a sweep is one index probe. Written at every
/// change of the incident, its items and messages, and when policy, calendar, zone, manager or team change.
/// </summary>
internal static class NextDue
{
    /// <summary>Asks the cadence anew for what a write has touched.</summary>
    /// <returns>True when an instant changed and must be saved.</returns>
    public static async Task<bool> Update(
        AfterwordDb db,
        Touched touched,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rules = await CadenceRules.Of(db, ct);
        if (touched.Everything)
        {
            touched.Incidents.UnionWith(await Followed(db, ct));
            await NextReminders.OfAll(db, rules, now, ct);
        }
        if (touched.People.Count > 0 || touched.Teams.Count > 0)
        {
            await Concerned(db, touched, ct);
        }
        if (!touched.Everything && (touched.Items.Count > 0 || touched.Followed.Count > 0))
        {
            await NextReminders.Update(db, rules, touched, now, ct);
        }
        return touched.Incidents.Count > 0 && await Incidents(db, rules, touched, now, ct);
    }

    /// <summary>
    /// Marks an incident as due now, for the sweep to ask the cadence: a deed to one item need not wait for that. In the same
    /// transaction as the deed, so no crash loses it.
    /// </summary>
    public static Task Mark(
        PlainWrite write,
        int incident,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        write.Do(
            "UPDATE incidents SET next_due_at = @now WHERE number = @number AND followed_at IS NOT NULL AND (next_due_at IS NULL OR next_due_at > @now)",
            [("@now", now), ("@number", incident)],
            ct
        );

    /// <summary>
    /// Asks the cadence about incidents that are due or marked, many at once, and writes down when each of them is needed next: on PostgreSQL,
    /// where it locks their rows; SQLite has <see cref="DueLook"/>.
    /// </summary>
    /// <returns>Those for which there is something to do now.</returns>
    public static async Task<List<int>> Ask(
        AfterwordDb db,
        int[] numbers,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rules = await CadenceRules.Of(db, ct);
        var incidents = await Locked(db, numbers).AsNoTracking().ToListAsync(ct);
        var states = await CadenceStates.Load(db, incidents, rules, ct);
        var owing = new List<int>();
        foreach (var incident in incidents.Where(i => i.NextDueAt <= now))
        {
            var next = Of(incident, states[incident.Number], rules, now);
            if (next <= now)
            {
                owing.Add(incident.Number);
            }
            else
            {
                await Set(db, incident.Number, next, ct);
            }
        }
        return owing;
    }

    /// <summary>Writes down an instant. It is no change of the incident: its version stays.</summary>
    public static Task Set(
        AfterwordDb db,
        int incident,
        DateTimeOffset? next,
        CancellationToken ct
    ) =>
        db.Writing.Do(
            "UPDATE incidents SET next_due_at = @next WHERE number = @number",
            [("@next", next), ("@number", incident)],
            ct
        );

    /// <summary>The instant at which the product must act next; what it has no words for waits for them. To close an incident, or to take that back, is something to do too.</summary>
    public static DateTimeOffset? Of(
        Incident incident,
        IncidentState state,
        CadenceRules rules,
        DateTimeOffset now
    ) =>
        Cadence.IsClosed(state) != (incident.Status == IncidentStatus.Closed)
            ? now
            : Cadence.NextDueAt(state, rules.Calendar, now, Telling.OwedWords.CanWrite);

    /// <summary>All that the cadence knows of an incident.</summary>
    public static async Task<IncidentState> State(
        AfterwordDb db,
        Incident incident,
        CancellationToken ct
    ) =>
        (await CadenceStates.Load(db, [incident], await CadenceRules.Of(db, ct), ct))[
            incident.Number
        ];

    /// <summary>The policy as this transaction sees it.</summary>
    public static async Task<CadencePolicy> Policy(AfterwordDb db, CancellationToken ct) =>
        (await CadenceRules.Of(db, ct)).Calendar.Policy;

    private static async Task<bool> Incidents(
        AfterwordDb db,
        CadenceRules rules,
        Touched touched,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var incidents = await Locked(db, [.. touched.Incidents]).AsTracking().ToListAsync(ct);
        var states = await CadenceStates.Load(db, incidents, rules, ct);
        var changed = false;
        foreach (var incident in incidents)
        {
            var next = Of(incident, states[incident.Number], rules, now);
            if (next != incident.NextDueAt)
            {
                incident.ExpectAt(next);
                changed = true;
            }
        }
        return changed;
    }

    /// <summary>On PostgreSQL nobody marks them meanwhile: what is written here is asked of all that is committed.</summary>
    private static IQueryable<Incident> Locked(AfterwordDb db, int[] numbers) =>
        db.IsSqlite
            ? db.Incidents.Where(i => numbers.Contains(i.Number))
            : db.Incidents.FromSql(
                $"SELECT * FROM incidents WHERE number = ANY ({numbers}) ORDER BY number FOR UPDATE"
            );

    /// <summary>Every incident that something may be owed for: what a change of the policy itself touches.</summary>
    private static Task<List<int>> Followed(AfterwordDb db, CancellationToken ct) =>
        db.Incidents.Where(i => i.FollowedAt != null).Select(i => i.Number).ToListAsync(ct);

    /// <summary>What hangs on people and teams that changed: their items, and the incidents they lead or are told of.</summary>
    private static async Task Concerned(AfterwordDb db, Touched touched, CancellationToken ct)
    {
        var (people, teams) = (touched.People, touched.Teams);
        var items = await (
            from item in db.ActionItems
            where EF.Property<int>(item, Mapping.ActionItemMap.Closed) == 0
            where
                (item.OwnerId != null && people.Contains(item.OwnerId.Value))
                || (item.OwnerTeamId != null && teams.Contains(item.OwnerTeamId.Value))
                || db.People.Any(p =>
                    p.Id == item.OwnerId
                    && p.ManagerId != null
                    && people.Contains(p.ManagerId.Value)
                )
                || db.Teams.Any(t =>
                    t.Id == item.OwnerTeamId && t.LeadId != null && people.Contains(t.LeadId.Value)
                )
            select new { item.Number, item.IncidentNumber }
        ).ToListAsync(ct);
        touched.Items.UnionWith(items.Select(i => i.Number));
        touched.Incidents.UnionWith(items.Select(i => i.IncidentNumber));
        touched.Incidents.UnionWith(
            await db
                .Incidents.Where(i => i.NextDueAt != null)
                .Where(i =>
                    (i.LeadId != null && people.Contains(i.LeadId.Value))
                    || (i.TeamId != null && teams.Contains(i.TeamId.Value))
                )
                .Select(i => i.Number)
                .ToListAsync(ct)
        );
    }
}

/// <summary>What a write has touched, as far as the cadence cares.</summary>
internal sealed class Touched
{
    private static readonly string[] OfPeople = ["timeZone", "manager", "active"];
    private static readonly string[] OfTeams = ["timeZone", "lead"];

    public HashSet<int> Incidents { get; } = [];

    /// <summary>Incidents that somebody began to follow.</summary>
    public HashSet<int> Followed { get; } = [];

    public HashSet<int> Items { get; } = [];

    public HashSet<int> People { get; } = [];

    public HashSet<int> Teams { get; } = [];

    /// <summary>The policy, the calendar or the organization's zone changed.</summary>
    public bool Everything { get; set; }

    public bool Any => Everything || Incidents.Count + Items.Count + People.Count + Teams.Count > 0;

    public void Add(Event happened)
    {
        if (happened.IncidentNumber is { } number && !IsWriting(happened.Subject))
        {
            Incidents.Add(number);
        }
        switch (happened.Subject)
        {
            case SubjectKind.ActionItem:
                Items.Add((int)happened.SubjectId);
                break;
            case SubjectKind.Incident when happened.Kind == EventKind.IncidentFollowed:
                Followed.Add((int)happened.SubjectId);
                break;
            case SubjectKind.Person when Changed(happened, OfPeople):
                People.Add((int)happened.SubjectId);
                break;
            case SubjectKind.Team when Changed(happened, OfTeams):
                Teams.Add((int)happened.SubjectId);
                break;
            case SubjectKind.Setting:
                Everything |= happened.Facts.Note is "cadence" or "organization";
                break;
        }
    }

    /// <summary>Nothing is owed because of what stands in a text: people save one all day long.</summary>
    private static bool IsWriting(SubjectKind subject) =>
        subject is SubjectKind.PostMortem or SubjectKind.Comment or SubjectKind.CustomerText;

    private static bool Changed(Event happened, string[] fields) =>
        happened.Kind is EventKind.PersonChanged or EventKind.TeamChanged
        && happened.Facts.Changes.Any(c => fields.Contains(c.Field));
}
