using System.Globalization;
using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A due date is written year first.</summary>
internal sealed class DueDateIsPlain : ILintRule
{
    public RuleInfo About { get; } =
        new("AW214", RuleFamily.ActionItems, null, null, Info) { CanFix = true };

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
            if (
                item.DueOn is not null
                && item.DueText is { Length: > 0 } words
                && document.Find(item.Line, words) is not null
            )
                report.Add(
                    document.Find(item.Line, item.DueText)!.Value,
                    $"Write “{item.DueText}” as {Plain(item)}: a day that is read the same everywhere.",
                    new(
                        $"Write {Plain(item)}",
                        [new(document.Find(item.Line, item.DueText)!.Value, Plain(item))]
                    )
                );
    }

    private static string Plain(DocumentItem item) =>
        item.DueOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
