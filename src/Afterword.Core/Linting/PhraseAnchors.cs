namespace Afterword.Core.Linting;

/// <summary>
/// Says of a text, by looking at each of its words once, which word lists can have a phrase in it at all. Nearly every text has
/// none for nearly every list, and a pattern of many alternatives is slow; so patterns are tried only where an anchor stands: a word
/// without which no phrase of the list can match. Never says no where a pattern would match.
/// </summary>
internal sealed class PhraseAnchors
{
    // An anchor may be the beginning of a word ("careless*"); such beginnings are looked up by this many letters.
    private const int Stem = 4;

    // Words that stand in every text make bad anchors: any other mandatory word of the phrase is better.
    private static readonly HashSet<string> Everywhere = new(
        "a an the this that these those it is was were be been are am to of on in by for from with and or if i we our us they he she you not no did do does had has have could would should might may can will all any some more one at as so up out just".Split(
            ' '
        ),
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly HashSet<string> Common = new(
        "made error errors failure failures issue issues problem incident outage team user users system service change changes after before when due caused cause new production root used".Split(
            ' '
        ),
        StringComparer.OrdinalIgnoreCase
    );

    internal readonly record struct Key(string Word, bool IsStem);

    // A class, though small: sorting records by number is code that the framework brings compiled.
    private sealed record Anchor(HashSet<Key> Keys, int Weight);

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> lists;
    private readonly Dictionary<string, HashSet<Key>?> known = [];
    private readonly Dictionary<string, ulong> bits = [];
    private readonly Found all;

    internal PhraseAnchors(IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        this.lists = lists;
        var found = new Builder();
        var bit = 1UL;
        foreach (var list in lists.Keys)
        {
            bits[list] = bit;
            found.Add([OfList(list, 0)], bit);
            // More lists than bits share the last one: asked too often, never too seldom.
            bit = bit << 1 is var next and not 0 ? next : bit;
        }
        all = found.Done();
    }

    /// <summary>The lists that may have a phrase in the text, a bit each.</summary>
    internal ulong In(ReadOnlySpan<char> text) => all.In(text);

    /// <summary>The bit of a list.</summary>
    internal ulong BitOf(string list) => bits[list];

    /// <summary>The anchors of one list's phrases, a bit for each in the order of <see cref="PhraseList.Phrases"/>, the last for its plain words.</summary>
    internal Found OfPhrases(string list)
    {
        var found = new Builder();
        var n = 0;
        foreach (var phrase in lists[list])
            found.Add(
                OfPhrase(phrase, 0),
                PhraseList.IsPlain(phrase) ? PhraseList.PlainBit : PhraseList.BitOf(n++)
            );
        return found.Done();
    }

    private sealed class Builder
    {
        private readonly Half first = new();
        private readonly Half second = new();

        /// <param name="keys">One or two sets of words, of each of which one must stand in the text; null where nothing must.</param>
        /// <param name="bit">The bit to set then.</param>
        internal void Add(List<HashSet<Key>?> keys, ulong bit)
        {
            first.Add(keys.Count > 0 ? keys[0] : null, bit);
            second.Add(keys.Count > 1 ? keys[1] : null, bit);
        }

        internal Found Done() => new(first, second);
    }

    internal sealed class Half
    {
        private readonly Dictionary<string, ulong> words = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, ulong> stems = new(StringComparer.OrdinalIgnoreCase);

        internal ulong Always { get; private set; }

        /// <summary>How many letters the beginnings have, a bit each: nearly all have the same number.</summary>
        internal int StemLengths =>
            stems.Keys.Aggregate(0, (bits, stem) => bits | 1 << stem.Length);

        internal AnchorTable Words => new(words);
        internal AnchorTable Stems => new(stems);

        internal void Add(HashSet<Key>? keys, ulong bit)
        {
            if (keys is null)
            {
                Always |= bit;
                return;
            }
            foreach (var key in keys)
            {
                var into = key.IsStem ? stems : words;
                into[key.Word] = into.GetValueOrDefault(key.Word) | bit;
            }
        }
    }

    /// <summary>Words and beginnings of words, ready to be found in texts.</summary>
    internal sealed class Found
    {
        private readonly Table first;
        private readonly Table second;

        internal Found(Half first, Half second) =>
            (this.first, this.second) = (
                new(first.Words, first.Stems, first.StemLengths, first.Always),
                new(second.Words, second.Stems, second.StemLengths, second.Always)
            );

        /// <summary>The bits of the anchors that stand in a text.</summary>
        internal ulong In(ReadOnlySpan<char> text)
        {
            var found = first.In(text);
            return (found & ~second.Always) == 0 ? found : found & second.In(text);
        }
    }

    private sealed class Table(AnchorTable words, AnchorTable stems, int lengths, ulong always)
    {
        internal ulong Always => always;

        internal ulong In(ReadOnlySpan<char> text)
        {
            var found = always;
            var key = AnchorTable.None;
            var length = 0;
            foreach (var c in text)
            {
                if (!char.IsLetterOrDigit(c))
                {
                    if (length > 0)
                        found |= words[key];
                    key = AnchorTable.None;
                    length = 0;
                    continue;
                }
                key = AnchorTable.Add(key, c);
                if (++length <= Stem && (lengths & 1 << length) != 0)
                    found |= stems[key];
            }
            return length > 0 ? found | words[key] : found;
        }
    }

    private HashSet<Key>? OfList(string list, int depth)
    {
        if (known.TryGetValue(list, out var keys))
            return keys;
        if (depth > 4 || !lists.TryGetValue(list, out var phrases))
            return null;
        keys = [];
        foreach (var phrase in phrases)
        {
            if (OfPhrase(phrase, depth) is not [{ } own, ..])
                return known[list] = null;
            keys.UnionWith(own);
        }
        return known[list] = keys;
    }

    // The two words of a phrase, or choices of words, that stand most seldom in texts.
    private List<HashSet<Key>?> OfPhrase(string phrase, int depth)
    {
        var found = new List<Anchor>();
        foreach (var token in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token == "~" || (token.Length > 1 && token[^1] == '?'))
                continue;
            var keys =
                token[0] == '{' && token[^1] == '}'
                    ? OfList(token[1..^1], depth + 1)
                    : OfAlternatives(token);
            if (keys is not null)
                found.Add(new(keys, keys.Sum(Weight)));
        }
        return [.. found.OrderBy(f => f.Weight).Take(2).Select(f => f.Keys)];
    }

    private static HashSet<Key>? OfAlternatives(string token)
    {
        var keys = new HashSet<Key>();
        foreach (var part in token.Split('/'))
        {
            var from = 0;
            while (from < part.Length && !char.IsLetterOrDigit(part[from]) && part[from] != '*')
                from++;
            var to = from;
            while (to < part.Length && char.IsLetterOrDigit(part[to]))
                to++;
            if (to == from)
                return null;
            var isStem = to < part.Length && part[to] == '*';
            keys.Add(
                isStem
                    ? new(part[from..Math.Min(to, from + Stem)].ToLowerInvariant(), true)
                    : new(part[from..to].ToLowerInvariant(), false)
            );
        }
        return keys;
    }

    private static int Weight(Key key) =>
        Everywhere.Contains(key.Word) ? 200
        : Common.Contains(key.Word) ? 20
        : 1;
}
