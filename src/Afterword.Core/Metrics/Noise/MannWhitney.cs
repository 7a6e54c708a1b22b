namespace Afterword.Core.Metrics;

/// <summary>
/// The rank-sum test of Mann and Whitney (1947), with the normal approximation, the correction for ties and the correction for
/// continuity. It asks whether one window's values tend to be larger and does not mind a few very long incidents, as a t-test would.
/// </summary>
internal static class MannWhitney
{
    public static (double P, bool Rose) Test(IReadOnlyList<long> before, IReadOnlyList<long> now)
    {
        var (ranks, ties) = RanksOf(now, before);
        var (n, m) = ((double)now.Count, (double)before.Count);
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

    /// <summary>The sum of the first list's ranks among both (equal values share theirs), and the sum of t³ − t over the ties. Both lists are sorted.</summary>
    private static (double Ranks, double Ties) RanksOf(
        IReadOnlyList<long> one,
        IReadOnlyList<long> other
    )
    {
        var (i, j, ranks, ties) = (0, 0, 0.0, 0.0);
        while (i < one.Count || j < other.Count)
        {
            var value =
                j >= other.Count ? one[i]
                : i >= one.Count ? other[j]
                : Math.Min(one[i], other[j]);
            var (mine, before) = (0, i + j);
            for (; i < one.Count && one[i] == value; i++)
            {
                mine++;
            }
            while (j < other.Count && other[j] == value)
            {
                j++;
            }
            double same = i + j - before;
            ranks += mine * (before + (same + 1) / 2);
            ties += same * same * same - same;
        }
        return (ranks, ties);
    }
}
