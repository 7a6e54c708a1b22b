using System.Globalization;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// F2: once a week, until every P1 and P2 item is closed, everybody inside hears what closed, what is open and what slipped; then once
/// that this ends, naming what remains. A week that was missed is not made up for: the next message says where things stand.
/// </summary>
internal static class WeeklyFollowUps
{
    /// <summary>The first one leaves the first summary some room.</summary>
    private static readonly TimeSpan Room = TimeSpan.FromDays(2);

    public static IEnumerable<Obligation> For(Owing owing)
    {
        var kept = owing.State.Items.Where(i => i.KeepsWeekly).ToList();
        if (kept.Count == 0)
        {
            return [];
        }
        return kept.Any(i => i.IsOpen)
                ? Weeks(owing)
                    .Where(week => IsWanted(week, kept, owing))
                    .SelectMany(w => All(owing, w))
            : owing.State.Items.Any(i => i.IsOpen) ? Ended(owing, kept)
            : [];
    }

    /// <summary>The weekly follow-up whose time has come last, and the next one.</summary>
    private static IEnumerable<Week> Weeks(Owing owing)
    {
        var state = owing.State;
        // Once one is out, a resolution that comes later interrupts nothing.
        var start = state.Told.Any(t => t.Kind == UpdateKind.WeeklyFollowUp && t.IsOut)
            ? owing.FollowedAt
            : Owing.Later(owing.FollowedAt, state.ResolvedAt ?? state.DeclaredAt) + Room;
        var today = WorkCalendar.DayOf(owing.Now, state.Zone);
        var near = new[] { -14, -7, 0, 7, 14, 21 }
            .Select(days => Of(today.AddDays(days), owing))
            .Where(week => week.OpensAt >= start)
            .ToList();
        if (near.LastOrDefault(week => week.OpensAt <= owing.Now) is { } current)
        {
            yield return current;
        }
        foreach (var next in near.Where(week => week.OpensAt > owing.Now))
        {
            yield return next;
            // Where the day of the week was changed, the week ahead may have had its message already.
            if (Cadence.Inside.Any(a => state.ToldIn(Slot(owing, a, next)) is null))
            {
                yield break;
            }
        }
        if (near.Count == 0)
        {
            // Only a clock that was set back asks before the start.
            yield return Of(WorkCalendar.DayOf(start, state.Zone).AddDays(7), owing);
        }
    }

    private static Week Of(DateOnly dayInWeek, Owing owing)
    {
        var (calendar, zone) = (owing.Calendar, owing.State.Zone);
        var monday = dayInWeek.AddDays(-(((int)dayInWeek.DayOfWeek + 6) % 7));
        var wished = monday.AddDays(owing.Policy.WeeklyDay - 1);
        var before = calendar.OnOrBefore(wished, zone);
        var after = calendar.OnOrAfter(wished, zone);
        var day =
            before >= monday ? before
            : after <= monday.AddDays(6) ? after
            : wished;
        var date = monday.ToDateTime(TimeOnly.MinValue);
        return new Week(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ISOWeek.GetYear(date)}-W{ISOWeek.GetWeekOfYear(date):00}"
            ),
            calendar.MorningOf(day, zone)
        );
    }

    /// <summary>Somebody had something to do when its time came, or will have.</summary>
    private static bool IsWanted(Week week, List<ItemState> kept, Owing owing) =>
        week.OpensAt > owing.Now || kept.Any(i => i.WasOpenAt(week.OpensAt));

    private static string Slot(Owing owing, Audience audience, Week week) =>
        $"{owing.Key}/weekly/{Owing.Name(audience)}/{week.Name}";

    private static IEnumerable<Obligation> All(Owing owing, Week week) =>
        Cadence.Inside.Select(audience =>
        {
            var slot = Slot(owing, audience, week);
            var sendsAt = owing.AfterPreview(
                slot,
                week.OpensAt,
                week.OpensAt.AddHours(owing.Policy.PreviewHours)
            );
            return owing.Met(
                new Obligation
                {
                    Slot = slot,
                    Kind = UpdateKind.WeeklyFollowUp,
                    Matter = Matter.Weekly,
                    Audience = audience,
                    IncidentNumber = owing.State.Number,
                    OpensAt = week.OpensAt,
                    SendsAt = sendsAt,
                    DueAt = week.OpensAt.AddHours(owing.Policy.PreviewHours),
                    Why = "Once a week until every P1 and P2 item is closed.",
                }
            );
        });

    private static IEnumerable<Obligation> Ended(Owing owing, List<ItemState> kept)
    {
        foreach (var audience in Cadence.Inside)
        {
            var lastWeekly = owing
                .State.Told.Where(t =>
                    t.Kind == UpdateKind.WeeklyFollowUp && t.Audience == audience && t.IsOut
                )
                .Max(t => t.ApprovedAt);
            if (lastWeekly is not { } heard || kept.Max(i => i.DoneAt) is not { } closedAt)
            {
                continue;
            }
            var slot = Rounds.Slot(
                owing.State,
                $"{owing.Key}/weekly-ended/{Owing.Name(audience)}",
                since: heard
            );
            var opensAt = owing.Daytime(
                slot,
                owing.Calendar.InWorkingHours(Owing.Later(heard, closedAt), owing.State.Zone),
                owing.State.Zone
            );
            yield return owing.Met(
                new Obligation
                {
                    Slot = slot,
                    Kind = UpdateKind.WeeklyEnded,
                    Matter = Matter.WeeklyEnded,
                    Audience = audience,
                    IncidentNumber = owing.State.Number,
                    OpensAt = opensAt,
                    SendsAt = opensAt,
                    DueAt = opensAt,
                    Why = "Every P1 and P2 item is closed, so the weekly follow-ups end.",
                }
            );
        }
    }

    private sealed record Week(string Name, DateTimeOffset OpensAt);
}
