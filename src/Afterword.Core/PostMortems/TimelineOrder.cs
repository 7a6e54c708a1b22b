using System.Globalization;

namespace Afterword.Core.PostMortems;

/// <summary>Puts a timeline in order and says what a reader should look at: gaps, lines out of order, lines without a zone.</summary>
public static class TimelineOrder
{
    /// <summary>The longest silence between two lines that nobody asks about.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(30);

    /// <summary>The entries by time. One without a moment stays behind the entry it followed; entries of one moment keep their order.</summary>
    public static IReadOnlyList<DocumentTimelineEntry> Sorted(
        IReadOnlyList<DocumentTimelineEntry> entries
    )
    {
        var keyed = new List<(DateTime Key, DocumentTimelineEntry Entry)>(entries.Count);
        var last = DateTime.MinValue;
        var byInstant = entries.Any(e => e.At is not null);
        foreach (var entry in entries)
        {
            last = Key(entry, byInstant) ?? last;
            keyed.Add((last, entry));
        }
        return [.. keyed.OrderBy(k => k.Key).Select(k => k.Entry)];
    }

    /// <summary>What a reader should look at.</summary>
    /// <param name="entries">The entries in the order they were written.</param>
    /// <returns>Warnings by the place in the sorted timeline they stand in front of.</returns>
    public static IReadOnlyList<TimelineWarning> Warnings(
        IReadOnlyList<DocumentTimelineEntry> entries
    )
    {
        var sorted = Sorted(entries);
        var late = OutOfOrder(entries);
        var warnings = new List<TimelineWarning>();
        DateTimeOffset? before = null;
        for (var i = 0; i < sorted.Count; i++)
        {
            if (late.Contains(sorted[i]))
            {
                warnings.Add(
                    new(
                        i,
                        TimelineTrouble.Disorder,
                        "This line stood elsewhere; its time puts it here."
                    )
                );
            }
            if (sorted[i].At is not { } at)
            {
                continue;
            }
            if (at - before is { } gap && gap > LongestGap)
            {
                warnings.Add(
                    new(
                        i,
                        TimelineTrouble.Gap,
                        $"{Words(gap)} without a line. What happened in between?"
                    )
                );
            }
            before = at;
        }
        return warnings;
    }

    /// <summary>How many entries cannot be placed in UTC because their zone is not known.</summary>
    public static int Unplaced(IReadOnlyList<DocumentTimelineEntry> entries) =>
        entries.Count(e => e.At is null);

    /// <summary>The fewest entries that would have to move for the rest to be in order: all but a longest run that never goes back.</summary>
    private static HashSet<DocumentTimelineEntry> OutOfOrder(
        IReadOnlyList<DocumentTimelineEntry> entries
    )
    {
        var byInstant = entries.Any(e => e.At is not null);
        var keyed = entries
            .Select(e => (Entry: e, Key: Key(e, byInstant)))
            .Where(k => k.Key is not null)
            .ToList();
        // ends[n] is the last entry of the run of n + 1 entries that ends earliest; before[] leads back through it.
        var ends = new List<int>();
        var before = new int[keyed.Count];
        for (var i = 0; i < keyed.Count; i++)
        {
            var place = Place(ends, at => keyed[at].Key > keyed[i].Key);
            before[i] = place == 0 ? -1 : ends[place - 1];
            if (place == ends.Count)
            {
                ends.Add(i);
            }
            else
            {
                ends[place] = i;
            }
        }
        var found = new HashSet<DocumentTimelineEntry>(
            keyed.Select(k => k.Entry),
            ReferenceEqualityComparer.Instance
        );
        for (var at = ends.Count == 0 ? -1 : ends[^1]; at >= 0; at = before[at])
        {
            found.Remove(keyed[at].Entry);
        }
        return found;
    }

    /// <summary>The first place in an ordered list from which on a condition holds.</summary>
    private static int Place(List<int> list, Func<int, bool> holds)
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(list[middle]) ? (low, middle) : (middle + 1, high);
        }
        return low;
    }

    private static DateTime? Key(DocumentTimelineEntry entry, bool byInstant) =>
        byInstant ? entry.At?.UtcDateTime
        : DateTime.TryParse(entry.Local, CultureInfo.InvariantCulture, out var local) ? local
        : null;

    private static string Words(TimeSpan gap) =>
        gap.TotalHours < 1 ? $"{(int)gap.TotalMinutes} min"
        : gap.TotalDays < 1 ? $"{gap.Hours} h" + (gap.Minutes == 0 ? "" : $" {gap.Minutes} min")
        : $"{(int)gap.TotalDays} d" + (gap.Hours == 0 ? "" : $" {gap.Hours} h");
}

/// <summary>Something to look at in a timeline.</summary>
/// <param name="Index">The place in the sorted timeline it stands in front of, from 0.</param>
/// <param name="Trouble">What it is.</param>
/// <param name="Message">One sentence.</param>
public sealed record TimelineWarning(int Index, TimelineTrouble Trouble, string Message);

/// <summary>What can be odd in a timeline.</summary>
public enum TimelineTrouble
{
    /// <summary>More than <see cref="TimelineOrder.LongestGap"/> without a line.</summary>
    Gap,

    /// <summary>A line was written after a later one.</summary>
    Disorder,
}
