namespace Afterword.Core.Metrics;

/// <summary>
/// Two counts over windows of known length: given both together, the later one is binomial when the rates are equal (Przyborowski and
/// Wilenski 1940). Exact and two-sided by doubling up to a thousand, the normal approximation above.
/// </summary>
internal static class TwoCounts
{
    private const long MostExact = 1000;

    public static (double P, bool Rose) Test(long before, int daysBefore, long now, int daysNow)
    {
        var all = before + now;
        var share = (double)daysNow / (daysBefore + daysNow);
        var expected = all * share;
        var rose = now > expected;
        if (now == expected)
        {
            return (1, false);
        }
        if (all > MostExact)
        {
            var distance = Math.Max(0, Math.Abs(now - expected) - 0.5);
            return (2 * Normal.Above(distance / Math.Sqrt(expected * (1 - share))), rose);
        }
        var (from, to) = rose ? (now, all) : (0L, now);
        var tail = 0.0;
        for (var k = from; k <= to; k++)
        {
            tail += Math.Exp(
                LogFactorial(all)
                    - LogFactorial(k)
                    - LogFactorial(all - k)
                    + k * Math.Log(share)
                    + (all - k) * Math.Log(1 - share)
            );
        }
        return (Math.Min(1, 2 * tail), rose);
    }

    private static readonly double[] Logs = Build();

    private static double LogFactorial(long n) => Logs[n];

    private static double[] Build()
    {
        var logs = new double[MostExact + 1];
        for (var n = 2; n < logs.Length; n++)
        {
            logs[n] = logs[n - 1] + Math.Log(n);
        }
        return logs;
    }
}
