namespace Afterword.Core.Linting;

/// <summary>A rule that reports the phrases of a word list where they stand in prose.</summary>
internal abstract class PhraseRule(RuleInfo info, string list) : ILintRule
{
    public RuleInfo About { get; } = info;

    public void Check(LintDocument document, LintReport report)
    {
        var pattern = document.Words.Pattern(list);
        foreach (var text in document.Prose)
        {
            if (text.Kind == ProseKind.Heading || !Applies(text))
                continue;
            foreach (var (index, words) in pattern.Matches(text))
            {
                if (
                    Means(text, index, words)
                    && !WhoIsMeant.IsSoftware(document, text, index, words)
                )
                    report.Add(document.RangeOf(text, index, words.Length), Message(words.Trim()));
            }
        }
    }

    /// <summary>Whether the place is one where these words are a fault.</summary>
    protected virtual bool Applies(ProseText text) => true;

    /// <summary>Whether the words mean here what the rule is about.</summary>
    protected virtual bool Means(ProseText text, int start, string words) => true;

    /// <summary>What was found, and a better sentence.</summary>
    protected abstract string Message(string words);
}
