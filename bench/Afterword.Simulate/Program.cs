using System.Diagnostics;

namespace Afterword.Simulate;

/// <summary>
/// 10,000 random incidents over five years: edits, closures, holidays, zones, clocks set wrong, standstills, a second node. Holds when
/// no invariant is broken and the same seeds send the same messages again.
/// </summary>
internal static class Program
{
    private const int Years = 5;
    private const int MostSaid = 200;

    private static int Main(string[] args)
    {
        switch (args)
        {
            case []:
                return Run(0, 500);
            case ["--quick"]:
                return Run(0, 10);
            case ["--seeds", var from, var to]
                when int.TryParse(from, out var first)
                    && int.TryParse(to, out var last)
                    && first <= last:
                return Run(first, last - first + 1);
            case ["--seed", var only] when int.TryParse(only, out var seed):
                return Say(Simulation.Live(seed, Years).Broken);
            case ["--seed", var only, "--about", var about] when int.TryParse(only, out var seed):
                return Say(Simulation.Live(seed, Years, about).Broken);
            default:
                Console.Error.WriteLine(
                    "usage: bench/simulate [--quick | --seeds FROM TO | --seed N [--about OUT-17]]"
                );
                return 2;
        }
    }

    private static int Run(int first, int worlds)
    {
        var watch = Stopwatch.StartNew();
        var lived = new Figures[worlds];
        Parallel.For(
            0,
            worlds,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            at => lived[at] = Simulation.Live(first + at, Years)
        );
        var again = Enumerable
            .Range(0, Math.Min(worlds, Math.Max(3, worlds / 50)))
            .Count(at => Simulation.Live(first + at, Years).Trace != lived[at].Trace);
        var broken = lived
            .SelectMany((f, at) => f.Broken.Select(b => $"seed {first + at}: {b}"))
            .ToList();
        Console.WriteLine(
            $"worlds {worlds}, incidents {lived.Sum(f => f.Incidents)}, years {Years}, messages {lived.Sum(f => f.Messages)}, a second node refused {lived.Sum(f => f.Refused)} times"
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
        foreach (var one in broken.Take(MostSaid))
        {
            Console.WriteLine(one);
        }
        return broken.Count == 0 ? 0 : 1;
    }
}
