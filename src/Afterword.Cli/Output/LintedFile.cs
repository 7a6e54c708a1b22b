using Afterword.Core.Linting;

namespace Afterword.Cli.Output;

/// <summary>A file that was linted.</summary>
internal sealed record LintedFile(string Path, string Text, LintResult Result)
{
    /// <summary>How many fixes were applied before.</summary>
    internal int Fixed { get; init; }

    /// <summary>How many findings are known by the baseline and therefore left out.</summary>
    internal int Known { get; init; }
}

/// <summary>The sums of a run.</summary>
internal sealed class LintTotals
{
    private readonly int[] bySeverity = new int[3];

    internal int Files { get; private set; }
    internal int Unreadable { get; set; }
    internal int Suppressed { get; private set; }
    internal int Fixed { get; private set; }
    internal int Known { get; private set; }
    internal int Findings => bySeverity.Sum();

    /// <summary>Findings by rule; as many entries as there are rules, however many files there are.</summary>
    internal SortedDictionary<string, int> ByRule { get; } = new(StringComparer.Ordinal);

    internal int Count(FindingSeverity severity) => bySeverity[(int)severity];

    internal void Add(LintedFile file)
    {
        Files++;
        Suppressed += file.Result.Suppressed;
        Fixed += file.Fixed;
        Known += file.Known;
        foreach (var finding in file.Result.Findings)
        {
            bySeverity[(int)finding.Severity]++;
            ByRule[finding.RuleId] = ByRule.GetValueOrDefault(finding.RuleId) + 1;
        }
    }
}
