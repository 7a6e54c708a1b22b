using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Microsoft.EntityFrameworkCore;
using ShutTime = Afterword.Core.Metrics.ShutTime;

namespace Afterword.Server.Data.Insight;

/// <summary>When reopened items were closed, from their history: the item itself knows its last closing only.</summary>
internal static class ShutTimes
{
    public static async Task<ILookup<int, ShutTime>> Of(
        AfterwordDb db,
        IReadOnlyCollection<int> items,
        CancellationToken ct
    )
    {
        if (items.Count == 0)
        {
            return Array.Empty<(int, ShutTime)>().ToLookup(s => s.Item1, s => s.Item2);
        }
        var numbers = items.Select(number => (long)number).ToList();
        var events = await db
            .Events.Where(e => e.Subject == SubjectKind.ActionItem && numbers.Contains(e.SubjectId))
            .Where(e =>
                e.Kind == EventKind.ItemCompleted
                || e.Kind == EventKind.ItemCancelled
                || e.Kind == EventKind.ItemReopened
                || e.Kind == EventKind.ItemChanged
            )
            .OrderBy(e => e.Id)
            .ToListAsync(ct);
        return events
            .GroupBy(e => (int)e.SubjectId)
            .SelectMany(g => Between(g).Select(shut => (Item: g.Key, Shut: shut)))
            .ToLookup(s => s.Item, s => s.Shut);
    }

    private static IEnumerable<ShutTime> Between(IEnumerable<Event> history)
    {
        DateTimeOffset? closedAt = null;
        foreach (var happened in history)
        {
            switch (OpensOrCloses(happened))
            {
                case false:
                    closedAt = happened.At;
                    break;
                case true when closedAt is { } since:
                    yield return new ShutTime(since, happened.At);
                    closedAt = null;
                    break;
            }
        }
    }

    /// <summary>True where it opened the item, false where it closed it. A deed that was taken back is a change of the status.</summary>
    private static bool? OpensOrCloses(Event happened) =>
        happened.Kind switch
        {
            EventKind.ItemReopened => true,
            EventKind.ItemCompleted or EventKind.ItemCancelled => false,
            _ => happened.Facts.Changes.FirstOrDefault(c => c.Field == "status")?.To is { } word
            && SnakeCase.TryParse<ActionItemStatus>(word, out var status)
                ? StatusWords.IsOpen(status)
                : null,
        };
}
