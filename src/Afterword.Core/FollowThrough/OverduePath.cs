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
        owing
            .State.Items.Where(i => i.IsOpen && i.DueOn is not null)
            .SelectMany(i => InOrder(owing, [.. Of(owing, i)]));

    /// <summary>Somebody who turns up later (a new manager) is not told after those above them.</summary>
    private static IEnumerable<Obligation> InOrder(Owing owing, List<Obligation> steps)
    {
        var reached = steps
            .Where(s => owing.State.ToldIn(s.Slot) is not null)
            .Max(s => (int?)s.Step);
        return steps.Where(s => reached is null || s.Step >= reached || !s.IsOpen);
    }

    private static IEnumerable<Obligation> Of(Owing owing, ItemState item)
    {
        var state = owing.State;
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
        var path = new Path(
            owing,
            item,
            $"due-{due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
        );
        var first = path.After(from, owing.Policy.OverdueManagerDays, manager, 1);
        if (manager is null)
        {
            first = null;
        }
        if (first is not null)
        {
            yield return first;
        }
        var anchor = first ?? path.After(from, 1, null, 0)!;
        var day = WorkCalendar.DayOf(path.Told(anchor), state.Zone);
        if (
            teamLead is not null
            && path.After(day, owing.Policy.OverdueTeamLeadDays, teamLead, 2) is { } second
        )
        {
            yield return second;
            day = Later(day, owing, path.Told(second), owing.Policy.OverdueTeamLeadDays);
        }
        if (path.After(day, owing.Policy.OverdueLeadershipDays, null, 3) is { } third)
        {
            yield return third;
        }
    }

    /// <summary>Where the second step came late, the third keeps its distance.</summary>
    private static DateOnly Later(
        DateOnly first,
        Owing owing,
        DateTimeOffset toldAt,
        int daysBetween
    )
    {
        var (calendar, zone) = (owing.Calendar, owing.State.Zone);
        var late = calendar.Between(
            calendar.After(first, daysBetween, zone),
            WorkCalendar.DayOf(toldAt, zone),
            zone
        );
        return calendar.After(first, late, zone);
    }

    private sealed record Path(Owing Owing, ItemState Item, string Since)
    {
        /// <summary>When a step was told, or will be at the earliest; one that nobody takes keeps its day.</summary>
        public DateTimeOffset Told(Obligation step) =>
            step.Step == 0 ? step.DueAt : Owing.ToldAt(step);

        public Obligation? After(DateOnly day, int workingDays, PersonState? to, int step)
        {
            if (workingDays == 0)
            {
                return null;
            }
            var zone = to?.Zone ?? Owing.State.Zone;
            var opensAt = Owing.Calendar.MorningOf(
                Owing.Calendar.After(day, workingDays, zone),
                zone
            );
            var slot = $"OUT-{Item.Number}/escalation/{step}/{Since}";
            var sendsAt = Owing.Daytime(slot, opensAt, zone);
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
                    DueAt = opensAt,
                    Why =
                        step == 3
                            ? "The item is still late after manager and team lead were told."
                            : "The item is past its due date.",
                }
            );
        }
    }
}
