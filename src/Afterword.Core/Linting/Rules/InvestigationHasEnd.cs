using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>An investigation says what comes out of it.</summary>
internal sealed class InvestigationHasEnd : ILintRule
{
    public RuleInfo About { get; } = new("AW215", RuleFamily.ActionItems, null, null, Info);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
        {
            var words = ItemWords.Of(item);
            var verb = document.Words.Pattern("investigation").Match(words);
            if (
                verb is { Success: true, Index: 0 }
                && words.Length < 70
                && !ItemWords.IsConcrete(words)
            )
                report.Add(
                    document.Find(item.Line, words) ?? document.ItemRange(item),
                    $"“{words}” can go on for ever. Say what comes out of it and by when: “decide between A and B, written down by Friday”."
                );
        }
    }
}
