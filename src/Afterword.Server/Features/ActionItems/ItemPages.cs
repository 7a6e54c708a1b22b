using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Server.Data.Mapping;

namespace Afterword.Server.Features.ActionItems;

/// <summary>Where a page of items ended: the sort values of its last row.</summary>
internal sealed record ItemPlace(
    ItemSort Sort,
    int Number,
    int? Closed = null,
    string? Priority = null,
    DateOnly? Due = null,
    DateTimeOffset? Activity = null
);

/// <summary>What of a row decides its place.</summary>
internal sealed record ItemKeys(
    int Number,
    ActionItemStatus Status,
    Priority? Priority,
    DateOnly? DueOn,
    DateTimeOffset LastActivityAt
);

/// <summary>
/// Walks a list in its order, a page at a time, without counting or skipping rows. An order is groups (open before closed, P1 before
/// P2 …), and in each group a key and the number. Each group is one range of one index: equality on the group, "after the last
/// key" on the rest. An OR over all parts would be shorter and would read from the start of the list on every page.
/// </summary>
internal static class ItemPages
{
    private static readonly IReadOnlyList<string?> Priorities =
    [
        .. Enum.GetValues<Priority>().Select(p => SnakeCase.Of(p)),
        ActionItemMap.NoPriority,
    ];

    /// <summary>The groups of an order, first to last; null: that part does not group.</summary>
    public static IEnumerable<(int? Closed, string? Priority)> Groups(
        ItemFilter filter,
        ItemSort sort
    )
    {
        IEnumerable<int?> sides =
            sort is ItemSort.Due or ItemSort.Newest && filter.Sides.Count > 1
                ? [null]
                : filter.Sides.Select(side => (int?)side);
        IReadOnlyList<string?> priorities =
            sort != ItemSort.Priority ? [null]
            : filter.Priority is { } only ? [SnakeCase.Of(only)]
            : Priorities;
        return from side in sides from priority in priorities select (side, priority);
    }

    /// <summary>The order within a group.</summary>
    public static int Compare(ItemSort sort, ItemKeys one, ItemKeys other) =>
        sort switch
        {
            ItemSort.Newest => other.Number.CompareTo(one.Number),
            ItemSort.Activity => (one.LastActivityAt, one.Number).CompareTo(
                (other.LastActivityAt, other.Number)
            ),
            _ => (one.DueOn ?? ActionItemMap.NoDue, one.Number).CompareTo(
                (other.DueOn ?? ActionItemMap.NoDue, other.Number)
            ),
        };

    /// <summary>Whether a place lies in a group.</summary>
    public static bool IsIn(this ItemPlace place, (int? Closed, string? Priority) group) =>
        (group.Closed is null || group.Closed == place.Closed)
        && (group.Priority is null || group.Priority == place.Priority);

    /// <summary>The place of a row: the computed columns of <see cref="ActionItemMap"/> in C#.</summary>
    public static ItemPlace PlaceOf(ItemSort sort, ItemKeys row) =>
        new(
            sort,
            row.Number,
            StatusWords.IsOpen(row.Status) ? 0 : 1,
            row.Priority is { } priority ? SnakeCase.Of(priority) : ActionItemMap.NoPriority,
            row.DueOn ?? ActionItemMap.NoDue,
            row.LastActivityAt
        );
}
