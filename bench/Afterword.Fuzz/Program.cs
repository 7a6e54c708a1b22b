using System.Diagnostics;
using System.Globalization;

namespace Afterword.Fuzz;

/// <summary>
/// Runs mutated documents through reader and writer in child processes, so that even a stack overflow is only a figure.
/// Goal: no crash, no input over one second, no lost word, nothing that a second pass changes, no pathological text over 250 ms
/// at its best of three.
/// </summary>
internal static class Program
{
    private const int Chunk = 1500;

    private static int Main(string[] args)
    {
        if (args is ["--child", var first, var count])
            return Child.Run(
                int.Parse(first, CultureInfo.InvariantCulture),
                int.Parse(count, CultureInfo.InvariantCulture)
            );
        if (args is ["--one", var number])
        {
            Console.Write(Mutator.Input(int.Parse(number, CultureInfo.InvariantCulture)));
            return 0;
        }
        if (args is ["--explain", var what])
            return Child.Explain(Mutator.Input(int.Parse(what, CultureInfo.InvariantCulture)));
        if (args is ["--show", var which])
        {
            Console.WriteLine(Mutator.Input(int.Parse(which, CultureInfo.InvariantCulture)));
            return 0;
        }
        if (args is ["--pathological"])
            return Pathological.Run();
        var total = args.Contains("--quick") ? 3_000 : 100_000;
        var watch = Stopwatch.StartNew();
        var sum = new Figures();
        var starts = Enumerable
            .Range(0, (total + Chunk - 1) / Chunk)
            .Select(n => n * Chunk)
            .ToList();
        Parallel.ForEach(
            starts,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            start => sum.Add(Parent.Run(start, Math.Min(Chunk, total - start)))
        );
        var slow = Parent.RunPathological();
        Console.WriteLine(
            $"seeds {Seeds.All.Count}, inputs {sum.Inputs}, refused {sum.Refused}, not byte-stable on the second pass {sum.Unstable}, words lost in {sum.Lost}"
        );
        Console.WriteLine(
            $"slowest input {sum.SlowestMs} ms (number {sum.Slowest}); inputs that took over 250 ms: {sum.Over250}"
        );
        foreach (var bad in sum.Bad.Take(20))
            Console.WriteLine("  " + bad);
        var good = sum.Crashes + sum.Hangs + sum.Unstable + sum.Lost == 0 && slow == 0;
        Console.WriteLine(
            $"fuzz: {sum.Inputs} inputs, {sum.Crashes} crashes, {sum.Hangs} hangs over a second, {sum.Lost} with lost words, {sum.Unstable} unstable, {slow} pathological texts over 250 ms, {watch.Elapsed.TotalSeconds:F0} s: {(good ? "good" : "BAD")}"
        );
        return good ? 0 : 1;
    }
}
