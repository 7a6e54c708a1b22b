namespace Afterword.Core.Metrics;

/// <summary>What a sample comes to. Null where there is no data: never zero.</summary>
/// <param name="N">How many facts it rests on.</param>
/// <param name="Invalid">How many were left out because their instants contradict.</param>
/// <param name="Value">The figure: see <see cref="MetricKind"/> for which. Seconds, days, a share from 0 to 1, or a number.</param>
/// <param name="Mean">The mean, for times, amounts and ages.</param>
/// <param name="Median">The median of the same.</param>
/// <param name="LowerQuartile">A quarter lies at or below this.</param>
/// <param name="UpperQuartile">Three quarters lie at or below this.</param>
public sealed record Figure(
    long N,
    long Invalid,
    double? Value,
    double? Mean,
    double? Median,
    double? LowerQuartile,
    double? UpperQuartile
)
{
    /// <summary>The figure of a sample.</summary>
    /// <param name="sample">The facts.</param>
    /// <param name="hadData">Whether the organization had data by the end of the window: only then nought incidents is a figure.</param>
    public static Figure Of(Sample sample, bool hadData = true)
    {
        var kind = sample.Metric.Kind;
        if (kind is MetricKind.Count or MetricKind.Standing)
        {
            var stands = kind == MetricKind.Count ? sample.N : sample.Total;
            return new Figure(
                stands,
                sample.Invalid,
                hadData || sample.N > 0 ? stands : null,
                null,
                null,
                null,
                null
            );
        }
        if (sample.N == 0)
        {
            return new Figure(0, sample.Invalid, null, null, null, null, null);
        }
        var mean = (double)sample.Total / sample.N;
        if (kind == MetricKind.Share)
        {
            return new Figure(sample.N, sample.Invalid, mean, null, null, null, null);
        }
        var sorted = sample.Runs;
        var median = Quantile(sorted, 0.5);
        return new Figure(
            sample.N,
            sample.Invalid,
            kind == MetricKind.Amount ? mean : median,
            mean,
            median,
            Quantile(sorted, 0.25),
            Quantile(sorted, 0.75)
        );
    }

    /// <summary>A quantile with linear interpolation between neighbors (type 7 of Hyndman and Fan 1996, the default of R and NumPy).</summary>
    internal static double Quantile(IReadOnlyList<ValueRun> sorted, double share)
    {
        var n = 0L;
        foreach (var run in sorted)
        {
            n += run.Count;
        }
        var place = share * (n - 1);
        var below = (long)place;
        var (passed, i) = (0L, 0);
        while (passed + sorted[i].Count <= below)
        {
            passed += sorted[i++].Count;
        }
        var value = sorted[i].Value;
        var above =
            below + 1 < passed + sorted[i].Count || i + 1 == sorted.Count
                ? value
                : sorted[i + 1].Value;
        return value + (place - below) * (above - value);
    }
}
