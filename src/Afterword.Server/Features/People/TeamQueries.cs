using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.People;

/// <summary>A team as lists, pages and the API show it.</summary>
internal sealed record TeamRow(
    string Handle,
    string Name,
    Named? Lead,
    IReadOnlyList<Named> Members,
    string Email,
    string TimeZone,
    bool IsLeadership,
    int Version
);

/// <summary>Reads of teams. The order is name, then number.</summary>
internal static class TeamQueries
{
    private sealed record Place(string Name, int Id);

    public static async Task<Page<TeamRow>> Page(
        AfterwordDb db,
        PageQuery page,
        CancellationToken ct = default
    )
    {
        IQueryable<Team> teams = db.Teams;
        if (page.After<Place>() is { } after)
        {
            teams = teams.Where(t =>
                string.Compare(t.Name, after.Name) > 0 || (t.Name == after.Name && t.Id > after.Id)
            );
        }
        var rows = await teams
            .OrderBy(t => t.Name)
            .ThenBy(t => t.Id)
            .Take(page.Rows + 1)
            .ToListAsync(ct);
        var cut = page.Cut(rows, t => new Place(t.Name, t.Id));
        return new Page<TeamRow>(await Rows(db, cut.Items, ct), cut.Next);
    }

    /// <summary>One team; null when there is none.</summary>
    public static async Task<TeamRow?> Find(
        AfterwordDb db,
        string handle,
        CancellationToken ct = default
    )
    {
        var bare = handle.TrimStart('@');
        var team = await db.Teams.SingleOrDefaultAsync(t => t.Handle == bare, ct);
        return team is null ? null : (await Rows(db, [team], ct))[0];
    }

    /// <summary>The handles of a team's people, by number.</summary>
    public static Task<Dictionary<int, string>> HandlesOf(AfterwordDb db, Team team)
    {
        int[] ids = [.. team.MemberIds, team.LeadId ?? 0];
        return db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Handle);
    }

    /// <summary>The services a team owns, by name.</summary>
    public static async Task<IReadOnlyList<Named>> Services(AfterwordDb db, string handle) =>
        await db
            .Services.Where(s => db.Teams.Any(t => t.Id == s.OwnerTeamId && t.Handle == handle))
            .OrderBy(s => s.Name)
            .Select(s => new Named(s.Handle, s.Name))
            .Take(PageQuery.MostRows)
            .ToListAsync();

    /// <summary>How many open items the team itself owns, of those the viewer may see.</summary>
    public static Task<int> OpenItems(AfterwordDb db, string handle, Viewer viewer) =>
        db.VisibleItems(viewer)
            .CountAsync(a =>
                a.Status != ActionItemStatus.Done
                && a.Status != ActionItemStatus.Cancelled
                && db.Teams.Any(t => t.Id == a.OwnerTeamId && t.Handle == handle)
            );

    /// <summary>Handles to propose in a form.</summary>
    public static async Task<IReadOnlyList<string>> Handles(AfterwordDb db) =>
        await db
            .Teams.OrderBy(t => t.Name)
            .ThenBy(t => t.Id)
            .Select(t => t.Handle)
            .Take(PageQuery.MostRows)
            .ToListAsync();

    private static async Task<IReadOnlyList<TeamRow>> Rows(
        AfterwordDb db,
        IReadOnlyList<Team> teams,
        CancellationToken ct
    )
    {
        int[] ids = [.. teams.SelectMany(t => t.MemberIds.Append(t.LeadId ?? 0)).Distinct()];
        var people = await db
            .People.Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => new Named(p.Handle, p.Name), ct);
        return
        [
            .. teams.Select(t => new TeamRow(
                t.Handle,
                t.Name,
                t.LeadId is { } lead ? people[lead] : null,
                [
                    .. t
                        .MemberIds.Select(id => people[id])
                        .OrderBy(p => p.Name, StringComparer.Ordinal),
                ],
                t.Email,
                t.TimeZone,
                t.IsLeadership,
                t.Version
            )),
        ];
    }
}
