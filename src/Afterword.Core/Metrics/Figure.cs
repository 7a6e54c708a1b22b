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
        var sorted = sample.Sorted;
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
    internal static double Quantile(IReadOnlyList<long> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
