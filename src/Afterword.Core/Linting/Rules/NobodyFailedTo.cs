using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Nobody “failed to”.</summary>
internal sealed partial class NobodyFailedTo()
    : PhraseRule(new("AW107", RuleFamily.Language, Warning, Warning, Error), "failed_to")
{
    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.OfSomebody(text.Text, start)
        && !Tried().IsMatch(text.Text.AsSpan(start + words.Length));

    // "The developer failed to reproduce it" tells of an attempt, not of a duty.
    [GeneratedRegex(
        @"^ (?:\w+ly )?(?:reproduce|reach|connect|contact|find|locate|log|sign|access|restart|reboot|diagnose|get|open|load|authenticate|join|download|upload|restore|recover|revive|pinpoint|replicate|recreate|call|boot|ssh|unlock)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Tried();

    protected override string Message(string words) =>
        $"“{words}” measures a person against a duty. Say what happened, and what would have made the step easy or automatic.";
}
