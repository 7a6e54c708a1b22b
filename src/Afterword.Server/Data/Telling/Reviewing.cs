using System.Globalization;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Metrics;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Insight;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>
/// Writes monthly reviews, leadership digests and success stories. They rest on what everybody may see, so that leaders may pass
/// them on; each has a slot of its own, so that none is written twice.
/// </summary>
internal static class Reviewing
{
    private const int MostItems = 200;
    private static readonly Viewer Everybody = new(null, Role.Viewer);

    /// <summary>The metrics a review tells, in order.</summary>
    private static readonly IReadOnlyList<IMetric> Told =
    [
        .. AllMetrics.First,
        AllMetrics.Named("incidents"),
        AllMetrics.Named("overdue-items"),
        AllMetrics.Named("escalations"),
        AllMetrics.Named("fix-effectiveness"),
    ];

    /// <summary>Metrics that can become a success story: they have a good direction and are tested.</summary>
    private static readonly IReadOnlyList<IMetric> Stories =
    [
        .. AllMetrics.List.Where(m =>
            m.Better != Better.Neither && m.Kind is not (MetricKind.Standing or MetricKind.Age)
        ),
    ];

    /// <summary>The slot of a month's review.</summary>
    public static string SlotOf(DateOnly month) =>
        string.Create(CultureInfo.InvariantCulture, $"monthly-review/{month:yyyy-MM}");

    /// <summary>Drafts the review of a month and the success stories it tells; a person approves them.</summary>
    /// <returns>False where there is one, or nothing to tell of.</returns>
    public static async Task<bool> Month(
        Store store,
        AfterwordDb db,
        Site site,
        DateOnly month,
        By by,
        CancellationToken ct
    )
    {
        var window = new MetricWindow(month, month.AddMonths(1).AddDays(-1));
        var first = await MetricReports.FirstDay(db, ct);
        var slot = SlotOf(month);
        if (
            first is null
            || first > window.To
            || await db.Updates.AnyAsync(u => u.Slot == slot, ct)
        )
        {
            return false;
        }
        var baseline = await db.Set<Baseline>()
            .Where(b => b.RemovedAt == null && b.TeamId == null && b.ToDay < month)
            .OrderByDescending(b => b.Number)
            .FirstOrDefaultAsync(ct);
        var stories = baseline is null ? [] : await Beaten(db, baseline, window, store.Now, ct);
        var news = await Review(db, window, baseline, site, store.Now, ct);
        var told = news with
        {
            Period = month.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            Stories = [.. stories.Select(s => s.Story)],
            NextOn = month.AddMonths(2),
            Page = site.Address($"insights/reviews/{month:yyyy-MM}"),
        };
        await store.Write(
            async write =>
            {
                await Draft(write, slot, told.Month(), Audience.Leadership, null, by, ct);
                foreach (var (metric, story) in stories)
                {
                    await Draft(
                        write,
                        $"success-story/{metric}/{month:yyyy-MM}",
                        story.Tell(site.Address($"insights/metrics/{metric}")),
                        Audience.Company,
                        null,
                        by,
                        ct
                    );
                }
            },
            ct
        );
        return true;
    }

    /// <summary>Writes what leadership hears of a week; it goes by itself after the preview.</summary>
    public static async Task<bool> Week(
        Store store,
        AfterwordDb db,
        Site site,
        DateOnly monday,
        TimeSpan preview,
        CancellationToken ct
    )
    {
        var window = new MetricWindow(monday.AddDays(-7), monday.AddDays(-1));
        var day = monday.ToDateTime(TimeOnly.MinValue);
        var slot = string.Create(
            CultureInfo.InvariantCulture,
            $"leadership-digest/{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}"
        );
        if (await db.Updates.AnyAsync(u => u.Slot == slot, ct))
        {
            return false;
        }
        var news = await Review(db, window, null, site, store.Now, ct);
        if (news is { Incidents: 0, Closed.Count: 0, Slipped.Count: 0 })
        {
            return false;
        }
        await store.Write(
            write =>
                Draft(
                    write,
                    slot,
                    (news with { NextOn = monday.AddDays(7) }).Week(),
                    Audience.Leadership,
                    store.Now + preview,
                    By.Product(store.Now, Door.Cadence),
                    ct
                ),
            ct
        );
        return true;
    }

    private static async Task<PeriodReview> Review(
        AfterwordDb db,
        MetricWindow window,
        Baseline? baseline,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var ask = new MetricAsk(Everybody, Told, [window], MetricFilter.None, Fact.DayOf(now));
        var reports = await MetricReports.Of(db, ask, baseline, ct);
        var today = Fact.DayOf(now);
        var (from, to) = (Start(window.From), Start(window.To.AddDays(1)));
        var items = db.VisibleItems(Everybody);
        var closed = await ItemFacts.Load(
            db,
            items
                .Where(a => a.Status == ActionItemStatus.Done && a.DoneAt >= from && a.DoneAt < to)
                .OrderBy(a => a.Number)
                .Take(MostItems),
            site,
            ct
        );
        var slipped = await ItemFacts.Load(
            db,
            items
                .Where(a =>
                    a.Status != ActionItemStatus.Done
                    && a.Status != ActionItemStatus.Cancelled
                    && (a.DueOn < today || a.Slips > 0 || a.Status == ActionItemStatus.Blocked)
                )
                .OrderBy(a => a.Number)
                .Take(MostItems),
            site,
            ct
        );
        return new PeriodReview(
            $"the week from {window.From:yyyy-MM-dd}",
            (int)(reports.First(r => r.Metric.Id == "incidents").Now.Value ?? 0),
            [.. reports.Select(r => Figure(r, baseline))],
            [.. closed.Select(i => i.Fact)],
            [.. slipped.Select(i => i.Fact)],
            [],
            today,
            site.Address("insights/leadership"),
            now
        );
    }

    private static PeriodFigure Figure(MetricReport report, Baseline? baseline) =>
        new(
            report.Metric.Name,
            report.Now.Value is null
                ? "No data"
                : $"{MetricWords.Value(report.Metric, report.Now.Value)}, {MetricWords.Basis(report.Metric, report.Now)}",
            report.Frozen is { } frozen && baseline is not null
                ? MetricWords.Direction(report.Metric, frozen, baseline.Name)
                : MetricWords.Direction(report.Metric, report.Change)
        );

    /// <summary>The metrics that beat the baseline in the month and in the one before it, each by more than noise (F11).</summary>
    private static async Task<List<(string Metric, SuccessStory Story)>> Beaten(
        AfterwordDb db,
        Baseline baseline,
        MetricWindow month,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var before = new MetricWindow(month.From.AddMonths(-1), month.From.AddDays(-1));
        if (before.From <= baseline.ToDay)
        {
            return [];
        }
        var ask = new MetricAsk(Everybody, Stories, [month], MetricFilter.None, Fact.DayOf(now));
        var last = await MetricReports.Of(db, ask, baseline, ct);
        var earlier = await MetricReports.Of(db, ask with { Windows = [before] }, baseline, ct);
        return
        [
            .. from one in last.Zip(earlier)
            where one.First.Frozen?.Verdict == Verdict.Better
            where one.Second.Frozen?.Verdict == Verdict.Better
            let metric = one.First.Metric
            select (
                metric.Id,
                new SuccessStory(
                    metric.Name,
                    MetricWords.Value(metric, one.First.Frozen!.Before.Value),
                    MetricWords.Value(metric, one.First.Now.Value),
                    baseline.Name
                )
            ),
        ];
    }

    private static async Task Draft(
        AfterwordDb db,
        string slot,
        Words words,
        Audience audience,
        DateTimeOffset? goesAt,
        By by,
        CancellationToken ct
    )
    {
        if (!await db.Updates.AnyAsync(u => u.Slot == slot, ct))
        {
            var about = new UpdateAbout(slot, UpdateKind.AdHoc, audience, null, null, null);
            db.Updates.Add(Update.Draft(await db.NextUpdate(ct), about, words, by, goesAt));
        }
    }

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
