using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;

namespace Afterword.Tests.Metrics;

/// <summary>
/// The obvious computation of each metric, straight from the stored nouns: the values of everything that counts in the window. It
/// shares no code with the product's.
/// </summary>
internal static class SlowMetrics
{
    /// <summary>All that there is, restricted to what the viewer may see.</summary>
    internal sealed record Everything(
        IReadOnlyList<Incident> Incidents,
        ILookup<int, ActionItem> Items,
        ILookup<int, Update> Updates,
        IReadOnlyList<PostMortem> Documents,
        IReadOnlyList<SameCause> Causes,
        IReadOnlyList<Question> Questions,
        IReadOnlyList<FixCheck> Checks,
        ILookup<long, Event> History
    );

    /// <summary>The values that count, and how many are left out as contradictory.</summary>
    internal static (List<double> Values, int Invalid) Of(
        string metric,
        Everything all,
        DateOnly from,
        DateOnly to,
        DateOnly today
    )
    {
        var end = to < today ? to : today;
        bool In(DateOnly day) => day >= from && day <= end;
        var items = all.Incidents.SelectMany(i => all.Items[i.Number]).ToList();
        var updates = all.Incidents.SelectMany(i => all.Updates[i.Number]).ToList();
        bool OpenAtTheEnd(ActionItem a) => from <= today && IsOpenAt(end, a, all.History[a.Number]);
        List<double> Plain(IEnumerable<double> values) => [.. values];
        (List<double>, int) Valid(IEnumerable<double> values) => (Plain(values), 0);
        return metric switch
        {
            "incidents" => Valid(all.Incidents.Where(i => In(Day(i.OccurredAt))).Select(_ => 1.0)),
            "time-to-detect" => Times(all.Incidents, i => i.DetectedAt, In),
            "time-to-mitigate" => Times(all.Incidents, i => i.MitigatedAt, In),
            "time-to-resolve" => Times(all.Incidents, i => i.ResolvedAt, In),
            "time-to-last-item" => Times(
                all.Incidents,
                i =>
                    all.Items[i.Number].Any(a => a.IsOpen)
                        ? null
                        : all.Items[i.Number].Max(a => a.DoneAt),
                In
            ),
            "time-to-closing" => Times(
                all.Incidents,
                i => Out(all.Updates[i.Number], UpdateKind.Closing),
                In
            ),
            "completion" => Valid(Due(items, a => a.DueOn, (_, _) => true, In)),
            "on-time-completion" => Valid(Due(items, a => a.DueOn, (c, d) => c <= d, In)),
            "first-date-kept" => Valid(
                Due(items, a => a.OriginalDueOn ?? a.DueOn, (c, d) => c <= d, In)
            ),
            "open-items" => Valid(items.Where(OpenAtTheEnd).Select(_ => 1.0)),
            "overdue-items" => Valid(
                items.Where(a => OpenAtTheEnd(a) && a.DueOn < end).Select(_ => 1.0)
            ),
            "open-item-age" => Valid(
                items
                    .Where(OpenAtTheEnd)
                    .Select(a => (double)(end.DayNumber - Day(a.CreatedAt).DayNumber))
            ),
            "time-to-complete-item" => Split(
                items
                    .Where(a => a.Status == ActionItemStatus.Done && a.DoneAt != null)
                    .Where(a => In(Day(a.DoneAt!.Value)))
                    .Select(a => (a.DoneAt!.Value - a.CreatedAt).TotalSeconds)
            ),
            "delays-per-item" => Valid(
                items
                    .Where(a => a.Status == ActionItemStatus.Done && a.DueOn != null)
                    .Where(a => Closed(a) is { } day && In(day))
                    .Select(a => (double)a.Slips)
            ),
            "time-to-first-summary" => Valid(
                from i in all.Incidents
                where SummaryFrom(i) is not null
                let outAt = Out(all.Updates[i.Number], UpdateKind.InitialSummary)
                where outAt is not null && In(Day(outAt!.Value))
                select Math.Floor(Math.Max(0, (outAt! - SummaryFrom(i)!).Value.TotalSeconds))
            ),
            "first-summary-within-24-hours" => Valid(
                from i in all.Incidents
                where SummaryFrom(i) is not null
                let deadline = SummaryFrom(i)!.Value.AddHours(24)
                let outAt = Out(all.Updates[i.Number], UpdateKind.InitialSummary)
                where In(Day(deadline).AddDays(outAt is null ? 1 : 0))
                select outAt <= deadline ? 1.0 : 0
            ),
            "weekly-adherence" => Valid(
                from u in updates
                where u.Kind == UpdateKind.WeeklyFollowUp && u.DueAt != null
                where u.State != UpdateState.Discarded
                where In(Day(u.DueAt!.Value).AddDays(Left(u) is null ? 2 : 0))
                select Left(u) <= u.DueAt!.Value.AddDays(1) ? 1.0 : 0
            ),
            "updates-per-incident" => Valid(
                from i in all.Incidents
                where i.FollowedAt != null && i.ResolvedAt is { } over && In(Day(over))
                select (double)all.Updates[i.Number].Count(u => Left(u) is not null)
            ),
            "updates-sent" => Valid(
                updates.Where(u => Left(u) is { } at && In(Day(at))).Select(_ => 1.0)
            ),
            "escalations" => Valid(
                updates
                    .Where(u => u.Kind == UpdateKind.Escalation)
                    .Where(u => Left(u) is { } at && In(Day(at)))
                    .Select(_ => 1.0)
            ),
            "recurrence" => Valid(
                from i in all.Incidents
                where In(Day(i.OccurredAt))
                let again = all.Causes.Any(c =>
                    c.IncidentNumber == i.Number && c.WithdrawnAt is null
                )
                where
                    again
                    || all.Documents.Any(p =>
                        p.IncidentNumber == i.Number && p.State == PostMortemState.Published
                    )
                select again ? 1.0 : 0
            ),
            "fix-effectiveness" => Valid(
                from c in all.Checks
                where all.Incidents.Any(i => i.Number == c.IncidentNumber) && In(Day(c.CheckedAt))
                select c.Verdict == FixVerdict.Held ? 1.0 : 0
            ),
            "questions-asked" => Valid(
                from q in all.Questions
                where all.Incidents.Any(i => i.Number == q.IncidentNumber) && In(Day(q.AskedAt))
                select 1.0
            ),
            "questions-answered" => Valid(
                from q in all.Questions
                where all.Incidents.Any(i => i.Number == q.IncidentNumber) && In(Day(q.AskedAt))
                select q.AnsweredAt is null ? 0.0 : 1
            ),
            _ => throw new InvalidOperationException($"Say how to compute {metric} slowly."),
        };
    }

    private static (List<double>, int) Times(
        IEnumerable<Incident> incidents,
        Func<Incident, DateTimeOffset?> end,
        Func<DateOnly, bool> inWindow
    )
    {
        var counted = incidents
            .Where(i => i.StartedAt is not null && end(i) is { } at && inWindow(Day(at)))
            .ToList();
        var wrong = counted.Where(i => Contradicts(i) || end(i) < i.StartedAt).ToList();
        return (
            [
                .. counted
                    .Except(wrong)
                    .Select(i => Math.Floor((end(i)!.Value - i.StartedAt!.Value).TotalSeconds)),
            ],
            wrong.Count
        );
    }

    private static bool Contradicts(Incident i)
    {
        DateTimeOffset?[] before = [i.StartedAt, i.DetectedAt, i.MitigatedAt];
        return before.Any(at => at > i.ResolvedAt)
            || i.StartedAt > i.MitigatedAt
            || i.StartedAt > i.DetectedAt;
    }

    private static IEnumerable<double> Due(
        IEnumerable<ActionItem> items,
        Func<ActionItem, DateOnly?> due,
        Func<DateOnly, DateOnly, bool> held,
        Func<DateOnly, bool> inWindow
    )
    {
        foreach (var item in items.Where(a => a.Status != ActionItemStatus.Cancelled))
        {
            if (due(item) is not { } day)
            {
                continue;
            }
            if (item.IsOpen && inWindow(day.AddDays(1)))
            {
                yield return 0;
            }
            if (Closed(item) is { } closed && inWindow(day))
            {
                yield return held(closed, day) ? 1 : 0;
            }
        }
    }

    /// <summary>Written down by then, not closed by then, and not between a closing and the reopening that followed it.</summary>
    private static bool IsOpenAt(DateOnly end, ActionItem item, IEnumerable<Event> history)
    {
        if (Day(item.CreatedAt) > end || (!item.IsOpen && !(Closed(item) > end)))
        {
            return false;
        }
        Event? closing = null;
        foreach (var happened in history.OrderBy(e => e.Id))
        {
            if (happened.Kind is EventKind.ItemCompleted or EventKind.ItemCancelled)
            {
                closing = happened;
            }
            else if (happened.Kind == EventKind.ItemReopened && closing is not null)
            {
                if (Day(closing.At) <= end && end < Day(happened.At))
                {
                    return false;
                }
                closing = null;
            }
        }
        return true;
    }

    private static DateTimeOffset? SummaryFrom(Incident i) =>
        i.FollowedAt is null ? null
        : i.Severity != Severity.Sev1 ? i.ResolvedAt
        : i.ResolvedAt is { } over && over - i.DeclaredAt <= TimeSpan.FromHours(24) ? over
        : i.DeclaredAt;

    private static DateTimeOffset? Out(IEnumerable<Update> updates, UpdateKind kind) =>
        updates.Where(u => u.Kind == kind && u.Audience != Audience.Customers).Min(Left);

    private static DateTimeOffset? Left(Update u) =>
        u.State is UpdateState.Approved or UpdateState.Sent ? u.ApprovedAt : null;

    private static (List<double>, int) Split(IEnumerable<double> seconds)
    {
        var all = seconds.ToList();
        return ([.. all.Where(s => s >= 0).Select(Math.Floor)], all.Count(s => s < 0));
    }

    private static DateOnly? Closed(ActionItem item) =>
        !item.IsOpen && item.DoneAt is { } at ? Day(at) : null;

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
