namespace Afterword.Core.Linting;

/// <summary>Where a phrase stands in a text.</summary>
/// <param name="Index">Where it begins.</param>
/// <param name="Length">How long it is; 0 when there is none.</param>
internal readonly record struct PhraseHit(int Index, int Length)
{
    internal bool Success => Length > 0;
}

/// <summary>The phrases of a word list, to be found in texts. The list is read when a text first asks for it.</summary>
internal sealed class PhraseMatcher(PhraseAnchors anchors, string list, Func<PhraseList> read)
{
    private readonly Lazy<PhraseList> phrases = new(read);
    private readonly Lazy<PhraseAnchors.Found> ofPhrases = new(() => anchors.OfPhrases(list));
    private readonly ulong bit = anchors.BitOf(list);

    /// <summary>Every phrase in a piece of prose: where it begins, and its words.</summary>
    internal List<(int Index, string Value)> Matches(ProseText text)
    {
        List<(int, string)> found = [];
        foreach (var (start, length, mayHold) in text.Clauses(anchors))
        {
            if ((mayHold & bit) == 0)
                continue;
            var words = text.Straight.AsSpan(start, length);
            // Of the many phrases of a list only a few can stand here.
            var may = ofPhrases.Value.In(words);
            if (may == 0)
                continue;
            var search = new PhraseSearch(words, may);
            for (
                var hit = search.Next(phrases.Value, 0);
                hit.Length > 0;
                hit = search.Next(phrases.Value, hit.Start + hit.Length)
            )
                found.Add((start + hit.Start, text.Text.Substring(start + hit.Start, hit.Length)));
        }
        return found;
    }

    /// <summary>The first phrase in a short text.</summary>
    internal PhraseHit Match(string text)
    {
        if ((anchors.In(text) & bit) == 0)
            return default;
        var (start, length) = new PhraseSearch(
            text.Replace('’', '\''),
            ofPhrases.Value.In(text)
        ).Next(phrases.Value, 0);
        return new(start, length);
    }

    /// <summary>Whether a short text holds a phrase.</summary>
    internal bool IsMatch(string text) => Match(text).Success;
}
