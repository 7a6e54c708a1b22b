using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>“Human error” is where the question begins.</summary>
internal sealed class HumanErrorIsNoCause()
    : PhraseRule(new("AW101", RuleFamily.Language, Warning, Warning, Error), "human_error")
{
    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.Before(text.Text, start);

    protected override string Message(string words) =>
        $"“{words}” ends the search where it should begin. Say what made the action easy to get wrong: “the script took any cluster name and did not ask”.";
}
