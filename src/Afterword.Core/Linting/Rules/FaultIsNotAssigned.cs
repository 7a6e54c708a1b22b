using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Nobody’s fault is told.</summary>
internal sealed class FaultIsNotAssigned()
    : PhraseRule(new("AW103", RuleFamily.Language, Warning, Warning, Error), "fault")
{
    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.Before(text.Text, start)
        && !WhoIsMeant.IsPartOfName(text.Text, start + words.Length);

    protected override string Message(string words) =>
        $"“{words}” says whose fault it was. Say what happened and what let it: “the form accepted the wrong region”.";
}
