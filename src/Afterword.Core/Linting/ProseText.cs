using System.Buffers;
using Afterword.Core.PostMortems;

namespace Afterword.Core.Linting;

/// <summary>What a piece of prose stands in.</summary>
internal enum ProseKind
{
    Paragraph,
    Item,
    Cell,
    Heading,
}

/// <summary>
/// A piece of the document that people wrote as sentences: a paragraph, an item, a cell. Marks of Markdown are gone;
/// code, addresses and quoted words are one <see cref="Hole"/> each; every character knows where it came from.
/// </summary>
internal sealed record ProseText(string Text, int[] Offsets, ProseKind Kind, SectionKind Section)
{
    /// <summary>Stands for something that is not prose: code, a quotation, an address.</summary>
    internal const char Hole = '\ufffc';

    /// <summary>The line it begins on.</summary>
    internal int Line { get; init; }

    /// <summary>Whether it tells a moment of the timeline.</summary>
    internal bool InTimeline { get; init; }

    /// <summary>Whether it is the text of an action item.</summary>
    internal bool InActionItem { get; init; }

    private List<Clause>? clauses;
    private string? straight;

    /// <summary>The text with typewriter apostrophes, as the word lists have them.</summary>
    internal string Straight => straight ??= Text.Replace('’', '\'');

    /// <summary>A stretch no phrase reaches beyond, and the word lists that may have one in it, see <see cref="PhraseAnchors"/>.</summary>
    internal readonly record struct Clause(int Start, int Length, ulong MayHold);

    /// <summary>The clauses: what stands between marks such as commas and full stops.</summary>
    internal List<Clause> Clauses(PhraseAnchors anchors)
    {
        if (clauses is not null)
            return clauses;
        clauses = [];
        var start = 0;
        for (var i = NextMark(0); ; i = NextMark(i + 1))
        {
            if (i < Text.Length && !EndsClause(i))
                continue;
            // The mark itself stays, so that what follows is seen to follow it.
            var end = Math.Min(i + 1, Text.Length);
            if (anchors.In(Text.AsSpan(start, end - start)) is var may and not 0)
                clauses.Add(new(start, end - start, may));
            start = end;
            if (i >= Text.Length)
                return clauses;
        }
    }

    private static readonly SearchValues<char> Marks = SearchValues.Create([
        Hole,
        .. "()\"“”.,;:!?–—",
    ]);

    private int NextMark(int from)
    {
        var at = from >= Text.Length ? -1 : Text.AsSpan(from).IndexOfAny(Marks);
        return at < 0 ? Text.Length : from + at;
    }

    private bool EndsClause(int i) =>
        Text[i] is Hole or '(' or ')' or '"' or '“' or '”'
        || (
            Text[i] is '.' or ',' or ';' or ':' or '!' or '?' or '–' or '—'
            && i + 1 < Text.Length
            && char.IsWhiteSpace(Text[i + 1])
        );

    /// <summary>The sentences, as stretches of <see cref="Text"/>.</summary>
    internal IEnumerable<Range> Sentences()
    {
        var start = 0;
        for (var i = 0; i < Text.Length; i++)
        {
            var ends =
                Text[i] is '.' or '!' or '?'
                && (i + 1 == Text.Length || char.IsWhiteSpace(Text[i + 1]))
                && !EndsAbbreviation(i);
            if (!ends)
                continue;
            yield return start..(i + 1);
            start = i + 1;
        }
        if (start < Text.Length && !string.IsNullOrWhiteSpace(Text[start..]))
            yield return start..Text.Length;
    }

    // "e.g. ", "approx. ": a letter and a dot before, or a short well-known word.
    private bool EndsAbbreviation(int dot)
    {
        var start = dot;
        while (start > 0 && (char.IsLetter(Text[start - 1]) || Text[start - 1] == '.'))
            start--;
        return Text[start..dot].ToLowerInvariant()
            is "e.g"
                or "i.e"
                or "etc"
                or "approx"
                or "ca"
                or "vs"
                or "no"
                or "cf"
                or "resp"
                or "a.m"
                or "p.m";
    }
}
