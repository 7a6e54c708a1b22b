using Afterword.Core.Incidents;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// F1: the first summary within 24 hours, drafted at once, sent by a person. Leadership and the affected teams are owed it: the lead is
/// reminded twice, and a missed deadline goes to the lead's manager.
/// </summary>
internal static class FirstSummaries
{
    private static readonly TimeOnly Wakes = new(7, 0);
    private static readonly TimeOnly Sleeps = new(22, 0);

    public static IEnumerable<Obligation> For(Owing owing)
    {
        if (Window(owing.State, owing.Policy) is not { } window)
        {
            return [];
        }
        var opensAt = Owing.Later(window.OpensAt, owing.FollowedAt);
        var from = Owing.Later(window.From, owing.FollowedAt);
        var dueAt = from.AddHours(owing.Policy.InitialSummaryHours);
        var summaries = Cadence
            .Inside.Select(audience => Summary(owing, audience, opensAt, dueAt))
            .ToList();
        var late = summaries.Any(s =>
            s.IsOpen && s.Audience is Audience.Leadership or Audience.AffectedTeams
        );
        return late ? [.. summaries, .. Pressing(owing, from, dueAt)] : summaries;
    }

    /// <summary>
    /// From when on the first summary can be written, and from when on its hours count: the resolution, or the declaration of a SEV1
    /// that was still running when they had passed. Its resolution later does not forgive what was late by then.
    /// </summary>
    private static (DateTimeOffset OpensAt, DateTimeOffset From)? Window(
        IncidentState state,
        CadencePolicy policy
    )
    {
        if (state.Severity != Severity.Sev1)
        {
            return state.ResolvedAt is { } over ? (over, over) : null;
        }
        var declared = state.DeclaredAt;
        return
            state.ResolvedAt is { } resolved
            && resolved <= declared.AddHours(policy.InitialSummaryHours)
            ? (Owing.Earlier(declared, resolved), resolved)
            : (declared, declared);
    }

    private static Obligation Summary(
        Owing owing,
        Audience audience,
        DateTimeOffset opensAt,
        DateTimeOffset dueAt
    ) =>
        owing.Met(
            new Obligation
            {
                Slot = $"{owing.Key}/initial-summary/{Owing.Name(audience)}",
                Kind = UpdateKind.InitialSummary,
                Matter = Matter.FirstSummary,
                Audience = audience,
                IncidentNumber = owing.State.Number,
                OpensAt = opensAt,
                DueAt = dueAt,
                Why = $"The first summary is owed within {owing.Policy.InitialSummaryHours} hours.",
            }
        );

    /// <summary>Two reminders to the lead before the deadline, and one message to their manager after it.</summary>
    private static IEnumerable<Obligation> Pressing(
        Owing owing,
        DateTimeOffset from,
        DateTimeOffset dueAt
    )
    {
        if (owing.State.Reachable(owing.State.LeadId) is { } lead)
        {
            var hours = new[] { owing.Policy.FirstNudgeHours, owing.Policy.SecondNudgeHours };
            // Of those whose hour has come, the last one says it all.
            var first = owing.Now >= from.AddHours(hours[1]) ? 1 : 0;
            for (var step = first; step < hours.Length; step++)
            {
                var nudge = Nudge(owing, lead, step + 1, from.AddHours(hours[step]), dueAt);
                if (nudge.OpensAt < dueAt)
                {
                    yield return nudge;
                }
            }
        }
        yield return Missed(owing, dueAt);
    }

    private static Obligation Nudge(
        Owing owing,
        PersonState lead,
        int step,
        DateTimeOffset at,
        DateTimeOffset dueAt
    )
    {
        var slot = $"{owing.Key}/first-summary-nudge/{step}";
        var opensAt = Awake(
            owing.Calendar,
            owing.State.ToldIn(slot) is null ? Owing.Later(at, owing.Now) : at,
            lead.Zone
        );
        return owing.Met(
            new Obligation
            {
                Slot = slot,
                Kind = UpdateKind.ReminderDigest,
                Matter = Matter.FirstSummaryNudge,
                Audience = Audience.Owner,
                PersonId = lead.Id,
                IncidentNumber = owing.State.Number,
                Step = step,
                OpensAt = opensAt,
                SendsAt = opensAt,
                DueAt = opensAt,
                Why =
                    $"The first summary is not sent yet; it is owed by {dueAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.",
            }
        );
    }

    private static Obligation Missed(Owing owing, DateTimeOffset dueAt)
    {
        var state = owing.State;
        var lead = state.Reachable(state.LeadId);
        var person =
            state.Reachable(lead?.ManagerId) is { } manager && manager.Id != lead?.Id ? manager
            : state.Reachable(state.TeamLeadId) is { } teamLead && teamLead.Id != lead?.Id
                ? teamLead
            : null;
        var slot = $"{owing.Key}/escalation/first-summary";
        var zone = person?.Zone ?? state.Zone;
        var opensAt = owing.Daytime(slot, owing.Calendar.InWorkingHours(dueAt, zone), zone);
        return owing.Met(
            new Obligation
            {
                Slot = slot,
                Kind = UpdateKind.Escalation,
                Matter = Matter.FirstSummaryMissed,
                Audience =
                    person is null ? Audience.Leadership
                    : person.Id == lead?.ManagerId ? Audience.Manager
                    : Audience.TeamLead,
                PersonId = person?.Id,
                IncidentNumber = state.Number,
                Step = 1,
                OpensAt = opensAt,
                SendsAt = opensAt,
                DueAt = opensAt,
                Why = "The first summary was not sent in time.",
            }
        );
    }

    /// <summary>An hour at which a lead may be written to on any day; from 22:00 on it waits for the morning.</summary>
    private static DateTimeOffset Awake(WorkCalendar calendar, DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return time < Wakes ? calendar.MorningOf(day, zone)
            : time >= Sleeps ? calendar.MorningOf(day.AddDays(1), zone)
            : at;
    }
}
