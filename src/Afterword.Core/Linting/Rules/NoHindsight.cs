using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>It was not obvious.</summary>
internal sealed class NoHindsight()
    : PhraseRule(new("AW111", RuleFamily.Language, null, Info, Warning), "hindsight")
{
    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.Before(text.Text, start);

    protected override string Message(string words) =>
        $"“{words}” makes it look easy afterwards. Leave it out, or say what could be seen at the time.";
}
