using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>Which item of a changed document is which item of the document before: by key, by text, by ticket, by likeness and place.</summary>
internal static class ItemMatching
{
    /// <summary>How alike two texts must be where both stand in the same place.</summary>
    private const double AlikeInPlace = 0.5;

    /// <summary>How alike they must be elsewhere.</summary>
    private const double AlikeElsewhere = 0.75;

    /// <summary>For each item now, the place of the item it was; null for a new one.</summary>
    public static IReadOnlyList<int?> Match(
        IReadOnlyList<DocumentItem> was,
        IReadOnlyList<DocumentItem> now
    )
    {
        var matched = new int?[now.Count];
        var free = Enumerable.Range(0, was.Count).ToHashSet();
        Exact(was, now, matched, free, i => i.Key);
        Exact(was, now, matched, free, i => string.Join(' ', WrittenWords.Of(i.Text)));
        Exact(was, now, matched, free, i => i.Ticket);
        for (var i = 0; i < now.Count; i++)
        {
            if (matched[i] is null && MostAlike(was, now[i], i, free) is { } place)
            {
                matched[i] = place;
                free.Remove(place);
            }
        }
        return matched;
    }

    private static void Exact(
        IReadOnlyList<DocumentItem> was,
        IReadOnlyList<DocumentItem> now,
        int?[] matched,
        HashSet<int> free,
        Func<DocumentItem, string?> mark
    )
    {
        var places = free.Order()
            .Where(place => mark(was[place]) is { Length: > 0 })
            .GroupBy(place => mark(was[place])!)
            .ToDictionary(g => g.Key, g => new Queue<int>(g));
        for (var i = 0; i < now.Count; i++)
        {
            if (
                matched[i] is null
                && mark(now[i]) is { Length: > 0 } wanted
                && places.TryGetValue(wanted, out var queue)
                && queue.TryDequeue(out var place)
            )
            {
                matched[i] = place;
                free.Remove(place);
            }
        }
    }

    private static int? MostAlike(
        IReadOnlyList<DocumentItem> was,
        DocumentItem item,
        int position,
        HashSet<int> free
    )
    {
        var best = free.Select(place =>
                (Place: place, Likeness: WrittenWords.Likeness(was[place].Text, item.Text))
            )
            .Where(c => c.Likeness >= (c.Place == position ? AlikeInPlace : AlikeElsewhere))
            .OrderByDescending(c => c.Likeness)
            .ThenBy(c => Math.Abs(c.Place - position))
            .ThenBy(c => c.Place)
            .Take(1)
            .ToList();
        return best.Count == 0 ? null : best[0].Place;
    }
}
