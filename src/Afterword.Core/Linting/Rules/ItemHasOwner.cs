using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Each item has an owner.</summary>
internal sealed class ItemHasOwner : ILintRule
{
    public RuleInfo About { get; } = new("AW201", RuleFamily.ActionItems, null, Info, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
            if (string.IsNullOrWhiteSpace(item.Owner))
                report.Add(
                    document.ItemRange(item),
                    "Nobody owns this yet. Name one person (“Owner: @lee”), so that somebody is asked and thanked."
                );
    }
}
