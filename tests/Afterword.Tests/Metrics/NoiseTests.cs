using Afterword.Core;
using Afterword.Core.Metrics;
using Afterword.Tests.Scripts;
using Afterword.Tests.Support;

namespace Afterword.Tests.Metrics;

/// <summary>
/// Expected values are published ones (the example in SciPy's documentation of mannwhitneyu, the eight of table II in Newcombe 1998) or
/// were computed once in exact fractions outside of this code; each test says which.
/// </summary>
public sealed class NoiseTests
{
    private static readonly IMetric Mttr = AllMetrics.TimeToResolve;
    private static readonly IMetric OnTime = AllMetrics.OnTime;
    private static readonly IMetric Incidents = AllMetrics.Named("incidents");

    private static Sample Times(params long[] values) =>
        Sample.Of(Mttr, Some.Today, values.Length, values.Sum(), 0, values);

    private static Sample Share(long held, long n) => Sample.Of(OnTime, Some.Today, n, held, 0, []);

    private static Sample Count(long n) => Sample.Of(Incidents, Some.Today, n, n, 0, []);

    [Fact]
    public void Times_that_all_became_shorter_are_better_and_more_than_noise()
    {
        var change = Noise.Compare(
            Times(110, 120, 130, 140, 150, 160, 170, 180),
            Times(10, 20, 30, 40, 50, 60, 70, 80),
            90,
            90
        );

        Assert.Equal(Verdict.Better, change.Verdict);
        Assert.Equal(0.0009391, change.P!.Value, 6); // W = 0, with continuity
    }

    [Fact]
    public void One_very_long_incident_makes_no_trend()
    {
        var change = Noise.Compare(
            Times(10, 20, 30, 40, 50, 60, 70, 80),
            Times(11, 21, 31, 41, 51, 61, 71, 100_000),
            90,
            90
        );

        Assert.Equal(Verdict.Noise, change.Verdict);
    }

    [Fact]
    public void Equal_values_share_their_rank()
    {
        var change = Noise.Compare(
            Times(1, 1, 1, 2, 2, 3, 3, 3),
            Times(2, 2, 3, 3, 3, 4, 4, 4),
            9,
            9
        );

        // U = 12.5, ties 3, 4, 6, 3 of t³ − t summed, normal distribution of Python's statistics module.
        Assert.Equal(0.0377072, change.P!.Value, 6);
        Assert.Equal(Verdict.Worse, change.Verdict);
    }

    [Fact]
    public void The_rank_sum_of_two_lists_is_what_SciPys_documentation_says()
    {
        // mannwhitneyu([19, 22, 16, 29, 24], [20, 11, 17, 12], method="asymptotic"): 0.11134688653314041
        var (p, rose) = MannWhitney.Test(
            Times(20, 11, 17, 12).Runs,
            Times(19, 22, 16, 29, 24).Runs
        );

        Assert.Equal(0.1113469, p, 6);
        Assert.True(rose);
    }

    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    public void The_interval_of_two_shares_is_Newcombes(
        int held,
        int n,
        int heldBefore,
        int before,
        double low,
        double high
    )
    {
        // Newcombe 1998, table II, examples (a) to (h), method 10.
        var (from, to) = TwoShares.Difference(heldBefore, before, held, n);

        Assert.Equal((low, high), (Math.Round(from, 4), Math.Round(to, 4)));
    }

    [Fact]
    public void A_share_of_few_that_doubled_is_noise_and_of_many_is_better()
    {
        Assert.Equal(Verdict.Noise, Noise.Compare(Share(2, 8), Share(4, 8), 90, 90).Verdict);
        Assert.Equal(Verdict.Better, Noise.Compare(Share(20, 80), Share(40, 80), 90, 90).Verdict);
    }

    [Fact]
    public void Twice_the_incidents_in_twice_the_days_are_no_change()
    {
        var change = Noise.Compare(Count(20), Count(40), 30, 60);

        Assert.Equal(Verdict.Noise, change.Verdict);
        Assert.Equal(1, change.P);
    }

    [Fact]
    public void More_incidents_in_the_same_days_are_worse_once_they_are_enough()
    {
        // Twice the upper tail of 30 in 40 at a half, in exact fractions: 0.00222143
        Assert.Equal(0.002221, Noise.Compare(Count(10), Count(30), 90, 90).P!.Value, 6);
        Assert.Equal(Verdict.Worse, Noise.Compare(Count(10), Count(30), 90, 90).Verdict);
        Assert.Equal(Verdict.TooFew, Noise.Compare(Count(1), Count(3), 90, 90).Verdict);
    }

    [Fact]
    public void A_few_incidents_are_too_few_to_say_anything()
    {
        var change = Noise.Compare(Times(100, 200), Times(1, 2), 90, 90);

        Assert.Equal(Verdict.TooFew, change.Verdict);
    }

    [Fact]
    public void An_empty_window_gives_no_figure_for_any_metric()
    {
        foreach (var metric in AllMetrics.List)
        {
            var figure = Figure.Of(new Sample(metric, Some.Today), hadData: false);

            Assert.Null(figure.Value);
            Assert.Null(figure.Mean);
            Assert.Null(figure.Median);
        }
    }

    [Fact]
    public void Every_metric_says_what_it_is_what_is_left_out_and_has_a_name_of_its_own()
    {
        Assert.All(
            AllMetrics.List,
            metric =>
            {
                Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", metric.Id);
                Assert.True(metric.Definition.Length > 40, metric.Id);
                Assert.EndsWith(".", metric.LeftOut, StringComparison.Ordinal);
            }
        );
        Assert.Equal(AllMetrics.List.Count, AllMetrics.List.DistinctBy(m => m.Id).Count());
        var listed = AllMetrics.List.Select(m => m.GetType()).ToHashSet();
        Assert.All(
            typeof(IMetric)
                .Assembly.GetTypes()
                .Where(t => t.IsClass && t.IsAssignableTo(typeof(IMetric))),
            type => Assert.Contains(type, listed)
        );
    }

    [Fact]
    public void The_guide_describes_every_metric_as_the_product_does()
    {
        var guide = File.ReadAllText(Path.Combine(Script.Root, "docs/guide/metrics.md"));

        Assert.All(
            AllMetrics.List,
            metric =>
            {
                Assert.Contains(
                    $"### {metric.Name}\n`{metric.Id}`",
                    guide,
                    StringComparison.Ordinal
                );
                Assert.Contains(metric.Definition, guide, StringComparison.Ordinal);
                Assert.Contains(metric.LeftOut[1..], guide, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void A_metric_that_does_not_exist_is_answered_with_the_nearest()
    {
        var refused = Assert.Throws<RuleException>(() => AllMetrics.Named("time-to-resolv"));

        Assert.Contains("Did you mean time-to-resolve?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_that_ends_before_it_starts_is_refused()
    {
        var refused = Assert.Throws<RuleException>(() =>
            new MetricWindow(Some.Today, Some.Today.AddDays(-1))
        );

        Assert.Contains("swap the two days", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_falls_into_slices_without_gap_or_overlap()
    {
        foreach (var days in new[] { 1, 7, 90, 190, 191, 365, 3660 })
        {
            var window = MetricWindow.Last(days, Some.Today);
            var slices = window.Slices();

            Assert.Equal(window.From, slices[0].From);
            Assert.Equal(window.To, slices[^1].To);
            Assert.All(
                slices.Zip(slices.Skip(1)),
                pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From)
            );
        }
    }
}
