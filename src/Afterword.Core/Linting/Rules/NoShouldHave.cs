using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>What people should have done is told only by hindsight.</summary>
internal sealed class NoShouldHave : ILintRule
{
    public RuleInfo About { get; } = new("AW104", RuleFamily.Language, null, Warning, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        person.Check(document, report);
        ours.Check(document, report);
    }

    private readonly Part person = new("should_have_person", anywhere: true);
    private readonly Part ours = new("should_have_we", anywhere: false);

    private sealed class Part(string list, bool anywhere)
        : PhraseRule(new("AW104", RuleFamily.Language, null, Warning, Warning), list)
    {
        // "We should have had an alert" is what the section on what could have gone better is for.
        protected override bool Applies(ProseText text) =>
            !text.InActionItem
            && (
                anywhere
                || text.Section is not (SectionKind.CouldHaveGoneBetter or SectionKind.Learned)
            );

        // "A developer should have installed it to use it" tells how a product is used, not what somebody did.
        protected override bool Means(ProseText text, int start, string words) =>
            !words.StartsWith("a ", StringComparison.OrdinalIgnoreCase)
            && !words.StartsWith("an ", StringComparison.OrdinalIgnoreCase);

        protected override string Message(string words) =>
            $"“{words}” judges with what is only known now. Say what was known then and what was missing: “no alert watched the queue”.";
    }
}
