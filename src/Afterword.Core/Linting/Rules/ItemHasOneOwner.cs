using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Each item has one owner, not a group.</summary>
internal sealed partial class ItemHasOneOwner : ILintRule
{
    public RuleInfo About { get; } = new("AW202", RuleFamily.ActionItems, null, Warning, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
            if (item.Owner is { Length: > 0 } owner && Fault(document, owner) is { } fault)
                report.Add(document.Find(item.Line, item.Owner) ?? document.ItemRange(item), fault);
    }

    private static string? Fault(LintDocument document, string owner)
    {
        if (document.Options.Teams.Contains(owner.TrimStart('@')))
            return null;
        if (Several().IsMatch(owner))
            return $"“{owner}” are several. Name the one who answers for it; the others help.";
        var group = document.Words.Set("group_owner");
        var words = owner.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
            owner[0] != '@'
            && (group.Contains(owner.Trim()) || (words.Length > 1 && group.Contains(words[^1])))
            ? $"“{owner}” is a group, and what all own nobody does. Name one person, or list the team’s handle under “teams:” in .afterword.yml when one person answers for it."
            : null;
    }

    [GeneratedRegex(@"\S\s*(?:,|;|&|\+|/|\band\b|\bor\b)\s*@?\p{L}", RegexOptions.IgnoreCase)]
    private static partial Regex Several();
}
