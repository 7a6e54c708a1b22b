using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A promise to take care changes nothing.</summary>
internal sealed partial class CareIsNoFix()
    : PhraseRule(new("AW109", RuleFamily.Language, Info, Warning, Error), "care_promise")
{
    // Advice to those outside ("we encourage customers to remain vigilant") is no promise of ours.
    protected override bool Means(ProseText text, int start, string words) =>
        !Advice().IsMatch(text.Text[Math.Max(0, start - 120)..start])
        && !OfThings().IsMatch(text.Text[Math.Max(0, start - 60)..start]);

    // "The allocator has to be careful with alignment."
    [GeneratedRegex(
        @"\b(?:parser|client|server|library|protocol|driver|compiler|algorithm|validator|linter|scheduler|script|tool|cache|collector|allocator|proxy|agent|bot|api|code|query|test|job|migration|controller|service|system|program|implementation)s? (?:has to|have to|needs? to|must|should|will|can|is|are|was|were) (?:\w+ly )?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfThings();

    [GeneratedRegex(
        @"\b(?:customers?|users?|clients?|you|your|please|encourag\w+|advis\w+|recommend\w*|urg\w+|asked? (?:all|every)\w*)\b[^.!?]*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Advice();

    protected override string Message(string words) =>
        $"“{words}” asks people to be different. Change something that works on a bad day too: a check, a default, an alert.";
}
