using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>People are not described by “always” and “never”.</summary>
internal sealed class NoAlwaysOrNever()
    : PhraseRule(new("AW113", RuleFamily.Language, null, Warning, Warning), "absolute")
{
    protected override string Message(string words) =>
        $"“{words}” says what somebody is like, not what happened. Tell the one occasion, with its time.";
}
