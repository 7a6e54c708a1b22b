using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Each item has an owner.</summary>
internal sealed class ItemHasOwner : ILintRule
{
    public RuleInfo About { get; } = new("AW201", RuleFamily.ActionItems, null, Info, Warning);

    public void Check(LintDocument document, LintReport report) =>
        OpenItems.TellLacking(
            document,
            report,
            item => string.IsNullOrWhiteSpace(item.Owner),
            "Nobody owns this yet. Name one person (“Owner: @lee”), so that somebody is asked and thanked.",
            count =>
                $"Nobody owns any of the {count} items yet. Name one person for each (“Owner: @lee”), so that somebody is asked and thanked."
        );
}
