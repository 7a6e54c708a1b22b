using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>What did not happen explains nothing.</summary>
internal sealed class NoCounterfactual()
    : PhraseRule(new("AW105", RuleFamily.Language, null, Info, Warning), "counterfactual")
{
    protected override bool Applies(ProseText text) =>
        !text.InActionItem
        && text.Section is not (SectionKind.CouldHaveGoneBetter or SectionKind.Learned);

    // "We had an engineer assigned" tells what was; "Had an engineer noticed" what was not.
    protected override bool Means(ProseText text, int start, string words) =>
        !words.StartsWith("had ", StringComparison.OrdinalIgnoreCase)
        || text.Text[..start].TrimEnd()
            is ""
                or [.., '.' or ',' or ';' or ':' or '!' or '?' or '-' or '–' or '—' or '('];

    protected override string Message(string words) =>
        $"“{words}” tells a story that did not happen. Tell what did, and put what will change under the action items.";
}
