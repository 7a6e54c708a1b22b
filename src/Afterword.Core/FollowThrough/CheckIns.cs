using Afterword.Core.ActionItems;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// F7: some weeks after the last P1 or P2 item is closed (the last item, where there were none) the lead is asked whether each fix
/// holds. Without an answer the lead is asked once more, then somebody above hears of it.
/// </summary>
public static class CheckIns
{
    /// <summary>The day of the check-in.</summary>
    /// <param name="closedAt">When the last item that counts was closed, UTC.</param>
    /// <param name="calendar">The times, and the days on which people work.</param>
    /// <param name="zone">Where the lead's mornings are.</param>
    public static DateOnly DayFor(
        DateTimeOffset closedAt,
        WorkCalendar calendar,
        TimeZoneInfo zone
    ) =>
        calendar.OnOrAfter(
            WorkCalendar.DayOf(closedAt, zone).AddDays(calendar.Policy.CheckInDays),
            zone
        );

    /// <summary>When the last item that counts was closed, UTC; null while one of them is open, or none ever was closed.</summary>
    /// <param name="items">Priority, whether it is open, when it was closed, of each item.</param>
    public static DateTimeOffset? ClosedAt(
        IEnumerable<(Priority? Priority, bool IsOpen, DateTimeOffset? DoneAt)> items
    )
    {
        var all = items.ToList();
        var kept = all.Where(i => i.Priority is null or Priority.P1 or Priority.P2).ToList();
        var counted = kept.Count > 0 ? kept : all;
        return counted.Count == 0 || counted.Any(i => i.IsOpen) ? null : counted.Max(i => i.DoneAt);
    }

    internal static IEnumerable<Obligation> For(Owing owing)
    {
        var state = owing.State;
        var lead = state.Reachable(state.LeadId) ?? state.Reachable(state.TeamLeadId);
        if (
            lead is null
            || state.ResolvedAt is not { } resolvedAt
            || ClosedAt(state.Items.Select(i => (i.Priority, i.IsOpen, i.DoneAt))) is not { } lastAt
            || lastAt < owing.FollowedAt
        )
        {
            return [];
        }
        var fixes = state.Items.Where(i =>
            i is { Status: ActionItemStatus.Done, DoneAt: not null }
        );
        var asked = Ask(
            owing,
            lead,
            Owing.Later(lastAt, resolvedAt),
            [.. fixes.Select(i => i.Number)]
        );
        return asked.ItemNumbers.Count == 0 ? [] : [asked, .. Pressing(owing, lead, asked)];
    }

    private static Obligation Ask(
        Owing owing,
        PersonState lead,
        DateTimeOffset closedAt,
        IReadOnlyList<int> fixes
    )
    {
        var slot = Rounds.Slot(owing.State, $"{owing.Key}/check-in", since: closedAt);
        var morning = owing.Calendar.MorningOf(
            DayFor(closedAt, owing.Calendar, lead.Zone),
            lead.Zone
        );
        return Step(
            owing,
            new Way(slot, Matter.CheckIn, UpdateKind.CheckIn, 1, lead, Audience.Owner, fixes),
            morning,
            $"{owing.Policy.CheckInDays} days after the fixes were done, the lead is asked whether they hold."
        );
    }

    /// <summary>What follows where nobody answers: the lead once more, then the lead's manager.</summary>
    private static IEnumerable<Obligation> Pressing(Owing owing, PersonState lead, Obligation asked)
    {
        if (
            owing.State.ToldIn(asked.Slot) is not { IsOut: true, ApprovedAt: { } askedAt }
            || Unanswered(owing.State) is not { Count: > 0 } open
        )
        {
            yield break;
        }
        var nudge = Step(
            owing,
            new Way(
                $"{asked.Slot}/nudge",
                Matter.CheckInNudge,
                UpdateKind.CheckIn,
                2,
                lead,
                Audience.Owner,
                open
            ),
            Morning(owing, askedAt, owing.Policy.CheckInNudgeDays, lead.Zone),
            "The check-in has no answer yet."
        );
        yield return nudge;
        var above = Above(owing.State, lead);
        yield return Step(
            owing,
            new Way(
                $"{asked.Slot}/escalation",
                Matter.CheckInUnanswered,
                UpdateKind.Escalation,
                3,
                above.To,
                above.As,
                []
            ),
            Morning(
                owing,
                owing.ToldAt(nudge),
                owing.Policy.CheckInManagerDays,
                above.To?.Zone ?? owing.State.Zone
            ),
            "Nobody has said whether the fixes hold."
        );
    }

    /// <summary>Whom it goes to next: the person's manager, else the team lead, else leadership.</summary>
    internal static (PersonState? To, Audience As) Above(IncidentState state, PersonState person) =>
        state.Reachable(person.ManagerId) is { } manager && manager.Id != person.Id
            ? (manager, Audience.Manager)
        : state.Reachable(state.TeamLeadId) is { } team && team.Id != person.Id
            ? (team, Audience.TeamLead)
        : (null, Audience.Leadership);

    internal static DateTimeOffset Morning(
        Owing owing,
        DateTimeOffset after,
        int workingDays,
        TimeZoneInfo zone
    ) =>
        owing.Calendar.MorningOf(
            owing.Calendar.After(WorkCalendar.DayOf(after, zone), workingDays, zone),
            zone
        );

    internal static Obligation Step(Owing owing, Way way, DateTimeOffset morning, string why)
    {
        var zone = way.To?.Zone ?? owing.State.Zone;
        var sendsAt = owing.Daytime(way.Slot, morning, zone);
        return owing.Met(
            new Obligation
            {
                Slot = way.Slot,
                Kind = way.Kind,
                Matter = way.Matter,
                Audience = way.As,
                PersonId = way.To?.Id,
                IncidentNumber = owing.State.Number,
                ItemNumbers = way.Items,
                Step = way.Step,
                OpensAt = sendsAt,
                SendsAt = sendsAt,
                DueAt = morning,
                Why = why,
            }
        );
    }

    /// <summary>Items whose fix nobody has spoken of since they were done.</summary>
    private static List<int> Unanswered(IncidentState state) =>
        [
            .. state
                .Items.Where(i => i is { Status: ActionItemStatus.Done, DoneAt: not null })
                .Where(i => !state.Checks.Any(c => c.ItemNumber == i.Number && c.At >= i.DoneAt))
                .Select(i => i.Number),
        ];

    /// <summary>A step of a path.</summary>
    internal sealed record Way(
        string Slot,
        Matter Matter,
        UpdateKind Kind,
        int Step,
        PersonState? To,
        Audience As,
        IReadOnlyList<int> Items
    );
}
