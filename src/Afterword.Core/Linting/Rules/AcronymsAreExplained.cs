using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Letters are written out once.</summary>
internal sealed partial class AcronymsAreExplained : ILintRule
{
    public RuleInfo About { get; } = new("AW501", RuleFamily.Readability, null, null, Info);

    public void Check(LintDocument document, LintReport report)
    {
        var known = document.Words.Set("known_acronyms");
        var shouted = document.Words.Set("shouted");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in document.Prose.Where(p => p.Kind != ProseKind.Heading))
        foreach (Match match in Capitals().Matches(text.Text))
        {
            var word = match.Value.TrimEnd('s');
            if (
                known.Contains(match.Value)
                || known.Contains(word)
                || shouted.Contains(word)
                || !seen.Add(word)
                || IsExplained(document, word)
            )
                continue;
            report.Add(
                document.RangeOf(text, match.Index, match.Length),
                $"“{match.Value}” is not explained. Write it out the first time: “point of presence (POP)”."
            );
        }
    }

    // "point of presence (POP)" and "POP (point of presence)".
    private static bool IsExplained(LintDocument document, string word) =>
        document.Prose.Any(p =>
            p.Text.Contains($"({word})", StringComparison.Ordinal)
            || p.Text.Contains($"({word}s)", StringComparison.Ordinal)
            || p.Text.Contains($"{word} (", StringComparison.Ordinal)
            || p.Text.Contains($"{word}: ", StringComparison.Ordinal)
        );

    [GeneratedRegex(@"(?<![\w@#/.-])[A-Z][A-Z0-9]{1,5}s?(?![\w/-]|\.\w)")]
    private static partial Regex Capitals();
}
