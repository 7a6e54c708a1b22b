using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>No word stands twice by mistake.</summary>
internal sealed partial class NoWordTwice : ILintRule
{
    public RuleInfo About { get; } =
        new("AW507", RuleFamily.Readability, null, Info, Warning) { CanFix = true };

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var text in document.Prose.Where(p => MayHold(p.Text)))
        foreach (Match match in Twice().Matches(text.Text))
        {
            var again = match.Groups["again"];
            var first = document.RangeOf(text, match.Index, match.Groups["word"].Length);
            var second = document.RangeOf(text, again.Index, again.Length);
            if (first.Line != second.Line)
                continue;
            report.Add(
                second,
                $"“{match.Groups["word"].Value}” stands twice. Take one out.",
                new(
                    $"Take one “{again.Value}” out",
                    [new(new(first.Line, first.EndColumn, second.Line, second.EndColumn), "")]
                )
            );
        }
    }

    // Two words of the same letters behind each other: faster seen than by a pattern.
    private static bool MayHold(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> before = [];
        for (var i = 0; i < text.Length; )
        {
            if (!char.IsLetter(text[i]))
            {
                if (!char.IsWhiteSpace(text[i]))
                    before = [];
                i++;
                continue;
            }
            var start = i;
            while (i < text.Length && char.IsLetter(text[i]))
                i++;
            var word = text[start..i];
            if (word.Equals(before, StringComparison.OrdinalIgnoreCase))
                return true;
            before = word;
        }
        return false;
    }

    // Only words that never rightly follow themselves; "had had" and "that that" do.
    [GeneratedRegex(
        @"(?<![\w-])(?<word>the|a|an|of|to|and|for|with|was|were|we|our|in|at|by|from|it|this|as|or|be|are|not)\s+(?<again>\k<word>)(?![\w-])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Twice();
}
