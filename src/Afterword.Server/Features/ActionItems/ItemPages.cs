using System.Linq.Expressions;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Server.Data.Mapping;
using Microsoft.EntityFrameworkCore;

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

    private static readonly List<ActionItemStatus> OpenStatuses =
    [
        .. Enum.GetValues<ActionItemStatus>().Where(StatusWords.IsOpen),
    ];

    private static readonly List<ActionItemStatus> ClosedStatuses =
    [
        .. Enum.GetValues<ActionItemStatus>().Except(OpenStatuses),
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

    public static IQueryable<ActionItem> In(
        this IQueryable<ActionItem> items,
        (int? Closed, string? Priority) group,
        ItemSort sort
    )
    {
        if (group.Closed is { } closed)
        {
            // The newest are walked by their number; a condition an index could answer would lure the planner into sorting them all.
            items =
                sort == ItemSort.Newest
                    ? items.Where(NotIn(closed == 0 ? ClosedStatuses : OpenStatuses))
                    : items.Where(a => EF.Property<int>(a, ActionItemMap.Closed) == closed);
        }
        return group.Priority is { } priority
            ? items.Where(a => EF.Property<string>(a, ActionItemMap.PrioritySort) == priority)
            : items;
    }

    /// <summary>One status: from its index in the order of due dates, by looking at the rows in any other.</summary>
    public static IQueryable<ActionItem> Of(
        this IQueryable<ActionItem> items,
        ActionItemStatus status,
        ItemSort sort
    ) =>
        sort is ItemSort.Due or ItemSort.Urgency
            ? items.Where(a => a.Status == status)
            : items.Where(NotIn([.. Enum.GetValues<ActionItemStatus>().Where(s => s != status)]));

    private static Expression<Func<ActionItem, bool>> NotIn(List<ActionItemStatus> statuses) =>
        a => !statuses.Contains(a.Status);

    /// <summary>What comes after a place, within its group.</summary>
    public static IQueryable<ActionItem> After(
        this IQueryable<ActionItem> items,
        ItemSort sort,
        ItemPlace? place
    )
    {
        if (place is null)
        {
            return items;
        }
        var number = place.Number;
        return sort switch
        {
            ItemSort.Newest => items.Where(a => a.Number < number),
            ItemSort.Activity when place.Activity is { } at => items.Where(a =>
                a.LastActivityAt >= at && (a.LastActivityAt > at || a.Number > number)
            ),
            not ItemSort.Activity when place.Due is { } due => items.Where(AfterDue(due, number)),
            _ => throw new RuleException("cursor", "This cursor belongs to another order."),
        };
    }

    public static IQueryable<ActionItem> Ordered(
        this IQueryable<ActionItem> items,
        ItemSort sort
    ) =>
        sort switch
        {
            ItemSort.Newest => items.OrderByDescending(a => a.Number),
            ItemSort.Activity => items.OrderBy(a => a.LastActivityAt).ThenBy(a => a.Number),
            _ => items
                .OrderBy(a => EF.Property<DateOnly>(a, ActionItemMap.DueSort))
                .ThenBy(a => a.Number),
        };

    /// <summary>The same order once more, for the page's rows after their names were joined to them.</summary>
    public static IQueryable<JoinedItem> Ordered(this IQueryable<JoinedItem> rows, ItemSort sort) =>
        sort switch
        {
            ItemSort.Newest => rows.OrderByDescending(j => j.Item.Number),
            ItemSort.Activity => rows.OrderBy(j => j.Item.LastActivityAt)
                .ThenBy(j => j.Item.Number),
            _ => rows.OrderBy(j => EF.Property<DateOnly>(j.Item, ActionItemMap.DueSort))
                .ThenBy(j => j.Item.Number),
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

    // The first half is the range an index is entered by; the second leaves out what stood on the page before.
    private static Expression<Func<ActionItem, bool>> AfterDue(DateOnly due, int number) =>
        a =>
            EF.Property<DateOnly>(a, ActionItemMap.DueSort) >= due
            && (EF.Property<DateOnly>(a, ActionItemMap.DueSort) > due || a.Number > number);
}
