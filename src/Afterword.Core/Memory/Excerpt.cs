namespace Afterword.Core.Memory;

/// <summary>A piece of text in which the words asked for are marked. Plain text: whoever shows it encodes it.</summary>
/// <param name="Parts">The text in order; those that are marked are words asked for.</param>
/// <param name="Section">The kind of section it stands in, as the index names it; empty where there is none.</param>
/// <param name="Heading">That section's heading; empty where there is none.</param>
public sealed record Excerpt(IReadOnlyList<ExcerptPart> Parts, string Section, string Heading)
{
    /// <summary>Characters of an excerpt, about.</summary>
    public const int Length = 220;

    private const int Farthest = 200_000; // characters looked at; enough for any document people read
    private const char Record = '\u001e';
    private const char Unit = '\u001f';

    /// <summary>True when it says nothing.</summary>
    public bool IsEmpty => Parts.Count == 0;

    /// <summary>The text without marks.</summary>
    public string Text => string.Concat(Parts.Select(p => p.Text));

    /// <summary>The piece of a text in which most of the words stand.</summary>
    /// <param name="text">Markdown; sections may begin with a record separator, their kind, a unit separator and their heading.</param>
    /// <param name="words">Words in lower case.</param>
    public static Excerpt Of(string text, IReadOnlyList<string> words)
    {
        var best = new Excerpt([], "", "");
        var most = -1;
        foreach (var section in Sections(text.Length > Farthest ? text[..Farthest] : text))
        {
            var plain = PlainWords.Of(section.Text);
            if (plain.Length == 0)
            {
                continue;
            }
            var (start, hits) = Window(plain, words);
            if (hits > most)
            {
                most = hits;
                best = new Excerpt(Cut(plain, start, words), section.Kind, section.Heading);
            }
        }
        return best;
    }

    /// <summary>A whole line with the words marked.</summary>
    public static IReadOnlyList<ExcerptPart> Mark(string line, IReadOnlyList<string> words)
    {
        var parts = new List<ExcerptPart>();
        var at = 0;
        foreach (var (start, length, word) in SearchWords.Places(line))
        {
            if (words.Any(asked => SameWord.Are(asked, word)))
            {
                Add(parts, line[at..start], false);
                Add(parts, line.Substring(start, length), true);
                at = start + length;
            }
        }
        Add(parts, line[at..], false);
        return parts;
    }

    /// <summary>How many of the words stand in a text.</summary>
    internal static int Hits(string text, IReadOnlyList<string> words) => Window(text, words).Hits;

    private static IEnumerable<(string Kind, string Heading, string Text)> Sections(string text)
    {
        foreach (var piece in text.Split(Record, StringSplitOptions.RemoveEmptyEntries))
        {
            var unit = piece.IndexOf(Unit, StringComparison.Ordinal);
            var line = piece.IndexOf('\n', StringComparison.Ordinal);
            yield return unit >= 0 && line > unit
                ? (piece[..unit], piece[(unit + 1)..line], piece[(line + 1)..])
                : ("", "", piece);
        }
    }

    /// <summary>Where the stretch begins that holds most different words.</summary>
    private static (int Start, int Hits) Window(string text, IReadOnlyList<string> words)
    {
        var found = new List<(int At, int Which)>();
        foreach (var (start, _, word) in SearchWords.Places(text))
        {
            for (var which = 0; which < words.Count; which++)
            {
                if (SameWord.Are(words[which], word))
                {
                    found.Add((start, which));
                    break;
                }
            }
        }
        var (from, best) = (0, 0);
        var counts = new int[words.Count];
        var (different, tail) = (0, 0);
        foreach (var (at, which) in found)
        {
            different += counts[which]++ == 0 ? 1 : 0;
            while (at - found[tail].At > Length)
            {
                different -= --counts[found[tail].Which] == 0 ? 1 : 0;
                tail++;
            }
            if (different > best)
            {
                (from, best) = (found[tail].At, different);
            }
        }
        return (from, best);
    }

    private static List<ExcerptPart> Cut(string text, int hit, IReadOnlyList<string> words)
    {
        var start = WordEdge(text, Math.Max(0, hit - Length / 4), forward: true);
        var end = WordEdge(text, Math.Min(text.Length, start + Length), forward: false);
        if (end <= start)
        {
            // One word longer than the excerpt.
            (start, end) = (hit, Math.Min(text.Length, hit + Length));
            end -= end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
        }
        List<ExcerptPart> parts = [];
        Add(parts, start > 0 ? "… " : "", false);
        parts.AddRange(Mark(text[start..end].Trim(), words));
        Add(parts, end < text.Length ? " …" : "", false);
        return parts;
    }

    private static int WordEdge(string text, int at, bool forward)
    {
        if (at == 0 || at == text.Length)
        {
            return at;
        }
        var space = forward
            ? text.IndexOf(' ', at - 1, Math.Min(40, text.Length - at + 1))
            : text.LastIndexOf(' ', at, Math.Min(40, at + 1));
        if (space >= 0)
        {
            return forward ? space + 1 : space;
        }
        return char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static void Add(List<ExcerptPart> parts, string text, bool marked)
    {
        if (text.Length > 0)
        {
            parts.Add(new ExcerptPart(text, marked));
        }
    }
}

/// <summary>A part of an excerpt.</summary>
/// <param name="Text">Plain text.</param>
/// <param name="Marked">Whether it is a word that was asked for.</param>
public sealed record ExcerptPart(string Text, bool Marked);
