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
    internal static readonly Viewer Everybody = new(null, Role.Viewer);

    /// <summary>The metrics a review tells, in order.</summary>
    private static readonly IReadOnlyList<IMetric> Told =
    [
        .. AllMetrics.First,
        AllMetrics.Named("incidents"),
        AllMetrics.Named("overdue-items"),
        AllMetrics.Named("escalations"),
        AllMetrics.Named("fix-effectiveness"),
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
        var baselines = await SuccessStories.Standing(db, month, ct);
        var whole = baselines.Find(b => b.TeamId is null);
        var stories = await SuccessStories.Of(db, baselines, window, site, store.Now, ct);
        var news = await Review(db, window, whole, site, store.Now, ct) with
        {
            Period = month.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
            Stories = [.. stories.Select(s => s.News.Story)],
            NextOn = month.AddMonths(2),
        };
        await store.Write(
            async write =>
            {
                var review = new UpdateAbout(
                    slot,
                    UpdateKind.MonthlyReview,
                    Audience.Leadership,
                    null,
                    null,
                    null
                );
                await Draft(write, review, new MonthlyReviewNews(news), site, null, by, ct);
                foreach (var story in stories)
                {
                    await Draft(write, story.About, story.News, site, null, by, ct);
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
        var about = new UpdateAbout(
            slot,
            UpdateKind.LeadershipDigest,
            Audience.Leadership,
            null,
            null,
            null
        );
        var told = new LeadershipDigestNews(news with { NextOn = monday.AddDays(7) });
        var by = By.Product(store.Now, Door.Cadence);
        await store.Write(
            write => Draft(write, about, told, site, store.Now + preview, by, ct),
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
            baseline?.Name ?? "",
            (int)(reports.First(r => r.Metric.Id == "incidents").Now.Value ?? 0),
            [.. reports.Select(r => Figure(r, baseline))],
            [.. closed.Select(i => i.Fact)],
            [.. slipped.Select(i => i.Fact)],
            [],
            today,
            site.Address(
                $"insights/leadership?from={window.From:yyyy-MM-dd}&to={window.To:yyyy-MM-dd}{(baseline is null ? "" : $"&baseline={baseline.Number}")}"
            ),
            now
        );
    }

    private static PeriodFigure Figure(MetricReport report, Baseline? baseline) =>
        new(
            report.Metric.Name,
            MetricWords.Told(report.Metric, report.Now),
            report.Frozen is { } frozen && baseline is not null
                ? MetricWords.Direction(report.Metric, frozen, baseline.Name)
                : MetricWords.Direction(report.Metric, report.Change)
        );

    private static async Task Draft(
        AfterwordDb db,
        UpdateAbout about,
        News news,
        Site site,
        DateTimeOffset? goesAt,
        By by,
        CancellationToken ct
    )
    {
        if (!await db.Updates.AnyAsync(u => u.Slot == about.Slot, ct))
        {
            var words = Drafting.Write(about.Audience, news, site.Templates)!;
            db.Updates.Add(Update.Draft(await db.NextUpdate(ct), about, words, by, goesAt));
        }
    }

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
