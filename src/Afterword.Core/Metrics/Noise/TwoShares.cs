namespace Afterword.Core.Metrics;

/// <summary>
/// Two independent shares: the interval of their difference from the two Wilson (1927) intervals, Newcombe (1998), method 10. The
/// probability is the level at which that interval just touches nought, so that the two never disagree.
/// </summary>
public static class TwoShares
{
    internal static (double P, bool Rose) Test(long heldBefore, long before, long heldNow, long now)
    {
        var (was, isNow) = ((double)heldBefore / before, (double)heldNow / now);
        if (was == isNow)
        {
            return (1, false);
        }
        var rose = isNow > was;
        // Nought is left out at z exactly while the nearer end of the interval has not reached it; bisect for that z.
        var (low, high) = (0.0, 40.0);
        for (var step = 0; step < 60; step++)
        {
            var z = (low + high) / 2;
            var (from, to) = Difference(heldBefore, before, heldNow, now, z);
            (low, high) = from > 0 || to < 0 ? (z, high) : (low, z);
        }
        return (2 * Normal.Above(low), rose);
    }

    /// <summary>The interval of the later share minus the earlier one.</summary>
    /// <param name="heldBefore">How many held earlier.</param>
    /// <param name="before">Of how many.</param>
    /// <param name="heldNow">How many held later.</param>
    /// <param name="now">Of how many.</param>
    /// <param name="z">How wide: 1.96 for 95 %.</param>
    public static (double From, double To) Difference(
        long heldBefore,
        long before,
        long heldNow,
        long now,
        double z = Normal.Z95
    )
    {
        var (was, isNow) = ((double)heldBefore / before, (double)heldNow / now);
        var (lowBefore, highBefore) = Wilson(heldBefore, before, z);
        var (lowNow, highNow) = Wilson(heldNow, now, z);
        var difference = isNow - was;
        return (
            difference - Math.Sqrt(Square(isNow - lowNow) + Square(highBefore - was)),
            difference + Math.Sqrt(Square(highNow - isNow) + Square(was - lowBefore))
        );
    }

    /// <summary>Wilson's interval of one share.</summary>
    /// <param name="held">How many held.</param>
    /// <param name="n">Of how many, at least one.</param>
    /// <param name="z">How wide: 1.96 for 95 %.</param>
    public static (double From, double To) Wilson(long held, long n, double z = Normal.Z95)
    {
        var share = (double)held / n;
        var zz = z * z;
        var middle = share + zz / (2 * n);
        var half = z * Math.Sqrt(share * (1 - share) / n + zz / (4.0 * n * n));
        return ((middle - half) / (1 + zz / n), (middle + half) / (1 + zz / n));
    }

    private static double Square(double x) => x * x;
}
