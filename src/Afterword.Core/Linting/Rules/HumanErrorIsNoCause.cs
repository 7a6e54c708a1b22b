using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>“Human error” is where the question begins.</summary>
internal sealed partial class HumanErrorIsNoCause()
    : PhraseRule(new("AW101", RuleFamily.Language, Warning, Warning, Error), "human_error")
{
    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.Before(text.Text, start)
        // "User errors rose to 5%" and "a process prone to human error" speak of systems, not of somebody.
        && !Figures().IsMatch(words + text.Text[(start + words.Length)..])
        && !Prone().IsMatch(text.Text[Math.Max(0, start - 60)..start])
        && !Denied().IsMatch(text.Text[Math.Max(0, start - 120)..start])
        && !Counted().IsMatch(text.Text[Math.Max(0, start - 120)..start])
        && !Possible().IsMatch(text.Text[(start + words.Length)..])
        && !(
            words.StartsWith("pilot", StringComparison.OrdinalIgnoreCase)
            && Flying().IsMatch(text.Text)
        );

    // "It would be wrong to call it operator error"; but "the check did not run because of human error" says what it says.
    [GeneratedRegex(
        @"\b(?:not|n['’]t|never|cannot|tempting|wrong|easy|unhelpful)\b(?![^.!?;:]*\b(?:because|due to|caused|owing|after|since|through|by|from|and|but)\b)[^.!?;:]*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Denied();

    // "The report counts 31% as human error", "tickets closed as user error": statistics, not this incident.
    [GeneratedRegex(
        @"(?:\b(?:cases|incidents|accidents|outages|tickets?|reports?|surveys?|half|many|most|some|percent)\b|%)[^.!?]{0,60}\b(?:as|to|is|are|was|were|by) (?:an? )?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Counted();

    // "Human error is likely where …" speaks of any human, not of this one.
    [GeneratedRegex(
        @"^ (?:in (?:any|each|every)|is (?:always |very |more |quite )?(?:possible|likely|easy|inevitable|unavoidable|bound|normal|expected)|can\b|could\b|may\b|might\b|will always)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Possible();

    [GeneratedRegex(
        @"\b(?:aviation|aircraft|airlines?|cockpits?|flights?)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Flying();

    [GeneratedRegex(
        @"^(?:(?:user|admin|administrator|developer|operator|engineer) errors\b|\w+ errors?[ -](?:rates?|messages?|pages?|logs?|counts?|codes?|reports?|responses?|budgets?|handling|tracking|ratios?|percentages?|screens?|alerts?|prone)\b)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Figures();

    [GeneratedRegex(
        @"\b(?:prone to|share of|number of|rate of|frequency of|count of|counts of|percentage of|risk of|risks of|chance of|chances of|possibility of|possibilities for|potential for|likelihood of|susceptible to|open to|subject to|vulnerable to|room for|scope for|opportunity for|sources? of|type of|kind of|resilient to|tolerant of|tolerate|allow for|account for|avoid\w*|prevent\w*|reduc\w+|eliminat\w+|minimi[sz]\w+|mitigat\w+|remov\w+|against|catch|lower|limit\w*|fewer|less)\b(?: \w+){0,3} *$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Prone();

    protected override string Message(string words) =>
        $"“{words}” ends the search where it should begin. Say what made the action easy to get wrong: “the script took any cluster name and did not ask”.";
}
