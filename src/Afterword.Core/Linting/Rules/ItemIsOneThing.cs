using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>An item is one thing.</summary>
internal sealed class ItemIsOneThing : ILintRule
{
    public RuleInfo About { get; } = new("AW211", RuleFamily.ActionItems, null, null, Info);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
            if (item.Text.Length > 220)
                report.Add(
                    document.WholeLine(item.Line),
                    $"This item has {item.Text.Length} characters; there is probably more than one thing in it. Make an item of each, and keep the reasons for the text above."
                );
    }
}
