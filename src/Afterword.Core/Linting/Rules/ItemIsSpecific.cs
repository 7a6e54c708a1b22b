using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>An item says what will be different, so that it can be done.</summary>
internal sealed partial class ItemIsSpecific : ILintRule
{
    public RuleInfo About { get; } = new("AW208", RuleFamily.ActionItems, Info, Warning, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in OpenItems.Of(document))
        {
            var words = ItemWords.Of(item);
            if (words.Length is 0 or > 70 || ItemWords.IsConcrete(words))
                continue;
            var vague = Vague(document.Words, words);
            if (vague)
                report.Add(
                    document.Find(item.Line, words) ?? document.ItemRange(item),
                    $"Nobody can tell when “{words}” is done. Name the thing and the measure: “alert when auth failures exceed 5%”, “upgrade library X to 2.4”."
                );
        }
    }

    private static bool Vague(Lexicon lexicon, string words)
    {
        var alone = lexicon.Pattern("vague_alone").Match(words);
        if (alone is { Success: true, Index: 0 })
            return true;
        var verb = lexicon.Pattern("vague_verb").Match(words);
        if (verb is not { Success: true, Index: 0 })
            return false;
        // "Improve monitoring", "enhance our alerting and logging": a few filling words, then nothing but general things.
        var rest = Filling().Replace(words[verb.Length..].Trim(), "");
        var thing = lexicon.Pattern("vague_object").Match(rest);
        if (thing is not { Success: true, Index: 0 })
            return rest.Length == 0;
        var tail = rest[thing.Length..].Trim().TrimEnd('.');
        return tail.Length == 0 || Tail().IsMatch(tail);
    }

    [GeneratedRegex(
        @"^(?:(?:the|our|its|their|overall|general|existing|current|internal|better|more|system|service|application|platform|production|team)\s+)+",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Filling();

    [GeneratedRegex(
        @"^(?:and|&|or|,)\s+\w+(?:\s\w+)?$|^(?:in general|overall|where possible|if possible|further|going forward|in the future|across the board|as needed|for next time|of (?:the|our) (?:system|service|services|platform|systems|infrastructure))$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Tail();
}
