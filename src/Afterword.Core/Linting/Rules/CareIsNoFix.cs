using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A promise to take care changes nothing.</summary>
internal sealed class CareIsNoFix()
    : PhraseRule(new("AW109", RuleFamily.Language, Info, Warning, Error), "care_promise")
{
    protected override string Message(string words) =>
        $"“{words}” asks people to be different. Change something that works on a bad day too: a check, a default, an alert.";
}
