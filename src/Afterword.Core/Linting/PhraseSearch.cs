namespace Afterword.Core.Linting;

/// <summary>
/// Looks for the phrases of a list in one stretch of text. Words of a phrase are parted by white space and nothing else; a phrase
/// begins where a word does and ends where one does. Of several that begin at one place the longest counts.
/// </summary>
internal ref struct PhraseSearch(ReadOnlySpan<char> text, ulong may)
{
    private const int LongestGap = 3;
    private readonly ReadOnlySpan<char> text = text;
    private readonly List<int> top = [];
    private Dictionary<long, int[]>? known;

    /// <summary>The first phrase at or behind a place; a length of 0 when there is none.</summary>
    internal (int Start, int Length) Next(PhraseList list, int from)
    {
        for (var start = from; start < text.Length; start++)
        {
            if (!IsWord(text[start]) || (start > 0 && IsJoined(text[start - 1])))
                continue;
            var end = Longest(list, start);
            if (end > start)
                return (start, end - start);
        }
        return (text.Length, 0);
    }

    // As Ends, for the list that is looked for itself: nobody asks twice, so nothing is kept.
    private int Longest(PhraseList list, int start)
    {
        top.Clear();
        if ((may & PhraseList.PlainBit) != 0)
            AddWords(list.Words, start, top);
        for (var n = 0; n < list.Phrases.Count; n++)
            if ((may & PhraseList.BitOf(n)) != 0)
                Walk(list.Phrases[n], 0, start, -1, top);
        var end = -1;
        foreach (var candidate in top)
            end = Math.Max(end, candidate);
        return end;
    }

    private int[] Ends(PhraseList list, int start)
    {
        var key = (long)list.Id << 32 | (uint)start;
        if (known is not null && known.TryGetValue(key, out var ends))
            return ends;
        var found = new List<int>();
        AddWords(list.Words, start, found);
        foreach (var phrase in list.Phrases)
            Walk(phrase, 0, start, -1, found);
        known ??= [];
        return known[key] = found.Count == 0 ? [] : [.. found.Distinct()];
    }

    // Everything from part `at` on, behind what ended at `end` (-1: nothing yet).
    private void Walk(PhraseList.Part[] phrase, int at, int start, int end, List<int> found)
    {
        if (at == phrase.Length)
        {
            if (end > start && (end == text.Length || !IsWord(text[end])))
                found.Add(end);
            return;
        }
        var part = phrase[at];
        if (part.Optional)
            Walk(phrase, at + 1, start, end, found);
        if (part.IsGap)
        {
            for (var words = 0; words <= LongestGap && end >= 0; words++)
            {
                Walk(phrase, at + 1, start, end, found);
                end = EndOfAnyWord(NextWord(end));
            }
            return;
        }
        var next = end < 0 ? start : NextWord(end);
        if (next < 0)
            return;
        if (part.List is { } list)
        {
            foreach (var own in Ends(list, next))
                Walk(phrase, at + 1, start, own, found);
            return;
        }
        foreach (var glob in part.Globs)
            if (EndOfGlob(glob, next) is var globEnd and > 0)
                Walk(phrase, at + 1, start, globEnd, found);
        if (part.Words.Count == 0)
            return;
        var lookup = part.Words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var wordEnd = EndOfWord(next); wordEnd > 0; wordEnd = EndOfWord(wordEnd + 1))
        {
            if (lookup.Contains(text[next..wordEnd]))
                Walk(phrase, at + 1, start, wordEnd, found);
            if (wordEnd == text.Length || text[wordEnd] is not ('\'' or '-' or '/'))
                return;
        }
    }

    // The next place at or behind which a word may end; -1 behind the text.
    private readonly int EndOfWord(int from)
    {
        if (from > text.Length)
            return -1;
        while (from < text.Length && IsWord(text[from]))
            from++;
        return from;
    }

    // "engineer's" is looked up as "engineer" and as "engineer's": wherever a word may end.
    private readonly void AddWords(HashSet<string> words, int start, List<int> ends)
    {
        if (words.Count == 0)
            return;
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var end = start + 1; end <= text.Length; end++)
        {
            if (end < text.Length && IsWord(text[end]))
                continue;
            if (lookup.Contains(text[start..end]))
                ends.Add(end);
            if (end == text.Length || text[end] is not ('\'' or '-' or '/'))
                return;
        }
    }

    private readonly int EndOfGlob(string glob, int start)
    {
        var at = start;
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob[i] != '*')
            {
                if (
                    at >= text.Length
                    || char.ToLowerInvariant(text[at]) != char.ToLowerInvariant(glob[i])
                )
                    return -1;
                at++;
                continue;
            }
            var tail = glob.AsSpan(i + 1);
            for (var run = EndOfWord(at); ; run = EndOfWord(run + 1))
            {
                if (
                    run - at >= tail.Length
                    && text[(run - tail.Length)..run]
                        .Equals(tail, StringComparison.OrdinalIgnoreCase)
                    && run > start
                )
                    return run;
                // "load-tested" ends as "tested" does.
                if (
                    tail.IsEmpty
                    || run + 1 >= text.Length
                    || text[run] != '-'
                    || !IsWord(text[run + 1])
                )
                    return -1;
            }
        }
        return at;
    }

    // Only white space may stand between: a comma or a bracket ends the thought.
    private readonly int NextWord(int end)
    {
        if (end < 0)
            return -1;
        var at = end;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at > end && at < text.Length && IsWord(text[at]) ? at : -1;
    }

    private readonly int EndOfAnyWord(int start)
    {
        if (start < 0)
            return -1;
        var at = start;
        while (at < text.Length && (IsWord(text[at]) || text[at] is '\'' or '-'))
            at++;
        return at;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    // What follows these is part of a longer name: an address, a path, a compound.
    private static bool IsJoined(char c) => IsWord(c) || c is '@' or '/' or '.' or '-' or '\'';
}
