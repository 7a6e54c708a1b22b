using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Each item is tracked.</summary>
internal sealed class ItemHasTicket : ILintRule
{
    public RuleInfo About { get; } = new("AW207", RuleFamily.ActionItems, null, null, Info);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
            if (string.IsNullOrWhiteSpace(item.Ticket) && item.Key is null)
                report.Add(
                    document.ItemRange(item),
                    "This is tracked nowhere. Add a link to its ticket, so that its progress can be seen without asking."
                );
    }
}
