namespace Afterword.Core.Metrics;

/// <summary>
/// Whether a change is more than noise. Times and amounts: Mann–Whitney. Shares: Newcombe's interval of the difference. Counts: the
/// exact conditional test of two Poisson rates. Methods, sources and the least n stand in docs/guide/metrics.md.
/// </summary>
public static class Noise
{
    /// <summary>A difference that chance brings about less often than this is more than noise.</summary>
    public const double Level = 0.05;

    /// <summary>The least facts in each window for times, amounts and shares.</summary>
    public const int LeastEach = 8;

    /// <summary>The least facts of two counts together.</summary>
    public const int LeastTogether = 10;

    /// <summary>Compares two windows.</summary>
    /// <param name="before">The earlier facts.</param>
    /// <param name="now">The later facts.</param>
    /// <param name="daysBefore">The length of the earlier window, days.</param>
    /// <param name="daysNow">The length of the later window, days.</param>
    /// <param name="hadDataBefore">Whether the organization had data during the earlier window.</param>
    public static Change Compare(
        Sample before,
        Sample now,
        int daysBefore,
        int daysNow,
        bool hadDataBefore = true
    )
    {
        var change = Tested(before, now, daysBefore, daysNow, hadDataBefore);
        return now.Metric.Kind == MetricKind.Count && daysBefore != daysNow
            ? change with
            {
                DaysBefore = daysBefore,
                Longer = (double)daysNow / daysBefore,
            }
            : change;
    }

    private static Change Tested(
        Sample before,
        Sample now,
        int daysBefore,
        int daysNow,
        bool hadDataBefore
    )
    {
        var (was, figure) = (Figure.Of(before, hadDataBefore), Figure.Of(now));
        if (was.Value is null || figure.Value is null)
        {
            return new Change(was, figure, Verdict.NoData, null);
        }
        var kind = now.Metric.Kind;
        if (kind is MetricKind.Standing or MetricKind.Age)
        {
            return new Change(was, figure, Verdict.NotTested, null);
        }
        if (IsTooLittle(kind, before.N, now.N))
        {
            return new Change(was, figure, Verdict.TooFew, null);
        }
        var (p, rose) = kind switch
        {
            MetricKind.Share => TwoShares.Test(before.Total, before.N, now.Total, now.N),
            MetricKind.Count => TwoCounts.Test(before.N, daysBefore, now.N, daysNow),
            _ => MannWhitney.Test(before.Runs, now.Runs),
        };
        return new Change(was, figure, p < Level ? Of(now.Metric, rose) : Verdict.Noise, p);
    }

    private static bool IsTooLittle(MetricKind kind, long before, long now) =>
        kind == MetricKind.Count
            ? before + now < LeastTogether
            : before < LeastEach || now < LeastEach;

    private static Verdict Of(IMetric metric, bool rose) =>
        metric.Better switch
        {
            Better.Neither => Verdict.Different,
            Better.Higher => rose ? Verdict.Better : Verdict.Worse,
            _ => rose ? Verdict.Worse : Verdict.Better,
        };
}
