using System.Diagnostics;

namespace Afterword.Leaks;

/// <summary>Holds when no secret is found in at least 100,000 renders and every leak made on purpose is.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length > 0 && args is not ["--quick"])
        {
            Console.Error.WriteLine("usage: bench/leaks [--quick]");
            return 2;
        }
        var goal = args is ["--quick"] ? 5_000 : 100_000;
        var watch = Stopwatch.StartNew();
        var (renders, secrets, worlds) = (0, 0, 0);
        var leaks = new List<string>();
        while (renders < goal)
        {
            var found = new Found[8];
            Parallel.For(
                0,
                found.Length,
                new ParallelOptions { MaxDegreeOfParallelism = 2 },
                i => found[i] = Search.In(worlds + i)
            );
            worlds += found.Length;
            renders += found.Sum(f => f.Renders);
            secrets += found.Sum(f => f.Secrets);
            leaks.AddRange(found.SelectMany(f => f.Leaks));
        }
        var missed = Mutants.Missed(out var mutants);
        foreach (var leak in leaks.Distinct().Take(20))
        {
            Console.WriteLine($"leak: {leak}");
        }
        foreach (var mutant in missed)
        {
            Console.WriteLine($"missed: {mutant}");
        }
        Console.WriteLine(
            $"worlds {worlds}, secrets planted {secrets}, renders {renders}, found {leaks.Count}, {watch.Elapsed.TotalSeconds:0} s"
        );
        Console.WriteLine($"leaks made on purpose {mutants}, missed {missed.Count}");
        var holds = leaks.Count == 0 && missed.Count == 0;
        Console.WriteLine(holds ? "leaks: HOLDS" : "leaks: BROKEN");
        return holds ? 0 : 1;
    }
}
