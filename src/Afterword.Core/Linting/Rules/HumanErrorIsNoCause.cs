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
        && !Prone().IsMatch(text.Text[Math.Max(0, start - 60)..start]);

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
