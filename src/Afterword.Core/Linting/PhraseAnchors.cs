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

    private readonly record struct Key(string Word, bool IsStem);

    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> lists;
    private readonly Dictionary<string, HashSet<Key>?> known = [];
    private readonly Dictionary<string, ulong> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ulong> stems = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ulong> bits = [];
    private readonly ulong always;

    internal PhraseAnchors(IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        this.lists = lists;
        var bit = 1UL;
        foreach (var list in lists.Keys)
        {
            bits[list] = bit;
            if (OfList(list, 0) is { } keys)
                foreach (var key in keys)
                {
                    var into = key.IsStem ? stems : words;
                    into[key.Word] = into.GetValueOrDefault(key.Word) | bit;
                }
            else
                always |= bit;
            // More lists than bits share the last one: asked too often, never too seldom.
            bit = bit << 1 is var next and not 0 ? next : bit;
        }
    }

    /// <summary>The lists that may have a phrase in the text, a bit each.</summary>
    internal ulong In(ReadOnlySpan<char> text)
    {
        var found = always;
        var exact = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var begun = stems.GetAlternateLookup<ReadOnlySpan<char>>();
        var i = 0;
        while (i < text.Length)
        {
            while (i < text.Length && !char.IsLetterOrDigit(text[i]))
                i++;
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i]))
                i++;
            if (i == start)
                break;
            var word = text.Slice(start, i - start);
            if (exact.TryGetValue(word, out var bit))
                found |= bit;
            for (var length = 1; length <= Math.Min(Stem, word.Length); length++)
                if (begun.TryGetValue(word[..length], out bit))
                    found |= bit;
        }
        return found;
    }

    /// <summary>The bit of a list.</summary>
    internal ulong BitOf(string list) => bits[list];

    private HashSet<Key>? OfList(string list, int depth)
    {
        if (known.TryGetValue(list, out var keys))
            return keys;
        if (depth > 4 || !lists.TryGetValue(list, out var phrases))
            return null;
        keys = [];
        foreach (var phrase in phrases)
        {
            if (OfPhrase(phrase, depth) is not { } own)
                return known[list] = null;
            keys.UnionWith(own);
        }
        return known[list] = keys;
    }

    private HashSet<Key>? OfPhrase(string phrase, int depth)
    {
        HashSet<Key>? best = null;
        var least = int.MaxValue;
        foreach (var token in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (token == "~" || (token.Length > 1 && token[^1] == '?'))
                continue;
            var keys =
                token[0] == '{' && token[^1] == '}'
                    ? OfList(token[1..^1], depth + 1)
                    : OfAlternatives(token);
            if (keys is not null && keys.Sum(Weight) is var weight && weight < least)
                (best, least) = (keys, weight);
        }
        return best;
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
