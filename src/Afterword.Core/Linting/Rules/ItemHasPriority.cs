using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Each item has a priority.</summary>
internal sealed class ItemHasPriority : ILintRule
{
    public RuleInfo About { get; } = new("AW206", RuleFamily.ActionItems, null, null, Info);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
            if (string.IsNullOrWhiteSpace(item.Priority))
                report.Add(
                    document.ItemRange(item),
                    "This has no priority. Say P1 to P4, so that the owner knows what to do first."
                );
    }
}
