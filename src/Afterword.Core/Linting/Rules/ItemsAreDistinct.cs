using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>No item stands there twice.</summary>
internal sealed class ItemsAreDistinct : ILintRule
{
    public RuleInfo About { get; } = new("AW213", RuleFamily.ActionItems, null, Info, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (
            var same in OpenItems
                .Of(document)
                .Where(i => i.Text.Length > 8)
                .GroupBy(i => i.Text, StringComparer.OrdinalIgnoreCase)
        )
        foreach (var again in same.Skip(1))
            report.Add(
                document.ItemRange(again),
                $"The same item stands on line {same.First().Line}. Keep one, or say what is different."
            );
    }
}
