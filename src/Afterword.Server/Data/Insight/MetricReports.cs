using Afterword.Core.Metrics;

namespace Afterword.Server.Data.Insight;

/// <summary>A metric over a window, beside the period before, a baseline, and cut into slices.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Window">The window.</param>
/// <param name="Change">The figure beside the period before.</param>
/// <param name="Frozen">The figure beside a baseline; null without one.</param>
/// <param name="Trend">The same metric in each slice of the window.</param>
/// <param name="Sample">The facts behind the figure, added up.</param>
public sealed record MetricReport(
    IMetric Metric,
    MetricWindow Window,
    Change Change,
    Change? Frozen,
    IReadOnlyList<(MetricWindow Slice, Figure Figure)> Trend,
    Sample Sample
)
{
    public Figure Now => Change.Now;
}

/// <summary>A group of a metric's facts.</summary>
/// <param name="Key">What the group is told apart by: a number, a name in snake_case; empty for "none".</param>
/// <param name="Change">Its figure beside the period before.</param>
public sealed record MetricGroupReport(string Key, Change Change);

/// <summary>Makes reports for pages, the API, reviews and CSV alike.</summary>
internal static class MetricReports
{
    /// <summary>Groups with fewer facts than this show no figure: they would tell of one incident or one person.</summary>
    public const int LeastInGroup = 3;

    public static async Task<IReadOnlyList<MetricReport>> Of(
        AfterwordDb db,
        MetricAsk ask,
        Baseline? baseline,
        CancellationToken ct
    )
    {
        var window = ask.Windows[0];
        var slices = window.Slices();
        var whole = ask with { Windows = [window, window.Before(), .. slices] };
        var samples =
            ask.Filter == MetricFilter.None
                ? await RolledReads.Read(db, whole, ct)
                : (await PackedReads.Read(db, whole, null, ct)).GetValueOrDefault("")
                    ?? new Samples(whole);
        var first = await FirstDay(db, ct);
        return
        [
            .. ask.Metrics.Select(metric =>
            {
                var now = samples.Of(metric, 0);
                var change = Compared(samples, metric, window, first);
                var told = new MetricReport(
                    metric,
                    window,
                    change,
                    baseline is null ? null : Beside(baseline, metric, now, change.Now, window),
                    [
                        .. slices.Select(
                            (slice, i) =>
                                (
                                    slice,
                                    Figure.Of(
                                        samples.Of(metric, i + 2),
                                        first <= slice.To && slice.From <= ask.Today
                                    )
                                )
                        ),
                    ],
                    now
                );
                return ask.Filter == MetricFilter.None ? told : Guarded(told);
            }),
        ];
    }

    /// <summary>One metric in groups, the largest first; the figure of a group with fewer than three facts is not told.</summary>
    public static async Task<IReadOnlyList<MetricGroupReport>> InGroups(
        AfterwordDb db,
        MetricAsk ask,
        MetricGroup group,
        CancellationToken ct
    )
    {
        var (metric, window) = (ask.Metrics[0], ask.Windows[0]);
        var whole = ask with { Windows = [window, window.Before()] };
        var groups = await PackedReads.Read(db, whole, group, ct);
        var first = await FirstDay(db, ct);
        return
        [
            .. groups
                .Select(g => new MetricGroupReport(
                    g.Key,
                    Guarded(metric, Compared(g.Value, metric, window, first))
                ))
                .Where(g => g.Change.Now.N > 0)
                .OrderByDescending(g => g.Change.Now.N)
                .ThenBy(g => g.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>The first window's figure beside the second's. Days that have not come count for nothing.</summary>
    private static Change Compared(
        Samples samples,
        IMetric metric,
        MetricWindow window,
        DateOnly? first
    )
    {
        var now = samples.Of(metric, 0);
        return Noise.Compare(
            samples.Of(metric, 1),
            now,
            window.Days,
            DaysOf(now, window),
            first <= window.Before().To
        ) with
        {
            Now = Figure.Of(now, first <= now.End && window.From <= now.End),
        };
    }

    private static int DaysOf(Sample sample, MetricWindow window) =>
        Math.Max(1, sample.End.DayNumber - window.From.DayNumber + 1);

    /// <summary>A part of the organization with fewer than three facts is told by their number alone, in slices as well.</summary>
    private static MetricReport Guarded(MetricReport report) =>
        IsPlain(report.Metric) || report.Now.N >= LeastInGroup
            ? report with
            {
                Change = Guarded(report.Metric, report.Change),
            }
            : report with
            {
                Change = Guarded(report.Metric, report.Change),
                Frozen = report.Frozen is null ? null : Guarded(report.Metric, report.Frozen),
                Trend = [.. report.Trend.Select(t => (t.Slice, Hidden(t.Figure)))],
            };

    private static Change Guarded(IMetric metric, Change change) =>
        IsPlain(metric)
            ? change
            : change with
            {
                Now = Hidden(change.Now),
                Before = Hidden(change.Before),
                Verdict =
                    IsTooLittle(change.Now) || (change.Now.N > 0 && IsTooLittle(change.Before))
                        ? Verdict.TooFew
                        : change.Verdict,
            };

    private static bool IsTooLittle(Figure figure) => figure.N is > 0 and < LeastInGroup;

    /// <summary>Whether a figure only says how many there are.</summary>
    private static bool IsPlain(IMetric metric) =>
        metric.Kind is MetricKind.Count or MetricKind.Standing;

    /// <summary>A figure that rests on too few facts to be told of a group.</summary>
    private static Figure Hidden(Figure figure) =>
        figure.N >= LeastInGroup
            ? figure
            : new Figure(figure.N, figure.Invalid, null, null, null, null, null);

    /// <summary>The day of the first incident that everybody may see; null while there is none.</summary>
    public static async Task<DateOnly?> FirstDay(AfterwordDb db, CancellationToken ct) =>
        (
            await db.Plain.Rows(
                "SELECT min(day) FROM metric_days WHERE metric = 'incidents'",
                [],
                row => row.DateOrNull(0),
                ct
            )
        )[0];

    private static Change Beside(
        Baseline baseline,
        IMetric metric,
        Sample now,
        Figure figure,
        MetricWindow window
    ) =>
        Noise.Compare(baseline.Of(metric), now, baseline.Window.Days, DaysOf(now, window)) with
        {
            Now = figure,
        };
}
