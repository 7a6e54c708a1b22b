using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>People are not judged.</summary>
internal sealed partial class NoJudgementOfPeople()
    : PhraseRule(new("AW106", RuleFamily.Language, Warning, Warning, Error), "judgement")
{
    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.Before(text.Text, start)
        && !IsName(text.Text, start, words)
        && !Technical().IsMatch(words + text.Text[(start + words.Length)..])
        && !OfThings().IsMatch(text.Text.AsSpan(Math.Max(0, start - 60), Math.Min(start, 60)))
        // "We cannot blame irresponsible releases" judges nobody.
        && !BlamesNobody().IsMatch(text.Text[Math.Max(0, start - 100)..start]);

    // "The Careless crate", "Careless Whisper": a capital inside a sentence, or before another one, makes a name.
    private static bool IsName(string text, int start, string words)
    {
        if (!char.IsUpper(words[0]) || char.IsUpper(words[^1]))
            return false;
        var before = text.AsSpan(0, start).TrimEnd();
        var after = text.AsSpan(start + words.Length).TrimStart();
        return !before.IsEmpty && before[^1] is not ('.' or '!' or '?' or ':')
            || !after.IsEmpty && char.IsUpper(after[0]);
    }

    // "negligent-looking", "a lack of focus trapping".
    [GeneratedRegex(
        @"^(?:\w+-|lack of (?:proper )?(?:care|focus) (?:for|traps?|trapping|events?|states?|rings?|management|handling|outlines?|order)\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Technical();

    [GeneratedRegex(
        @"\b(?:not|cannot|can['’]t|don['’]t|won['’]t|nor|never|nobody|without) (?:\w+ ){0,2}blam\w+\b[^.!?]*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex BlamesNobody();

    // "The parser is sloppy about white space."
    [GeneratedRegex(
        @"\b(?:parser|fuzzer|client|server|library|protocol|driver|compiler|algorithm|matcher|regex|validator|linter|scheduler|script|tool|cache|collector|allocator|proxy|agent|bot|api|check|query|test)s? (?:is|are|was|were|being) (?:\w+ly |very |too |rather )?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OfThings();

    protected override string Message(string words) =>
        $"“{words}” judges somebody. Describe the conditions instead: what was hard to see, who was paged how often, what the tool showed.";
}
