using System.Diagnostics;

namespace Afterword.Simulate;

/// <summary>
/// 10,000 random incidents over five years: edits, closures, holidays, zones, clocks set wrong, standstills, a second node. Holds when
/// no invariant is broken and the same seeds send the same messages again.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length > 0 && args is not ["--quick"] and not ["--seed", _])
        {
            Console.Error.WriteLine("usage: bench/simulate [--quick | --seed N]");
            return 2;
        }
        if (args is ["--seed", var only])
        {
            return Say(Simulation.Live(int.Parse(only, null), 5).Broken);
        }
        var worlds = args.Contains("--quick") ? 10 : 500;
        var watch = Stopwatch.StartNew();
        var lived = new Figures[worlds];
        Parallel.For(
            0,
            worlds,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            seed => lived[seed] = Simulation.Live(seed, 5)
        );
        var again = Enumerable
            .Range(0, Math.Max(3, worlds / 50))
            .Count(seed => Simulation.Live(seed, 5).Trace != lived[seed].Trace);
        var broken = lived
            .SelectMany((f, seed) => f.Broken.Select(b => $"seed {seed}: {b}"))
            .ToList();
        Console.WriteLine(
            $"worlds {worlds}, incidents {lived.Sum(f => f.Incidents)}, years 5, messages {lived.Sum(f => f.Messages)}, a second node refused {lived.Sum(f => f.Refused)} times"
        );
        Console.WriteLine(
            $"checks {lived.Sum(f => f.Checks)}, broken {broken.Count}, seeds whose second run differed {again}, {watch.Elapsed.TotalSeconds:0} s"
        );
        var holds = Say(broken) == 0 && again == 0;
        Console.WriteLine(holds ? "simulate: HOLDS" : "simulate: BROKEN");
        return holds ? 0 : 1;
    }

    private static int Say(IReadOnlyList<string> broken)
    {
        foreach (var one in broken.Take(20))
        {
            Console.WriteLine(one);
        }
        return broken.Count == 0 ? 0 : 1;
    }
}
