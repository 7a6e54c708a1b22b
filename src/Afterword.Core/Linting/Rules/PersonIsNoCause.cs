using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A person is never the cause.</summary>
internal sealed class PersonIsNoCause()
    : PhraseRule(new("AW102", RuleFamily.Language, Warning, Warning, Error), "person_caused")
{
    protected override bool Means(ProseText text, int start, string words) =>
        // Who set something off may stand in the timeline.
        !text.InTimeline
        && !Negation.Before(text.Text, start)
        && !WhoIsMeant.IsPartOfName(text.Text, start + words.Length);

    protected override string Message(string words) =>
        $"“{words}” makes a person the cause. Make the system the subject: which check, default or tool let the action have this effect?";
}
