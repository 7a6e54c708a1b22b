namespace Afterword.Core.Linting;

/// <summary>
/// The phrases of a word list, ready to be looked for. In a phrase <c>*</c> stands for the rest of a word, <c>a/b</c> for either, a word with
/// <c>?</c> behind it may be missing, <c>{list}</c> is any entry of that list, and <c>~</c> up to three words of any kind.
/// </summary>
internal sealed class PhraseList
{
    /// <summary>One place in a phrase: any of these words, any entry of another list, or a gap.</summary>
    internal sealed record Part(
        HashSet<string> Words,
        string[] Globs,
        PhraseList? List,
        bool Optional,
        bool IsGap
    );

    private PhraseList() { }

    /// <summary>The entries that are one plain word: looked up, not tried one by one.</summary>
    internal HashSet<string> Words { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The other entries.</summary>
    internal List<Part[]> Phrases { get; } = [];

    /// <summary>Reads a list and the lists it refers to.</summary>
    /// <exception cref="InvalidOperationException">A list refers to itself, or to one that is not there.</exception>
    internal static PhraseList Of(string name, Func<string, IReadOnlyList<string>> entries) =>
        Of(name, entries, [], 0);

    private static PhraseList Of(
        string name,
        Func<string, IReadOnlyList<string>> entries,
        Dictionary<string, PhraseList> known,
        int depth
    )
    {
        if (known.TryGetValue(name, out var list))
            return list;
        if (depth > 4)
            throw new InvalidOperationException($"The word list {name} refers to itself.");
        list = new();
        foreach (var entry in entries(name))
        {
            var tokens = Tokens(entry);
            if (IsPlain(entry))
                foreach (var word in tokens[0].Split('/'))
                    list.Words.Add(word.Replace('’', '\''));
            else
                list.Phrases.Add([
                    .. tokens.Select(t => Read(t, n => Of(n, entries, known, depth + 1))),
                ]);
        }
        return known[name] = list;
    }

    // Any words behind the last one are no part of what is found.
    private static string[] Tokens(string entry) =>
        entry.TrimEnd(' ', '~').Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether an entry is one plain word, or a choice of such.</summary>
    internal static bool IsPlain(string entry) =>
        Tokens(entry) is [var only] && only.AsSpan().IndexOfAny("*?~{") < 0;

    /// <summary>The bit that stands for the plain words of a list where each of its phrases has one.</summary>
    internal const ulong PlainBit = 1UL << 63;

    /// <summary>The bit of the n-th phrase; what is beyond the number of bits shares the last.</summary>
    internal static ulong BitOf(int n) => 1UL << Math.Min(n, 62);

    /// <summary>A number of its own, so that what was found of it can be kept by number.</summary>
    internal int Id { get; } = Interlocked.Increment(ref count);

    private static int count;

    private static Part Read(string token, Func<string, PhraseList> lists)
    {
        if (token == "~")
            return new([], [], null, Optional: false, IsGap: true);
        var optional = token.Length > 1 && token[^1] == '?';
        if (optional)
            token = token[..^1];
        if (token[0] == '{' && token[^1] == '}')
            return new([], [], lists(token[1..^1]), optional, IsGap: false);
        var words = token.Replace('’', '\'').Split('/');
        return new(
            new(words.Where(w => !w.Contains('*')), StringComparer.OrdinalIgnoreCase),
            [.. words.Where(w => w.Contains('*'))],
            null,
            optional,
            IsGap: false
        );
    }
}
