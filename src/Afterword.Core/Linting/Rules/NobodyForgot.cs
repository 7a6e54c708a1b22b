using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Nobody “forgot”: nothing reminded.</summary>
internal sealed partial class NobodyForgot()
    : PhraseRule(new("AW108", RuleFamily.Language, null, Warning, Warning), "forgot")
{
    protected override bool Applies(ProseText text) => !text.InTimeline;

    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.OfSomebody(text.Text, start)
        && !(
            Unseen().IsMatch(words) && Explained().IsMatch(text.Text.AsSpan(start + words.Length))
        );

    [GeneratedRegex(
        @"(?:overlooked|ignored|missed|misread|misunderstood)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Unseen();

    // "Engineers ignored the channel because 98% of its messages were noise" says what the rule asks for.
    [GeneratedRegex(
        @"^[^.!?;]{0,80}[ ,](?:because|since|as (?:the|it|its|they|there))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Explained();

    protected override string Message(string words) =>
        $"“{words}” puts the gap into somebody’s head. Say where the step was written down, what reminded of it, or why the signal was easy to miss.";
}
