using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>At least one item changes the system.</summary>
internal sealed class ItemsChangeSomething : ILintRule
{
    public RuleInfo About { get; } = new("AW210", RuleFamily.ActionItems, null, Warning, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        var items = document.Content.ActionItems;
        if (items.Count == 0)
            return;
        var reminders = document.Words.Pattern("process_reminder");
        if (!items.All(i => reminders.Match(ItemWords.Of(i)) is { Success: true, Index: 0 }))
            return;
        report.Add(
            document.ItemRange(items[0]),
            items.Count == 1
                ? "The only item asks people to know or remember something. Add one that changes the system, so that it holds when nobody remembers."
                : $"All {items.Count} items ask people to know or remember something. Add one that changes the system, so that it holds when nobody remembers."
        );
    }
}
