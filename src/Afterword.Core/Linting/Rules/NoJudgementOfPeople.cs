using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>People are not judged.</summary>
internal sealed class NoJudgementOfPeople()
    : PhraseRule(new("AW106", RuleFamily.Language, Warning, Warning, Error), "judgement")
{
    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.Before(text.Text, start);

    protected override string Message(string words) =>
        $"“{words}” judges somebody. Describe the conditions instead: what was hard to see, who was paged how often, what the tool showed.";
}
