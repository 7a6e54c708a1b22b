using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A post-mortem has no consequences for people.</summary>
internal sealed partial class NoPunishment()
    : PhraseRule(new("AW110", RuleFamily.Language, Warning, Warning, Error), "punishment")
{
    protected override bool Means(ProseText text, int start, string words) =>
        !Harmless()
            .IsMatch(
                words
                    + text.Text[
                        (start + words.Length)..Math.Min(
                            text.Text.Length,
                            start + words.Length + 20
                        )
                    ]
            )
        && !Alerted().IsMatch(text.Text[Math.Max(0, start - 40)..start])
        && !Denied().IsMatch(text.Text[Math.Max(0, start - 24)..start])
        && !(
            words.Contains("warning", StringComparison.OrdinalIgnoreCase)
            && Warned().IsMatch(text.Text[Math.Max(0, start - 60)..start])
        );

    // "No disciplinary action is planned."
    [GeneratedRegex(
        @"\b(?:no|not|never|without|nor|non|neither)\b(?: (?:be|been|a|any|further|there|was|were))*[ -]*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Denied();

    // A program's warning.
    [GeneratedRegex(
        @"\b(?:compiler|linter|build|tool|disk|log|logs|console|parser|script|program|monitor|installer|database)\b[^.!?]*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Warned();

    // "We hold ourselves accountable" threatens nobody.
    [GeneratedRegex(
        @"^(?:held|hold|holding) (?:\w+ )?(?:ourselves|us|vendors?|providers?|suppliers?)\b|\bwarned (?:by|that|of|about)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Harmless();

    // "The alert for the on-call was fired."
    [GeneratedRegex(
        @"\b(?:alerts?|alarms?|pages?|events?|hooks?|webhooks?|notifications?|triggers?|jobs?)\b[^.!?]*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Alerted();

    protected override string Message(string words) =>
        $"“{words}” speaks of consequences for somebody. A post-mortem that can hurt people will not be told the truth; leave it out.";
}
