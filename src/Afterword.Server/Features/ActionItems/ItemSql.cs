using System.Globalization;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Mapping;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// One page of the list of items as SQL. The list is what everybody opens all day, so it is written by hand: each filter is a
/// condition that both databases answer from an index or by looking at the rows they walk anyway. What somebody typed is always a parameter.
/// </summary>
internal sealed class ItemSql(bool sqlite)
{
    private readonly List<string> _conditions = [];
    private readonly List<(string Name, object Value)> _parameters = [];

    public IReadOnlyList<(string Name, object Value)> Parameters => _parameters;

    /// <summary>The query: <paramref name="columns"/> may name the item <c>a</c>, its incident <c>i</c>, its owner <c>p</c> or <c>t</c>.</summary>
    public string Page(
        string columns,
        ItemFilter filter,
        ItemSort sort,
        (int? Closed, string? Priority) group,
        ItemPlace? place,
        int most,
        Viewer viewer
    )
    {
        _conditions.Add(VisibleSql.Has("a.incident_number", viewer, sqlite));
        _parameters.AddRange(VisibleSql.Parameters(viewer));
        ByGroup(group, sort);
        ByStatus(filter, sort);
        ByFields(filter);
        ByTime(filter);
        ByOwner(filter.Owners);
        ByText(filter);
        After(sort, place);
        // The limit stands inside: the names are looked up for the rows of one page, whatever the planner thinks of the joins.
        return $"""
            SELECT {columns} FROM (
              SELECT * FROM action_items a WHERE {string.Join(" AND ", _conditions)}
              ORDER BY {Order(sort)} LIMIT {most.ToString(CultureInfo.InvariantCulture)}
            ) a {ItemColumns.Joins}
            """;
    }

    private static string Order(ItemSort sort) =>
        sort switch
        {
            ItemSort.Newest => "a.number DESC",
            ItemSort.Activity => "a.last_activity_at, a.number",
            _ => "a.due_sort, a.number",
        };

    private void ByGroup((int? Closed, string? Priority) group, ItemSort sort)
    {
        if (group.Closed is { } closed)
        {
            // The newest are walked by their number; a condition an index could answer would lure the planner into sorting them all.
            _conditions.Add(
                sort == ItemSort.Newest
                    ? $"a.status NOT IN ({Names(s => StatusWords.IsOpen(s) != (closed == 0))})"
                    : $"a.closed = {(closed == 0 ? 0 : 1)}"
            );
        }
        if (group.Priority is { } priority)
        {
            Where("a.priority_sort = @group", "@group", priority);
        }
    }

    // One status comes from its index in the order of due dates, and from looking at the rows in any other.
    private void ByStatus(ItemFilter filter, ItemSort sort)
    {
        if (filter.Status is { } status)
        {
            _conditions.Add(
                sort is ItemSort.Due or ItemSort.Urgency
                    ? $"a.status = '{SnakeCase.Of(status)}'"
                    : $"a.status NOT IN ({Names(s => s != status)})"
            );
        }
    }

    private void ByFields(ItemFilter filter)
    {
        if (filter.Priority is { } priority)
        {
            Where("a.priority = @priority", "@priority", SnakeCase.Of(priority));
        }
        if (filter.Category is { } category)
        {
            Where("a.category = @category", "@category", SnakeCase.Of(category));
        }
        if (filter.Incident is { } incident)
        {
            Where("a.incident_number = @incident", "@incident", incident);
        }
        if (filter.Tag is { } tag)
        {
            Where(
                sqlite ? "@tag IN (SELECT value FROM json_each(a.tags))" : "@tag = ANY (a.tags)",
                "@tag",
                tag
            );
        }
    }

    private void ByTime(ItemFilter filter)
    {
        if (filter.Overdue)
        {
            Where("a.due_sort < @today", "@today", filter.Today);
        }
        if (filter.DueBy is { } dueBy)
        {
            Where("a.due_sort <= @dueBy", "@dueBy", dueBy);
        }
        if (filter.DueFrom is { } dueFrom)
        {
            Where("a.due_sort >= @dueFrom", "@dueFrom", dueFrom);
        }
        if (filter.TouchedSince is { } since)
        {
            Where("a.last_activity_at >= @since", "@since", since);
        }
        if (filter.Stalled)
        {
            _conditions.Add(
                "a.last_activity_at < @still AND (a.last_activity_at < @farStill OR a.due_on IS NULL OR a.due_on <= @far)"
            );
            var (policy, now) = (filter.Policy, filter.Now);
            _parameters.Add(("@still", now.AddDays(-policy.StalledReminderDays)));
            _parameters.Add(("@farStill", now.AddDays(-policy.FarStalledReminderDays)));
            _parameters.Add(("@far", filter.Today.AddDays(policy.FarAheadDays)));
        }
    }

    private void ByOwner(OwnerSet? owners)
    {
        if (owners is null)
        {
            return;
        }
        var any = new[]
        {
            OneOf("a.owner_id", owners.People),
            OneOf("a.owner_team_id", owners.Teams),
            owners.Nobody ? "(a.owner_id IS NULL AND a.owner_team_id IS NULL)" : null,
        }
            .OfType<string>()
            .ToList();
        _conditions.Add(any.Count == 0 ? "1 = 0" : $"({string.Join(" OR ", any)})");
    }

    private void ByText(ItemFilter filter)
    {
        if (filter.Text is not { } text)
        {
            return;
        }
        // LIKE reads each row the other filters leave until the page is full; a full-text index comes with the search page.
        var like = sqlite ? @"a.title LIKE @like ESCAPE '\'" : @"a.title ILIKE @like ESCAPE '\'";
        _conditions.Add(filter.Number is null ? like : $"(a.number = @number OR {like})");
        _parameters.Add(("@like", $"%{Escaped(text)}%"));
        if (filter.Number is { } number)
        {
            _parameters.Add(("@number", number));
        }
    }

    /// <summary>What comes after a place, within its group: the first half is the range an index is entered by, the second leaves out what stood on the page before.</summary>
    private void After(ItemSort sort, ItemPlace? place)
    {
        if (place is null)
        {
            return;
        }
        switch (sort)
        {
            case ItemSort.Newest:
                _conditions.Add("a.number < @last");
                break;
            case ItemSort.Activity when place.Activity is { } at:
                Where(
                    "a.last_activity_at >= @at AND (a.last_activity_at > @at OR a.number > @last)",
                    "@at",
                    at
                );
                break;
            case not ItemSort.Activity when place.Due is { } due:
                Where(
                    "a.due_sort >= @due AND (a.due_sort > @due OR a.number > @last)",
                    "@due",
                    due
                );
                break;
            default:
                throw new RuleException("cursor", "This cursor belongs to another order.");
        }
        _parameters.Add(("@last", place.Number));
    }

    private void Where(string condition, string name, object value)
    {
        _conditions.Add(condition);
        _parameters.Add((name, value));
    }

    private static string? OneOf(string column, IReadOnlyCollection<int> numbers) =>
        numbers.Count switch
        {
            0 => null,
            1 => $"{column} = {numbers.First().ToString(CultureInfo.InvariantCulture)}",
            _ => $"{column} IN ({string.Join(", ", numbers.Distinct().Order())})",
        };

    private static string Names(Func<ActionItemStatus, bool> wanted) =>
        string.Join(
            ", ",
            Enum.GetValues<ActionItemStatus>().Where(wanted).Select(s => $"'{SnakeCase.Of(s)}'")
        );

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
