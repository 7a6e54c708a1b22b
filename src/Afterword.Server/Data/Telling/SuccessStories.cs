using Afterword.Core.Metrics;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Server.Data.Insight;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>Finds what has been better than its baseline for two months and puts it into a story (F11).</summary>
internal static class SuccessStories
{
    /// <summary>Metrics that can become a success story: they have a good direction and are tested.</summary>
    private static readonly IReadOnlyList<IMetric> Tested =
    [
        .. AllMetrics.List.Where(m =>
            m.Better != Better.Neither && m.Kind is not (MetricKind.Standing or MetricKind.Age)
        ),
    ];

    /// <summary>The newest baseline of the organization and of each team, frozen before the month.</summary>
    public static async Task<List<Baseline>> Standing(
        AfterwordDb db,
        DateOnly month,
        CancellationToken ct
    ) =>
        [
            .. (
                await db.Set<Baseline>()
                    .Where(b => b.RemovedAt == null && b.ToDay < month)
                    .OrderByDescending(b => b.Number)
                    .ToListAsync(ct)
            ).DistinctBy(b => b.TeamId),
        ];

    /// <summary>What became better for good: of the organization for the whole company, of a team for that team.</summary>
    public static async Task<List<(UpdateAbout About, SuccessNews News)>> Of(
        AfterwordDb db,
        IReadOnlyList<Baseline> baselines,
        MetricWindow month,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var stories = new List<(UpdateAbout, SuccessNews)>();
        var teams = await db.Teams.ToDictionaryAsync(t => t.Id, ct);
        foreach (var baseline in baselines)
        {
            var team = baseline.TeamId is { } id ? teams[id] : null;
            foreach (var report in await Beaten(db, baseline, month, now, ct))
            {
                var metric = report.Metric;
                var of = team is null ? "" : $"/{team.Handle}";
                stories.Add(
                    (
                        new UpdateAbout(
                            $"success-story/{metric.Id}{of}/{month.From:yyyy-MM}",
                            UpdateKind.SuccessStory,
                            team is null ? Audience.Company : Audience.Team,
                            null,
                            null,
                            null,
                            TeamId: team?.Id
                        ),
                        new SuccessNews(
                            new SuccessStory(
                                metric.Name,
                                MetricWords.Value(metric, report.Frozen!.Before.Value),
                                MetricWords.Value(metric, report.Now.Value),
                                baseline.Name,
                                team?.Name ?? ""
                            ),
                            site.Address(
                                $"insights/metrics/{metric.Id}?baseline={baseline.Number}{(team is null ? "" : $"&team={team.Handle}")}"
                            )
                        )
                    )
                );
            }
        }
        return stories;
    }

    /// <summary>The metrics that beat the baseline in the month and in the one before it, each by more than noise (F11).</summary>
    private static async Task<IReadOnlyList<MetricReport>> Beaten(
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
        var about = new MetricFilter { TeamId = baseline.TeamId };
        var ask = new MetricAsk(Reviewing.Everybody, Tested, [month], about, Fact.DayOf(now));
        var last = await MetricReports.Of(db, ask, baseline, ct);
        var earlier = await MetricReports.Of(db, ask with { Windows = [before] }, baseline, ct);
        return
        [
            .. last.Zip(earlier)
                .Where(one => one.First.Frozen?.Verdict == Verdict.Better)
                .Where(one => one.Second.Frozen?.Verdict == Verdict.Better)
                .Select(one => one.First),
        ];
    }
}
