using Afterword.Core.ActionItems;
using Afterword.Server.Data.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>The filters of the list as conditions both databases answer from an index or by looking at the rows they walk anyway.</summary>
internal static class ItemFiltering
{
    /// <summary>Days without activity after which an open item counts as stalled (spec F4).</summary>
    public const int StalledDays = 5;

    /// <summary>The same for an item whose due date lies more than <see cref="FarDays"/> ahead.</summary>
    public const int StalledFarDays = 14;

    public const int FarDays = 30;

    public static IQueryable<ActionItem> ApplyTo(
        this ItemFilter filter,
        IQueryable<ActionItem> items,
        ItemSort sort,
        bool sqlite
    )
    {
        items = filter.Status is { } status ? items.Of(status, sort) : items;
        items = ByFields(filter, items);
        items = ByTime(filter, items);
        if (filter.Owners is { } owners)
        {
            items = ByOwner(owners, items);
        }
        return filter.Text is { } text ? ByText(filter, text, items, sqlite) : items;
    }

    private static IQueryable<ActionItem> ByFields(ItemFilter filter, IQueryable<ActionItem> items)
    {
        if (filter.Priority is { } priority)
        {
            items = items.Where(a => a.Priority == priority);
        }
        if (filter.Category is { } category)
        {
            items = items.Where(a => a.Category == category);
        }
        if (filter.Incident is { } incident)
        {
            items = items.Where(a => a.IncidentNumber == incident);
        }
        if (filter.Tag is { } tag)
        {
            items = items.Where(a => a.Tags.Contains(tag));
        }
        return items;
    }

    private static IQueryable<ActionItem> ByTime(ItemFilter filter, IQueryable<ActionItem> items)
    {
        if (filter.Overdue)
        {
            var today = filter.Today;
            items = items.Where(a => EF.Property<DateOnly>(a, ActionItemMap.DueSort) < today);
        }
        if (filter.DueBy is { } dueBy)
        {
            items = items.Where(a => EF.Property<DateOnly>(a, ActionItemMap.DueSort) <= dueBy);
        }
        if (filter.TouchedSince is { } since)
        {
            items = items.Where(a => a.LastActivityAt >= since);
        }
        if (filter.Stalled)
        {
            var (still, farStill) = (
                filter.Now.AddDays(-StalledDays),
                filter.Now.AddDays(-StalledFarDays)
            );
            var far = filter.Today.AddDays(FarDays);
            items = items.Where(a =>
                a.LastActivityAt < still
                && (a.LastActivityAt < farStill || a.DueOn == null || a.DueOn <= far)
            );
        }
        return items;
    }

    private static IQueryable<ActionItem> ByOwner(OwnerSet owners, IQueryable<ActionItem> items)
    {
        var (people, teams) = (
            owners.People.Distinct().Select(p => (int?)p).ToList(),
            owners.Teams.Select(t => (int?)t).ToList()
        );
        return owners switch
        {
            { Nobody: true } => items.Where(a => a.OwnerId == null && a.OwnerTeamId == null),
            { Teams.Count: 0 } => items.Where(a => people.Contains(a.OwnerId)),
            { People.Count: 0 } => items.Where(a => teams.Contains(a.OwnerTeamId)),
            _ => items.Where(a => people.Contains(a.OwnerId) || teams.Contains(a.OwnerTeamId)),
        };
    }

    // LIKE reads each row the other filters leave until the page is full; a full-text index comes with the search page.
    private static IQueryable<ActionItem> ByText(
        ItemFilter filter,
        string text,
        IQueryable<ActionItem> items,
        bool sqlite
    )
    {
        var like = $"%{Escaped(text)}%";
        var number = filter.Number;
        return sqlite
            ? items.Where(a => a.Number == number || EF.Functions.Like(a.Title, like, "\\"))
            : items.Where(a => a.Number == number || EF.Functions.ILike(a.Title, like, "\\"));
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
