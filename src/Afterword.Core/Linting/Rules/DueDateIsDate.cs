using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A due date is a day of the calendar.</summary>
internal sealed partial class DueDateIsDate : ILintRule
{
    public RuleInfo About { get; } = new("AW204", RuleFamily.ActionItems, Info, Warning, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
            if (
                item.DueOn is null
                && item.DueText is { Length: > 0 } words
                && !NoPlaceholderIsLeft.IsPlaceholder(words)
                // "Done 2025-08-02" asks nobody any more.
                && !Over().IsMatch(words)
            )
                report.Add(
                    document.Find(item.Line, words) ?? document.ItemRange(item),
                    $"“{words}” is no day, so nobody can be reminded. Write the day it ends on, as 2025-08-01."
                );
    }

    [GeneratedRegex(
        @"^(?:done|completed?|closed|finished|fixed|shipped|deployed|merged)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Over();
}
