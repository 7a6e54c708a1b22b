namespace Afterword.Core.PostMortems.Merging;

/// <summary>
/// Merges two edits of a list of rows. A row is followed by what it says, then by its keys (its time, its words); what one changed is
/// taken, of what both changed both rows stay, and a row that one took away stays when the other changed it.
/// </summary>
/// <typeparam name="T">The row.</typeparam>
internal sealed class RowMerge<T>
    where T : class
{
    /// <summary>Whether two rows say the same.</summary>
    public required Func<T, T, bool> Same { get; init; }

    /// <summary>By what a changed row is known again, the surest first.</summary>
    public required IReadOnlyList<Func<T, string>> Keys { get; init; }

    /// <summary>One row of two edits of it, and whether a person should look at it; null keeps both rows.</summary>
    public required Func<T, T, T, (T Row, bool Contested)?> Combine { get; init; }

    /// <summary>Merges; the rows stand in the order of <paramref name="mine"/>, what only the others have behind them.</summary>
    public RowsMerged<T> Of(IReadOnlyList<T> before, IReadOnlyList<T> mine, IReadOnlyList<T> theirs)
    {
        var (inMine, inTheirs) = (Pair(before, mine), Pair(before, theirs));
        var rows = new List<T>[mine.Count];
        for (var i = 0; i < mine.Count; i++)
            rows[i] = [mine[i]];
        var behind = new List<T>();
        var contested = new List<(T? Mine, T? Theirs)>();
        var taken = false;
        for (var i = 0; i < before.Count; i++)
        {
            var (m, t) = (inMine[i], inTheirs[i]);
            if (m >= 0)
            {
                var (kept, isContested) = Row(before[i], mine[m], t < 0 ? null : theirs[t]);
                taken |= kept is not [var only] || !Same(only, mine[m]);
                rows[m] = kept;
                if (isContested)
                    contested.Add((mine[m], t < 0 ? null : theirs[t]));
            }
            else if (t >= 0 && !Same(before[i], theirs[t]))
            {
                behind.Add(theirs[t]);
                contested.Add((null, theirs[t]));
            }
        }
        var known = inTheirs.ToHashSet();
        var added = Enumerable
            .Range(0, theirs.Count)
            .Where(t => !known.Contains(t))
            .Select(t => theirs[t])
            .ToList();
        var all = rows.SelectMany(r => r).Concat(behind).ToList();
        var fresh = added.Where(row => !all.Exists(other => Same(row, other))).ToList();
        return new([.. all, .. fresh], contested, taken || fresh.Count > 0);
    }

    private (List<T> Kept, bool Contested) Row(T before, T mine, T? theirs)
    {
        if (theirs is null)
            return Same(before, mine) ? ([], false) : ([mine], true);
        if (Same(mine, theirs) || Same(before, theirs))
            return ([mine], false);
        if (Same(before, mine))
            return ([theirs], false);
        return Combine(before, mine, theirs) is { } one
            ? ([one.Row], one.Contested)
            : ([mine, theirs], true);
    }

    /// <summary>For each row of <paramref name="before"/> the row of a later list that it became; -1 for none.</summary>
    private int[] Pair(IReadOnlyList<T> before, IReadOnlyList<T> after)
    {
        var pairs = new int[before.Count];
        Array.Fill(pairs, -1);
        var free = new SortedSet<int>(Enumerable.Range(0, after.Count));
        // Most rows are as they were, where they were.
        for (var i = 0; i < Math.Min(before.Count, after.Count); i++)
        {
            if (Same(before[i], after[i]))
            {
                pairs[i] = i;
                free.Remove(i);
            }
        }
        foreach (var key in Keys.Prepend(row => string.Join('\u001f', Keys.Select(k => k(row)))))
        {
            var places = free.GroupBy(i => key(after[i]))
                .ToDictionary(g => g.Key, g => new Queue<int>(g), StringComparer.Ordinal);
            for (var i = 0; i < before.Count; i++)
            {
                if (
                    pairs[i] < 0
                    && key(before[i]) is { Length: > 0 } words
                    && places.TryGetValue(words, out var queue)
                    && queue.TryDequeue(out var place)
                )
                {
                    pairs[i] = place;
                    free.Remove(place);
                }
            }
        }
        return pairs;
    }
}

/// <summary>What merging rows gave.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Contested">Rows that both changed, or that one changed and the other took away (null).</param>
/// <param name="TookTheirs">Whether something of the other edit came in.</param>
internal sealed record RowsMerged<T>(
    IReadOnlyList<T> Rows,
    IReadOnlyList<(T? Mine, T? Theirs)> Contested,
    bool TookTheirs
)
    where T : class;
