using Afterword.Core.Events;
using Afterword.Core.Metrics;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Insight;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Afterword.Tests.Metrics;

/// <summary>What the database adds up is what a slow, obvious computation over everything comes to, whoever looks.</summary>
public sealed class MetricsAreRightTests
{
    private static readonly Viewer[] Viewers =
    [
        Viewer.System,
        new(MetricWorld.Reader, Role.Member),
        new(MetricWorld.Outsider, Role.Member),
    ];

    [Theory, ClassData(typeof(Databases))]
    public async Task Every_metric_is_what_the_slow_computation_says_and_stays_so_through_changes(
        string provider
    )
    {
        await using var test = await TestDatabase.Open(provider);
        var world = new MetricWorld(test, seed: 20261122);
        var rollUp = new RollUp(test.Store, test.Database);
        using var sealer = new Sealer(
            test.Store,
            test.Database,
            new Pulse(test.Clock),
            test.Clock,
            NullLogger<Sealer>.Instance
        );
        await world.Begin();

        await rollUp.CatchUp(default);
        await Compare(test);

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 25; i++)
            {
                await world.Change();
            }
            await world.Incident();
            while (await sealer.SealBatch(default) > 0) { }
            await rollUp.CatchUp(default);
            await Compare(test);
        }
    }

    private static async Task Compare(TestDatabase test)
    {
        await using var db = test.Read();
        MetricWindow[] windows =
        [
            MetricWindow.Last(90, Some.Today),
            new(Some.Today.AddDays(-200), Some.Today.AddDays(-60)),
            new(Some.Today, Some.Today),
            new(Some.Today.AddDays(-900), Some.Today.AddDays(-800)),
            new(Some.Today.AddDays(-30), Some.Today.AddDays(30)),
            new(Some.Today.AddDays(1), Some.Today.AddDays(9)),
        ];
        MetricFilter[] filters = [MetricFilter.None, new() { TeamId = 2 }, new() { Cause = "dns" }];
        var all = new SlowMetrics.Everything(
            [],
            (await db.ActionItems.ToListAsync()).ToLookup(a => a.IncidentNumber),
            (await db.Updates.ToListAsync()).ToLookup(u => u.IncidentNumber!.Value),
            await db.PostMortems.ToListAsync(),
            await db.SameCauses.ToListAsync(),
            await db.Questions.ToListAsync(),
            await db.FixChecks.ToListAsync(),
            (
                await db.Events.Where(e => e.Subject == SubjectKind.ActionItem).ToListAsync()
            ).ToLookup(e => e.SubjectId)
        );
        foreach (var viewer in Viewers)
        {
            var visible = await db.Incidents.To(viewer).ToListAsync();
            foreach (var filter in filters)
            {
                var ask = new MetricAsk(viewer, AllMetrics.List, windows, filter, Some.Today);
                var samples =
                    filter == MetricFilter.None
                        ? await RolledReads.Read(db, ask, default)
                        : (await PackedReads.Read(db, ask, null, default))[""];
                var about = visible.Where(i =>
                    (filter.TeamId is null || i.TeamId == filter.TeamId)
                    && (filter.Cause is null || i.Tags.Contains(filter.Cause))
                );
                Compare(all with { Incidents = [.. about] }, ask, samples);
            }
        }
    }

    private static void Compare(SlowMetrics.Everything all, MetricAsk ask, Samples samples)
    {
        foreach (var metric in ask.Metrics)
        {
            for (var w = 0; w < ask.Windows.Count; w++)
            {
                var window = ask.Windows[w];
                var (values, invalid) = SlowMetrics.Of(
                    metric.Id,
                    all,
                    window.From,
                    window.To,
                    ask.Today
                );
                var figure = Figure.Of(samples.Of(metric, w), hadData: false);
                var where = (Metric: metric.Id, window.From, window.To, ask.Viewer, ask.Filter);
                Assert.Equal(
                    (where, values.Count, (long)invalid),
                    (where, (int)figure.N, figure.Invalid)
                );
                // Where everything that came has gone again, nought is the figure; where nothing ever came, there is none.
                var stands = metric.Kind == MetricKind.Standing && values.Count == 0;
                Same(
                    Expected(metric, values),
                    stands && figure.Value == 0 ? null : figure.Value,
                    where
                );
                if (metric.Kind is MetricKind.Duration or MetricKind.Amount or MetricKind.Age)
                {
                    Same(values.Count == 0 ? null : values.Average(), figure.Mean, where);
                    Same(values.Count == 0 ? null : Median(values), figure.Median, where);
                }
            }
        }
    }

    private static double? Expected(IMetric metric, List<double> values) =>
        values.Count == 0 ? null
        : metric.Kind is MetricKind.Count or MetricKind.Standing ? values.Count
        : metric.Kind is MetricKind.Share or MetricKind.Amount ? values.Average()
        : Median(values);

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void Same(double? expected, double? actual, object where)
    {
        if (
            expected is null != actual is null
            || Math.Abs((expected ?? 0) - (actual ?? 0)) >= 0.000_001
        )
        {
            Assert.Fail(
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{where}: {expected} and {actual}, where nothing is no value"
                )
            );
        }
    }
}
