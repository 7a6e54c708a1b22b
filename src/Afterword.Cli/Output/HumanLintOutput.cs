using Afterword.Core.Linting;

namespace Afterword.Cli.Output;

/// <summary>For people at a terminal: the place, the words, the line with a caret, and once per rule why it matters.</summary>
internal sealed class HumanLintOutput(TextWriter writer, bool color) : ILintOutput
{
    private const int Window = 100;
    private readonly HashSet<string> explained = [];

    public void File(LintedFile file)
    {
        if (file.Result.Findings.Count == 0)
            return;
        var lines = file.Text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');
        foreach (var finding in file.Result.Findings)
        {
            var range = finding.Range;
            writer.WriteLine(
                $"{Paint(file.Path, "1")}:{range.Line}:{range.Column}: {Severity(finding.Severity)} {finding.RuleId} {finding.Message}"
            );
            Excerpt(lines, range);
            if (explained.Add(finding.RuleId))
                writer.WriteLine(Paint($"      why: {finding.Why}", "2"));
            writer.WriteLine();
        }
    }

    public void Unreadable(string path, string error) { }

    public void End(LintTotals totals)
    {
        var parts = new List<string> { Count(totals.Files, "file") };
        foreach (
            var severity in new[]
            {
                FindingSeverity.Error,
                FindingSeverity.Warning,
                FindingSeverity.Info,
            }
        )
            if (totals.Count(severity) > 0)
                parts.Add(
                    severity == FindingSeverity.Info
                        ? $"{totals.Count(severity)} for information"
                        : Count(totals.Count(severity), severity.ToString().ToLowerInvariant())
                );
        if (totals is { Findings: 0, Files: > 0 })
            parts.Add("nothing to improve");
        if (totals.Suppressed > 0)
            parts.Add($"{totals.Suppressed} put aside by comments");
        if (totals.Known > 0)
            parts.Add($"{totals.Known} known by the baseline");
        if (totals.Unreadable > 0)
            parts.Add($"{totals.Unreadable} could not be read");
        writer.WriteLine(string.Join(", ", parts));
    }

    // The stretch of the line around the finding: a hard-to-read line is often a long one.
    private void Excerpt(string[] lines, SourceRange range)
    {
        if (range.Line > lines.Length)
            return;
        var line = lines[range.Line - 1].Replace('\t', ' ');
        var from = Math.Max(0, Math.Min(range.Column - 1 - 30, line.Length - Window));
        var shown = line[from..Math.Min(line.Length, from + Window)];
        var start = Math.Clamp(range.Column - 1 - from, 0, shown.Length);
        var end =
            range.EndLine > range.Line
                ? shown.Length
                : Math.Clamp(range.EndColumn - 1 - from, start, shown.Length);
        var number = $"{range.Line, 5}";
        writer.WriteLine($"{Paint($"{number} |", "2")} {shown}");
        writer.WriteLine(
            $"{Paint("      |", "2")} {new string(' ', start)}{Paint(new string('^', Math.Max(1, end - start)), "36")}"
        );
    }

    private string Severity(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => Paint("error", "31"),
            FindingSeverity.Warning => Paint("warning", "33"),
            _ => Paint("info", "34"),
        };

    private string Paint(string text, string code) =>
        color ? $"\u001b[{code}m{text}\u001b[0m" : text;

    private static string Count(int n, string word) => $"{n:N0} {word}{(n == 1 ? "" : "s")}";
}
