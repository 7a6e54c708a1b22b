using System.Diagnostics;
using System.Text.RegularExpressions;
using Afterword.Core.ActionItems;
using Afterword.Core.PostMortems;

namespace Afterword.Fuzz;

/// <summary>Runs inputs one after the other and tells of each: number, processor milliseconds, outcome.</summary>
internal static partial class Child
{
    private const long Slow = 250;

    internal static int Run(int first, int count)
    {
        // The first run pays for compiling everything; it is nobody's fault.
        foreach (var seed in Seeds.All.Take(10))
            Once(seed);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        for (var n = first; n < first + count; n++)
        {
            var input = Mutator.Input(n);
            var (outcome, spent) = Timed(input);
            // A collection or a compilation that fell into it is not the input's fault: the better of two counts.
            if (spent > Slow)
                spent = Math.Min(spent, Timed(input).Milliseconds);
            output.WriteLine($"{n}\t{spent}\t{outcome}");
        }
        return 0;
    }

    // Processor time, since the machine may be busy with others.
    private static (string Outcome, long Milliseconds) Timed(string input)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var outcome = Once(input);
        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        return (outcome, (long)spent.TotalMilliseconds);
    }

    /// <summary>Shows where the second pass of an input differs from the first, and which words are lost.</summary>
    internal static int Explain(string input)
    {
        var read = CanonicalForm.Read(input);
        if (read.Documents is [var only])
            foreach (var word in Missing(input, PostMortemWriter.Write(only)))
                Console.WriteLine("lost: " + word);
        foreach (var document in read.Documents)
        {
            var once = PostMortemWriter.Write(document).Split('\n');
            var twice = PostMortemWriter
                .Write(
                    PostMortemReader
                        .Read(string.Join('\n', once), new ReadOptions { SplitIncidents = false })
                        .Documents[0]
                )
                .Split('\n');
            var at = Enumerable
                .Range(0, Math.Min(once.Length, twice.Length))
                .FirstOrDefault(i => once[i] != twice[i], -1);
            if (at < 0 && once.Length != twice.Length)
                at = Math.Min(once.Length, twice.Length) - 1;
            if (at < 0)
                continue;
            foreach (var line in once.Skip(Math.Max(0, at - 3)).Take(9))
                Console.WriteLine("1 " + line);
            foreach (var line in twice.Skip(Math.Max(0, at - 3)).Take(9))
                Console.WriteLine("2 " + line);
        }
        return 0;
    }

    /// <summary>What becomes of an input on the way in and out: fine, refused, unstable, lost, or what it threw.</summary>
    internal static string Once(string input)
    {
        try
        {
            var result = CanonicalForm.Read(input);
            if (result.Error is not null)
                return "refused";
            foreach (var document in result.Documents)
            {
                var once = PostMortemWriter.Write(document);
                var back = PostMortemReader.Read(once, new ReadOptions { SplitIncidents = false });
                if (back.Error is not null)
                    return once.Length > PostMortemReader.MaxLength
                        ? "refused"
                        : "threw\tits own writing was refused: " + back.Error;
                if (PostMortemWriter.Write(back.Documents[0]) != once)
                    return "unstable";
            }
            foreach (var line in input.Split('\n').Take(20))
                _ = ItemLine.Parse(line)?.ToString();
            return
                result.Documents.Count == 1
                && Loses(input, PostMortemWriter.Write(result.Documents[0]))
                ? "lost"
                : "fine";
        }
#pragma warning disable CA1031 // Whatever is thrown is the finding.
        catch (Exception e)
        {
            return $"threw\t{e.GetType().Name}: {e.Message.Replace('\n', ' ')} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
        }
#pragma warning restore CA1031
    }

    private static bool Loses(string input, string output) => Missing(input, output).Any();

    private static IEnumerable<string> Missing(string input, string output)
    {
        var body = Break()
            .Replace(
                FrontMatter().Replace(Control().Replace(input.ReplaceLineEndings("\n"), " "), ""),
                " "
            );
        var kept = Word()
            .Matches(Break().Replace(output, " "))
            .GroupBy(m => m.Value)
            .ToDictionary(g => g.Key, g => g.Count());
        return Word()
            .Matches(body)
            .GroupBy(m => m.Value)
            .Where(g => kept.GetValueOrDefault(g.Key) < g.Count())
            .Select(g => g.Key);
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[\x01-\x08\x0b-\x1f]")]
    private static partial Regex Control();

    // A line break is a mark, not a word.
    [GeneratedRegex(@"<br\s?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    [GeneratedRegex(
        @"^\s*(?:---\s*\n.*?\n(?:---|\.\.\.)\s*(?:\n|\z)|\+\+\+\s*\n.*?\n\+\+\+\s*(?:\n|\z)|export\s+const .*?\n\}\n)",
        RegexOptions.Singleline
    )]
    private static partial Regex FrontMatter();
}
