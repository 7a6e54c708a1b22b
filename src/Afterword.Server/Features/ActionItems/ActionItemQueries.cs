using System.Linq.Expressions;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>What pages, home and the API read about action items. Everything is seen through a viewer's eyes.</summary>
internal static class ActionItemQueries
{
    /// <summary>Lines of a list, a page of them.</summary>
    public static Task<Page<ItemRow>> Rows(
        AfterwordDb db,
        ItemFilter filter,
        ItemSort sort,
        PageQuery page,
        Viewer viewer,
        CancellationToken ct
    ) => List(db.Plain, filter, sort, page, viewer, ItemColumns.OfRow, ItemColumns.Row, ct);

    /// <summary>Whole items, a page of them.</summary>
    public static Task<Page<ItemJson>> Items(
        AfterwordDb db,
        KeyPrefixes keys,
        ItemFilter filter,
        ItemSort sort,
        PageQuery page,
        Viewer viewer,
        CancellationToken ct
    ) =>
        List(
            db.Plain,
            filter,
            sort,
            page,
            viewer,
            ItemColumns.OfJson(viewer, db.Plain.IsSqlite),
            row => ItemColumns.Json(row, keys),
            ct
        );

    /// <summary>One item as the API gives it; null when there is none or this viewer may not know of it. In a write, as it is saved so far.</summary>
    public static async Task<ItemJson?> Json(
        AfterwordDb db,
        KeyPrefixes keys,
        int number,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var sqlite = db.RowsAreOfSqlite;
        var found = await db.Rows(
            $"""
            SELECT {ItemColumns.OfJson(viewer, sqlite)} FROM action_items a {ItemColumns.Joins}
            WHERE a.number = @number AND {VisibleSql.To("i", viewer, sqlite)}
            """,
            [("@number", number), .. VisibleSql.Parameters(viewer)],
            row => ItemColumns.Json(row, keys),
            ct
        );
        return found is [var item] ? item : null;
    }

    /// <summary>One item; null when there is none or this viewer may not know of it.</summary>
    public static Task<ItemFull?> Find(
        AfterwordDb db,
        int number,
        Viewer viewer,
        CancellationToken ct
    ) =>
        Joined(db, db.VisibleItems(viewer).Where(a => a.Number == number))
            .Select(ToFull(db, viewer))
            .FirstOrDefaultAsync(ct);

    /// <summary>The items that follow one up, oldest first.</summary>
    public static async Task<IReadOnlyList<ItemRow>> FollowUps(
        AfterwordDb db,
        int number,
        Viewer viewer,
        CancellationToken ct
    ) =>
        await Joined(
                db,
                db.VisibleItems(viewer)
                    .Where(a => a.ParentNumber == number)
                    .OrderBy(a => a.Number)
                    .Take(PageQuery.MostRows)
            )
            .OrderBy(j => j.Item.Number)
            .Select(ToRow)
            .ToListAsync(ct);

    /// <summary>What a person answers for: their own items, and those of the teams they lead.</summary>
    public static Task<OwnerSet> AnsweredBy(AfterwordDb db, int person, CancellationToken ct) =>
        Owners.Mine(db, person, ct);

    /// <summary>The items of all teams a person is in or leads, and of their members.</summary>
    public static Task<OwnerSet> OfTeamsOf(AfterwordDb db, int person, CancellationToken ct) =>
        Owners.OfTeams(db.Teams.Where(t => t.LeadId == person || t.MemberIds.Contains(person)), ct);

    private static async Task<Page<T>> List<T>(
        PlainSql sql,
        ItemFilter filter,
        ItemSort sort,
        PageQuery page,
        Viewer viewer,
        string columns,
        Func<PlainRow, T> shape,
        CancellationToken ct
    )
    {
        var place = page.After<ItemPlace>();
        var groups = ItemPages.Groups(filter, sort).ToList();
        var begin = place is null ? 0 : groups.FindIndex(place.IsIn);
        if (begin < 0 || (place is not null && place.Sort != sort))
        {
            throw new RuleException(
                "cursor",
                "This cursor belongs to another list; start again without it."
            );
        }
        var rows = new List<(T Row, ItemKeys Keys)>(page.Rows + 1);
        foreach (var group in groups.Skip(begin))
        {
            var one = new ItemSql(sql.IsSqlite);
            var most = page.Rows + 1 - rows.Count;
            var text = one.Page(columns, filter, sort, group, place, most, viewer);
            var some = await sql.Rows(
                text,
                one.Parameters,
                row => (shape(row), ItemColumns.Keys(row)),
                ct
            );
            // The names were joined to the page's rows, and a join owes nobody an order.
            some.Sort((one, other) => ItemPages.Compare(sort, one.Item2, other.Item2));
            rows.AddRange(some);
            if (rows.Count > page.Rows)
            {
                break;
            }
            place = null;
        }
        var cut = page.Cut(rows, row => ItemPages.PlaceOf(sort, row.Keys));
        return new Page<T>([.. cut.Items.Select(row => row.Row)], cut.Next);
    }

    // The limit stands inside: the names are looked up for the rows of one page, whatever the planner thinks of the joins.
    private static IQueryable<JoinedItem> Joined(AfterwordDb db, IQueryable<ActionItem> items) =>
        from item in items
        join incident in db.Incidents on item.IncidentNumber equals incident.Number
        from person in db.People.Where(p => p.Id == item.OwnerId).DefaultIfEmpty()
        from team in db.Teams.Where(t => t.Id == item.OwnerTeamId).DefaultIfEmpty()
        select new JoinedItem
        {
            Item = item,
            Incident = incident,
            Person = person,
            Team = team,
        };

    private static readonly Expression<Func<JoinedItem, ItemRow>> ToRow = j => new ItemRow(
        j.Item.Number,
        j.Item.Title,
        j.Person != null ? new ItemOwner(j.Person.Handle, j.Person.Name, false)
            : j.Team != null ? new ItemOwner(j.Team.Handle, j.Team.Name, true)
            : null,
        j.Item.OwnerText,
        j.Item.DueOn,
        j.Item.DueText,
        j.Item.Priority,
        j.Item.Status,
        j.Item.IncidentNumber,
        j.Incident.Title,
        j.Item.LastActivityAt,
        j.Item.DoneAt
    );

    // A parent may belong to an incident this viewer may not know of.
    private static Expression<Func<JoinedItem, ItemFull>> ToFull(AfterwordDb db, Viewer viewer)
    {
        var visible = db.VisibleItems(viewer);
        return j => new ItemFull(
            j.Item,
            j.Incident.Title,
            j.Incident.Severity,
            j.Person != null ? new ItemOwner(j.Person.Handle, j.Person.Name, false)
                : j.Team != null ? new ItemOwner(j.Team.Handle, j.Team.Name, true)
                : null,
            visible
                .Where(p => p.Number == j.Item.ParentNumber)
                .Select(p => (int?)p.Number)
                .FirstOrDefault()
        );
    }
}

/// <summary>An item with what its numbers point at.</summary>
internal sealed class JoinedItem
{
    public ActionItem Item { get; init; } = null!;
    public Incident Incident { get; init; } = null!;
    public Person? Person { get; init; }
    public Team? Team { get; init; }
}
