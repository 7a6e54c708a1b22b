namespace Afterword.Core.Metrics;

/// <summary>
/// The rank-sum test of Mann and Whitney (1947), with the normal approximation, the correction for ties and the correction for
/// continuity. It asks whether one window's values tend to be larger and does not mind a few very long incidents, as a t-test would.
/// </summary>
public static class MannWhitney
{
    /// <summary>Compares two lists of values.</summary>
    /// <param name="before">The earlier values, in order.</param>
    /// <param name="now">The later values, in order.</param>
    /// <returns>How often chance alone would bring about so large a difference, and whether the later values are larger.</returns>
    public static (double P, bool Rose) Test(
        IReadOnlyList<ValueRun> before,
        IReadOnlyList<ValueRun> now
    )
    {
        var (ranks, ties) = RanksOf(now, before);
        double n = now.Sum(run => run.Count),
            m = before.Sum(run => run.Count);
        var u = ranks - n * (n + 1) / 2;
        var expected = n * m / 2;
        var all = n + m;
        var variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
        var distance = Math.Abs(u - expected);
        if (variance <= 0 || distance == 0)
        {
            return (1, false);
        }
        var z = Math.Max(0, distance - 0.5) / Math.Sqrt(variance);
        return (2 * Normal.Above(z), u > expected);
    }

    /// <summary>The sum of the first values' ranks among both (equal values share theirs), and the sum of t³ − t over the ties.</summary>
    private static (double Ranks, double Ties) RanksOf(
        IReadOnlyList<ValueRun> one,
        IReadOnlyList<ValueRun> other
    )
    {
        var (i, j, passed, ranks, ties) = (0, 0, 0.0, 0.0, 0.0);
        while (i < one.Count || j < other.Count)
        {
            var value =
                j >= other.Count ? one[i].Value
                : i >= one.Count ? other[j].Value
                : Math.Min(one[i].Value, other[j].Value);
            double mine = i < one.Count && one[i].Value == value ? one[i++].Count : 0;
            var same = mine + (j < other.Count && other[j].Value == value ? other[j++].Count : 0);
            ranks += mine * (passed + (same + 1) / 2);
            ties += same * same * same - same;
            passed += same;
        }
        return (ranks, ties);
    }
}
