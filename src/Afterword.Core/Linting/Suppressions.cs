using System.Text.RegularExpressions;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.Linting;

/// <summary>The comments in a document that put findings aside; each must say why, or it does nothing but be found itself.</summary>
internal sealed partial class Suppressions
{
    private sealed record Mark(
        int Line,
        int Length,
        string Verb,
        IReadOnlyList<string> Ids,
        string Reason
    )
    {
        internal bool Counts => Verb == "enable" || Reason.Length > 0;
    }

    private readonly List<Mark> marks = [];

    private Suppressions() { }

    internal static Suppressions Read(string[] raw)
    {
        var found = new Suppressions();
        if (!Array.Exists(raw, l => l.Contains("afterword-", StringComparison.Ordinal)))
            return found;
        var lines = LineScanner.Scan(raw, 1);
        for (var i = 0; i < raw.Length; i++)
        {
            if (
                lines[i].Mark == LineMark.Fence
                || !raw[i].Contains("afterword-", StringComparison.Ordinal)
            )
                continue;
            foreach (
                Match match in Comment().Matches(raw[i].Length > 2000 ? raw[i][..2000] : raw[i])
            )
                found.marks.Add(
                    new(
                        i + 1,
                        raw[i].Length,
                        match.Groups["verb"].Value,
                        [
                            .. Id()
                                .Matches(match.Groups["ids"].Value)
                                .Select(m => m.Value.ToUpperInvariant()),
                        ],
                        match.Groups["reason"].Value.Trim()
                    )
                );
        }
        return found;
    }

    /// <summary>The findings that remain, with those about the comments themselves, in the order of the text.</summary>
    internal LintResult Apply(List<Finding> findings, string[] raw, LintOptions options)
    {
        var kept = findings.Where(f => !marks.Exists(m => m.Counts && Covers(m, f, raw))).ToList();
        var suppressed = findings.Count - kept.Count;
        kept.AddRange(About(options));
        return new(
            [
                .. kept.OrderBy(f => f.Range.Line)
                    .ThenBy(f => f.Range.Column)
                    .ThenBy(f => f.RuleId, StringComparer.Ordinal),
            ],
            suppressed
        );
    }

    private bool Covers(Mark mark, Finding finding, string[] raw)
    {
        if (mark.Ids.Count > 0 && !mark.Ids.Contains(finding.RuleId))
            return false;
        return mark.Verb switch
        {
            "disable-next-line" => finding.Range.Line == NextLine(mark.Line, raw),
            "disable-line" => finding.Range.Line == mark.Line,
            "disable" => finding.Range.Line >= mark.Line && finding.Range.Line < EndOf(mark),
            "disable-file" => true,
            _ => false,
        };
    }

    // Markdown wants an empty line between a comment and a table or heading: the next line is the next that says something.
    private static int NextLine(int line, string[] raw)
    {
        while (
            line < raw.Length
            && (
                string.IsNullOrWhiteSpace(raw[line])
                || raw[line].TrimStart().StartsWith("<!--", StringComparison.Ordinal)
            )
        )
            line++;
        return line + 1;
    }

    private int EndOf(Mark mark) =>
        marks
            .Where(m =>
                m.Verb == "enable"
                && m.Line > mark.Line
                && (m.Ids.Count == 0 || mark.Ids.All(m.Ids.Contains))
            )
            .Select(m => m.Line)
            .DefaultIfEmpty(int.MaxValue)
            .Min();

    private IEnumerable<Finding> About(LintOptions options)
    {
        foreach (var mark in marks)
        {
            if (
                !mark.Counts
                && Make(SuppressionRules.NeedsReason, mark, options, NoReason(mark)) is { } reason
            )
                yield return reason;
            foreach (var id in mark.Ids.Where(id => LintRules.Find(id) is null))
                if (
                    Make(
                        SuppressionRules.KnownRule,
                        mark,
                        options,
                        $"There is no rule {id}.{DidYouMean.Sentence(id, LintRules.Ids)}"
                    ) is
                    { } unknown
                )
                    yield return unknown;
        }
    }

    private static string NoReason(Mark mark) =>
        "This comment does not say why a rule is switched off, so it has no effect yet. Add a colon and the reason: "
        + $"<!-- afterword-{mark.Verb} {string.Join(", ", mark.Ids.DefaultIfEmpty("AW101"))}: quoted from the vendor -->.";

    private static Finding? Make(RuleInfo rule, Mark mark, LintOptions options, string message) =>
        options.SeverityOf(rule) is { } severity
            ? new()
            {
                RuleId = rule.Id,
                Severity = severity,
                Range = new(mark.Line, 1, mark.Line, mark.Length + 1),
                Message = message,
                Why = rule.Doc.Why,
            }
            : null;

    [GeneratedRegex(
        @"<!--\s*afterword-(?<verb>disable-next-line|disable-line|disable-file|disable|enable)\b(?<ids>(?:[\s,]*[Aa][Ww]\d+)*)\s*(?::(?<reason>.*?)|.*?)-->"
    )]
    private static partial Regex Comment();

    [GeneratedRegex(@"\bAW\d+\b", RegexOptions.IgnoreCase)]
    private static partial Regex Id();
}
