using System.Text.RegularExpressions;
using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>What did not happen explains nothing.</summary>
internal sealed partial class NoCounterfactual()
    : PhraseRule(new("AW105", RuleFamily.Language, null, Info, Warning), "counterfactual")
{
    protected override bool Applies(ProseText text) =>
        !text.InActionItem
        && text.Section is not (SectionKind.CouldHaveGoneBetter or SectionKind.Learned);

    // "We had an engineer assigned" tells what was; "Had an engineer noticed" what was not.
    protected override bool Means(ProseText text, int start, string words) =>
        !(OfThings().IsMatch(words) && !OfIncident().IsMatch(text.Text[..start]))
        && (
            !words.StartsWith("had ", StringComparison.OrdinalIgnoreCase)
            || text.Text[..start].TrimEnd()
                is ""
                    or [.., '.' or ',' or ';' or ':' or '!' or '?' or '-' or '–' or '—' or '(']
        );

    // "The second node would not have started" tells how a mechanism works; "the fire would not have spread" does not.
    [GeneratedRegex(@"(?:started|spread)$", RegexOptions.IgnoreCase)]
    private static partial Regex OfThings();

    [GeneratedRegex(
        @"\b(?:outage|incident|fire|problem|issue|failure|cascade|disruption|it|this|that|error|bug|damage)s? *$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfIncident();

    protected override string Message(string words) =>
        $"“{words}” tells a story that did not happen. Tell what did, and put what will change under the action items.";
}
