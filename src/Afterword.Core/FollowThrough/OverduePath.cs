using System.Globalization;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// F5: an item past its due date goes to the owner's manager on the first working morning after it, then to the team lead, then to
/// leadership: each step once per due date. Nobody is passed over: a step that came late moves those after it.
/// </summary>
internal static class OverduePath
{
    public static IEnumerable<Obligation> For(Owing owing) =>
        owing.State.Items.Where(i => i.IsOpen && i.DueOn is not null).SelectMany(i => Of(owing, i));

    /// <summary>The path of one due date, as the slots of its steps end.</summary>
    public static string Name(DateOnly due) =>
        $"due-{due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static IEnumerable<Obligation> Of(Owing owing, ItemState item)
    {
        var (state, policy) = (owing.State, owing.Policy);
        var due = item.DueOn!.Value;
        var owner = state.Reachable(item.OwnerId);
        var manager =
            state.Reachable(owner?.ManagerId) is { } boss && boss.Id != owner!.Id ? boss : null;
        var teamLead =
            state.Reachable(item.TeamLeadId ?? state.TeamLeadId) is { } lead
            && lead.Id != owner?.Id
            && lead.Id != manager?.Id
                ? lead
                : null;
        // Of what fell due before anybody followed it, the clock starts with the following.
        var followed = WorkCalendar.DayOf(owing.FollowedAt, state.Zone).AddDays(-1);
        var from = due > followed ? due : followed;
        var path = new Path(owing, item, owner?.Zone ?? state.Zone);
        var first = path.Step(1, from, policy.OverdueManagerDays, manager);
        if (manager is not null && path.Goes(first, policy.OverdueManagerDays))
        {
            yield return first;
        }
        var day = path.TakenOn(first, policy.OverdueManagerDays, manager) ?? path.Of(first);
        var second = path.Step(2, day, policy.OverdueTeamLeadDays, teamLead);
        if (teamLead is not null && path.Goes(second, policy.OverdueTeamLeadDays))
        {
            yield return second;
        }
        if (path.TakenOn(second, policy.OverdueTeamLeadDays, teamLead) is { } secondOn)
        {
            day = Later(day, owing, secondOn, policy.OverdueTeamLeadDays);
        }
        var third = path.Step(3, day, policy.OverdueLeadershipDays, null);
        if (path.Goes(third, policy.OverdueLeadershipDays))
        {
            yield return third;
        }
    }

    /// <summary>Where the second step came late, the third keeps its distance.</summary>
    private static DateOnly Later(DateOnly first, Owing owing, DateOnly secondOn, int daysBetween)
    {
        var (calendar, zone) = (owing.Calendar, owing.State.Zone);
        var late = calendar.Between(calendar.After(first, daysBetween, zone), secondOn, zone);
        return calendar.After(first, late, zone);
    }

    /// <summary>The steps of one due date. One that was told counts though whom it went to has left since.</summary>
    private sealed record Path(Owing Owing, ItemState Item, TimeZoneInfo OwnerZone)
    {
        private readonly string _since = Name(Item.DueOn!.Value);

        /// <summary>Whether a step is for somebody: the policy has it, and nobody above was told before. Somebody who turns up later (a new manager) is not told after those above them.</summary>
        public bool Goes(Obligation step, int workingDays) =>
            workingDays > 0 && (IsTold(step.Step) || !IsAnyToldAfter(step.Step));

        /// <summary>
        /// The day on which a step was told, or will be at the earliest, and never before its own: one that was brought forward pulls none
        /// after it before the due date. Null for one that nobody takes.
        /// </summary>
        public DateOnly? TakenOn(Obligation step, int workingDays, PersonState? to) =>
            workingDays > 0 && (IsTold(step.Step) || (to is not null && Goes(step, workingDays)))
                ? WorkCalendar.DayOf(Owing.Later(Owing.ToldAt(step), step.DueAt), Owing.State.Zone)
                : null;

        /// <summary>A step's own day.</summary>
        public DateOnly Of(Obligation step) => WorkCalendar.DayOf(step.DueAt, Owing.State.Zone);

        public Obligation Step(int step, DateOnly day, int workingDays, PersonState? to)
        {
            var zone = to?.Zone ?? Owing.State.Zone;
            var slot = Slot(step);
            var dueAt = Owing.MorningFrom(
                Owing.Calendar.After(day, Math.Max(1, workingDays), zone),
                zone,
                NotBefore(zone)
            );
            var sendsAt = Owing.Daytime(slot, dueAt, zone);
            return Owing.Met(
                new Obligation
                {
                    Slot = slot,
                    Kind = UpdateKind.Escalation,
                    Matter = Matter.Overdue,
                    Audience = step switch
                    {
                        1 => Audience.Manager,
                        2 => Audience.TeamLead,
                        _ => Audience.Leadership,
                    },
                    PersonId = to?.Id,
                    IncidentNumber = Owing.State.Number,
                    ItemNumbers = [Item.Number],
                    Step = step,
                    OpensAt = sendsAt,
                    SendsAt = sendsAt,
                    DueAt = dueAt,
                    Why =
                        step == 3
                            ? "The item is still late after manager and team lead were told."
                            : "The item is past its due date.",
                }
            );
        }

        /// <summary>The due date must be over for the owner too, wherever the reader's morning is.</summary>
        private DateTimeOffset NotBefore(TimeZoneInfo zone) =>
            OwnerZone.Id == zone.Id
                ? DateTimeOffset.MinValue
                : WorkCalendar.At(Item.DueOn!.Value.AddDays(1), TimeOnly.MinValue, OwnerZone);

        private string Slot(int step) => $"OUT-{Item.Number}/escalation/{step}/{_since}";

        private bool IsTold(int step) => Owing.State.ToldIn(Slot(step)) is not null;

        private bool IsAnyToldAfter(int step) => (step < 2 && IsTold(2)) || (step < 3 && IsTold(3));
    }
}
