using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Days are named, so that the text is still true later.</summary>
internal sealed class DaysAreNamed()
    : PhraseRule(new("AW504", RuleFamily.Readability, null, null, Info), "relative_time")
{
    protected override string Message(string words) =>
        $"“{words}” means nothing a month later. Name the day: 2025-01-31.";
}
