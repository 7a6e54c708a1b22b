using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Nobody “forgot”: nothing reminded.</summary>
internal sealed class NobodyForgot()
    : PhraseRule(new("AW108", RuleFamily.Language, null, Warning, Warning), "forgot")
{
    protected override bool Applies(ProseText text) => !text.InTimeline;

    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.OfSomebody(text.Text, start);

    protected override string Message(string words) =>
        $"“{words}” puts the gap into somebody’s head. Say where the step was written down, what reminded of it, or why the signal was easy to miss.";
}
