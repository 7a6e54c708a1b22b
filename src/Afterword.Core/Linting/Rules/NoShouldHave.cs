using System.Text.RegularExpressions;
using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>What people should have done is told only by hindsight.</summary>
internal sealed partial class NoShouldHave : ILintRule
{
    public RuleInfo About { get; } = new("AW104", RuleFamily.Language, null, Warning, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        person.Check(document, report);
        ours.Check(document, report);
    }

    private readonly Part person = new("should_have_person", anywhere: true);
    private readonly Part ours = new("should_have_we", anywhere: false);

    // "The on-call engineer should have been paged" asks something of the paging, not of the engineer.
    [GeneratedRegex(
        @"\bhave (?:\w+ly )?(?:received|gotten|got|had|been(?! (?:more |so |that )?(?:careful|aware|attentive|quicker|faster|better|wiser|diligent|vigilant|thorough|cautious)\b))\b|\bhave seen (?:an?|the) (?:alerts?|alarms?|pages?|warnings?|notifications?|errors?)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Received();

    // "We do not think that the operator should have known."
    [GeneratedRegex(
        @"\b(?:not|never|don.t|nobody) (?:think|believe|say|claim|mean|suggest)\w*(?: that)? *$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Denied();

    // "We should have finished by Friday" is a plan.
    [GeneratedRegex(
        @"^[^.;]{0,40}\bwithin (?:\d+|an?|one|two|three) (?:working |business )?(?:day|week|month|year)|^[^.;]{0,30}\bby (?:the end|end|next|now|then|today|tomorrow|monday|tuesday|wednesday|thursday|friday|q\d|\d)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Soon();

    private sealed class Part(string list, bool anywhere)
        : PhraseRule(new("AW104", RuleFamily.Language, null, Warning, Warning), list)
    {
        // "We should have had an alert" is what the section on what could have gone better is for.
        protected override bool Applies(ProseText text) =>
            !text.InActionItem
            && (
                anywhere
                || text.Section is not (SectionKind.CouldHaveGoneBetter or SectionKind.Learned)
            );

        // "A developer should have installed it to use it" tells how a product is used, not what somebody did.
        protected override bool Means(ProseText text, int start, string words) =>
            !words.StartsWith("a ", StringComparison.OrdinalIgnoreCase)
            && !words.StartsWith("an ", StringComparison.OrdinalIgnoreCase)
            && !Denied().IsMatch(text.Text.AsSpan(Math.Max(0, start - 40), Math.Min(start, 40)))
            && !Received().IsMatch(words + Rest(text.Text, start + words.Length))
            && !Soon().IsMatch(Rest(text.Text, start + words.Length));

        private static string Rest(string text, int from) =>
            text[from..Math.Min(text.Length, from + 40)];

        protected override string Message(string words) =>
            $"“{words}” judges with what is only known now. Say what was known then and what was missing: “no alert watched the queue”.";
    }
}
