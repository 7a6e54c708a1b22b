using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.People;

/// <summary>A person, team or service as others refer to it.</summary>
public sealed record Named(string Handle, string Name);

/// <summary>A person as lists, pages and the API show them.</summary>
internal sealed record PersonRow(
    string Handle,
    string Name,
    string Email,
    string SlackId,
    string TimeZone,
    Named? Manager,
    Role Role,
    bool Active,
    IReadOnlyList<Named> Teams,
    int Version
);

/// <summary>What a list of people is narrowed to.</summary>
/// <param name="Q">A part of the name or the handle.</param>
/// <param name="Active">Only active ones, or only those who left.</param>
/// <param name="Team">The handle of a team whose members they are.</param>
internal sealed record PeopleFilter(string? Q, bool? Active, string? Team);

/// <summary>Reads of people. The order is name, then number.</summary>
internal static class PeopleQueries
{
    private sealed record Place(string Name, int Id);

    public static async Task<Page<PersonRow>> Page(
        AfterwordDb db,
        PeopleFilter filter,
        PageQuery page,
        CancellationToken ct = default
    )
    {
        var people = await Narrow(db, filter, ct);
        if (page.After<Place>() is { } after)
        {
            people = people.Where(p =>
                string.Compare(p.Name, after.Name) > 0 || (p.Name == after.Name && p.Id > after.Id)
            );
        }
        var rows = await people
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Take(page.Rows + 1)
            .ToListAsync(ct);
        var cut = page.Cut(rows, p => new Place(p.Name, p.Id));
        return new Page<PersonRow>(await Rows(db, cut.Items, ct), cut.Next);
    }

    /// <summary>One person; null when there is none.</summary>
    public static async Task<PersonRow?> Find(
        AfterwordDb db,
        string handle,
        CancellationToken ct = default
    )
    {
        var bare = handle.TrimStart('@');
        var person = await db.People.SingleOrDefaultAsync(p => p.Handle == bare, ct);
        return person is null ? null : (await Rows(db, [person], ct))[0];
    }

    /// <summary>Who reports to a person, by name.</summary>
    public static async Task<IReadOnlyList<Named>> Reports(AfterwordDb db, string handle) =>
        await db
            .People.Where(p =>
                p.Active && db.People.Any(m => m.Id == p.ManagerId && m.Handle == handle)
            )
            .OrderBy(p => p.Name)
            .Select(p => new Named(p.Handle, p.Name))
            .Take(PageQuery.MostRows)
            .ToListAsync();

    /// <summary>How many open items a person owns, of those the viewer may see.</summary>
    public static Task<int> OpenItems(AfterwordDb db, string handle, Viewer viewer) =>
        db.VisibleItems(viewer)
            .CountAsync(a =>
                a.Status != ActionItemStatus.Done
                && a.Status != ActionItemStatus.Cancelled
                && db.People.Any(p => p.Id == a.OwnerId && p.Handle == handle)
            );

    /// <summary>Handles to propose in a form: the first active ones by name.</summary>
    public static async Task<IReadOnlyList<string>> Handles(AfterwordDb db) =>
        await db
            .People.Where(p => p.Active)
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Select(p => p.Handle)
            .Take(PageQuery.MostRows)
            .ToListAsync();

    private static async Task<IQueryable<Person>> Narrow(
        AfterwordDb db,
        PeopleFilter filter,
        CancellationToken ct
    )
    {
        IQueryable<Person> people = db.People;
        if (filter.Active is { } active)
        {
            people = people.Where(p => p.Active == active);
        }
        if (filter.Q?.Trim().TrimStart('@').ToLowerInvariant() is { Length: > 0 } text)
        {
            people = people.Where(p => p.Name.ToLower().Contains(text) || p.Handle.Contains(text));
        }
        if (filter.Team?.Trim().TrimStart('@') is { Length: > 0 } team)
        {
            var members =
                await db
                    .Teams.Where(t => t.Handle == team)
                    .Select(t => t.MemberIds)
                    .SingleOrDefaultAsync(ct)
                ?? [];
            people = people.Where(p => members.Contains(p.Id));
        }
        return people;
    }

    private static async Task<IReadOnlyList<PersonRow>> Rows(
        AfterwordDb db,
        IReadOnlyList<Person> people,
        CancellationToken ct
    )
    {
        int?[] managerIds = [.. people.Select(p => p.ManagerId).Distinct()];
        var managers = await db
            .People.Where(p => managerIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => new Named(p.Handle, p.Name), ct);
        // Organizations have tens of teams, not thousands; who is in which is a list on the team.
        var teams = await db
            .Teams.OrderBy(t => t.Name)
            .Select(t => new
            {
                t.Handle,
                t.Name,
                t.MemberIds,
            })
            .ToListAsync(ct);
        return
        [
            .. people.Select(p => new PersonRow(
                p.Handle,
                p.Name,
                p.Email,
                p.SlackId,
                p.TimeZone,
                p.ManagerId is { } manager ? managers[manager] : null,
                p.Role,
                p.Active,
                [
                    .. teams
                        .Where(t => t.MemberIds.Contains(p.Id))
                        .Select(t => new Named(t.Handle, t.Name)),
                ],
                p.Version
            )),
        ];
    }
}
