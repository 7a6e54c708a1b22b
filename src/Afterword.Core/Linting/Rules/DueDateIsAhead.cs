using System.Globalization;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>An open item is not due in the past.</summary>
internal sealed class DueDateIsAhead : ILintRule
{
    public RuleInfo About { get; } = new("AW205", RuleFamily.ActionItems, null, Info, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
            if (item.DueOn is { } due && Fault(document, due) is { } fault)
                report.Add(
                    document.Find(
                        item.Line,
                        item.DueOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    ) ?? document.ItemRange(item),
                    fault
                );
    }

    private static string? Fault(LintDocument document, DateOnly due)
    {
        if (document.Content.Date is { } day && due < day)
            return "This was due before the incident. Check the year, or mark the item as done if it was.";
        return document.Options.Today is { } today && due < today
            ? "This day is over and the item is open. Agree on a new day and say why, or mark it as done."
            : null;
    }
}
