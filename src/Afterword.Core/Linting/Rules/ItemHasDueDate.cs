using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Each item has a due date.</summary>
internal sealed class ItemHasDueDate : ILintRule
{
    public RuleInfo About { get; } = new("AW203", RuleFamily.ActionItems, null, Info, Warning);

    public void Check(LintDocument document, LintReport report) =>
        OpenItems.TellLacking(
            document,
            report,
            item => item.DueOn is null && string.IsNullOrWhiteSpace(item.DueText),
            "This has no due date. Give a day (“Due: 2025-08-01”); a date that moves is better than none.",
            count =>
                $"None of the {count} items has a due date. Give each a day (“Due: 2025-08-01”); a date that moves is better than none."
        );
}
