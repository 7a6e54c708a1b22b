using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>A saved view as the list shows it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Query">Its filters as an address has them, with the question mark.</param>
/// <param name="Team">The handle of the team it is shared with; null for one's own.</param>
/// <param name="Mine">Whether the reader keeps it and may take it away.</param>
public sealed record ViewLine(int Number, string Name, string Query, string? Team, bool Mine);

/// <summary>The views somebody keeps, and those that their teams share.</summary>
internal static class ItemViews
{
    /// <summary>The views of the caller and of their teams, by name; one whose words mean nothing any more is left out.</summary>
    public static async Task<IReadOnlyList<ViewLine>> Of(
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        CancellationToken ct
    )
    {
        if (caller.PersonId is not { } me)
        {
            return [];
        }
        var rows = await db.Rows(
            $"""
            SELECT v.number, v.name, v.line, v.owner_id, t.handle FROM saved_views v LEFT JOIN teams t ON t.id = v.team_id
            WHERE v.removed_at IS NULL AND (v.owner_id = @me OR {IsIn(
                db
            )}) ORDER BY v.name, v.number
            """,
            [("@me", me)],
            row =>
                (
                    Number: row.Int(0),
                    Name: row.Text(1),
                    Line: row.Text(2),
                    OwnerId: row.Int(3),
                    Team: row.TextOrNull(4)
                ),
            ct
        );
        return
        [
            .. rows.Select(row =>
                    Query(row.Line, keys) is { } query
                        ? new ViewLine(row.Number, row.Name, query, row.Team, row.OwnerId == me)
                        : null
                )
                .OfType<ViewLine>(),
        ];
    }

    /// <summary>Keeps a line under a name; one of the same name for the same readers takes its place.</summary>
    /// <exception cref="RuleException">The name is missing, the team is not one's own, or there are too many.</exception>
    public static Task Keep(
        Store store,
        Caller caller,
        string name,
        string line,
        string? team,
        CancellationToken ct
    )
    {
        var me =
            caller.PersonId ?? throw new RuleException("", "Sign in as a person to keep a view.");
        return store.Write(
            async db =>
            {
                var teamId = await TeamOf(db, team, me, ct);
                var mine = await Mine(db, caller, ct);
                db.RemoveRange(
                    mine.Where(v => v.RemovedAt is { } at && !Undoing.InTime(at, store.Now))
                );
                mine.RemoveAll(v => v.RemovedAt is not null);
                Replace(mine, ActionItemRules.OneLine(name), teamId, store.Now);
                if (mine.Count(v => v.RemovedAt is null) >= SavedView.Most)
                {
                    throw new RuleException(
                        "name",
                        $"You keep {SavedView.Most} views, which is the most; take one away first."
                    );
                }
                db.SavedViews.Add(SavedView.Keep(await db.NextView(ct), name, line, me, teamId));
            },
            ct
        );
    }

    /// <summary>Takes one of the caller's own views away; for an hour it can be brought back.</summary>
    public static Task Remove(Store store, Caller caller, int number, CancellationToken ct) =>
        store.Write(
            async db =>
                (await Mine(db, caller, ct))
                    .SingleOrDefault(v => v.Number == number && v.RemovedAt is null)
                    ?.Remove(store.Now),
            ct
        );

    /// <summary>The caller's own views that were taken away within the hour, latest first.</summary>
    public static async Task<IReadOnlyList<(int Number, string Name)>> TakenAway(
        AfterwordDb db,
        Caller caller,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        [
            .. (
                await db.Rows(
                    "SELECT number, name, removed_at FROM saved_views WHERE owner_id = @me AND removed_at IS NOT NULL ORDER BY removed_at DESC",
                    [("@me", caller.PersonId ?? 0)],
                    row => (Number: row.Int(0), Name: row.Text(1), At: row.Instant(2)),
                    ct
                )
            )
                .Where(v => Undoing.InTime(v.At, now))
                .Select(v => (v.Number, v.Name)),
        ];

    /// <summary>Brings a view back under its own number; one that has its name by now is taken away.</summary>
    /// <returns>Its name; null where it is gone for good.</returns>
    public static Task<string?> Restore(
        Store store,
        Caller caller,
        int number,
        CancellationToken ct
    ) =>
        store.Write<string?>(
            async db =>
            {
                var mine = await Mine(db, caller, ct);
                var view = mine.SingleOrDefault(v =>
                    v.Number == number && v.RemovedAt is { } at && Undoing.InTime(at, store.Now)
                );
                if (view is null)
                {
                    return null;
                }
                Replace(mine, view.Name, view.TeamId, store.Now);
                view.Restore();
                return view.Name;
            },
            ct
        );

    private static Task<List<SavedView>> Mine(
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    ) => db.SavedViews.AsTracking().Where(v => v.OwnerId == caller.PersonId).ToListAsync(ct);

    private static void Replace(List<SavedView> mine, string name, int? team, DateTimeOffset now)
    {
        foreach (
            var same in mine.Where(v => v.RemovedAt is null && v.Name == name && v.TeamId == team)
        )
        {
            same.Remove(now);
        }
    }

    /// <summary>The teams a person may share a view with: those they are in or lead.</summary>
    public static Task<List<string>> Teams(AfterwordDb db, Caller caller, CancellationToken ct) =>
        db.Rows(
            $"SELECT t.handle FROM teams t WHERE {IsIn(db)} ORDER BY t.handle",
            [("@me", caller.PersonId ?? 0)],
            row => row.Text(0),
            ct
        );

    /// <summary>Whether somebody is in a team or leads it.</summary>
    private static string IsIn(AfterwordDb db) =>
        db.Plain.IsSqlite
            ? "(t.lead_id = @me OR EXISTS (SELECT 1 FROM json_each(t.member_ids) WHERE value = @me))"
            : "(t.lead_id = @me OR @me = ANY (t.member_ids))";

    private static async Task<int?> TeamOf(
        AfterwordDb db,
        string? handle,
        int me,
        CancellationToken ct
    )
    {
        if (string.IsNullOrWhiteSpace(handle))
        {
            return null;
        }
        var team = await db
            .Teams.Where(t => t.Handle == handle && (t.LeadId == me || t.MemberIds.Contains(me)))
            .Select(t => (int?)t.Id)
            .FirstOrDefaultAsync(ct);
        return team ?? throw new RuleException("team", "Choose a team that you are in or lead.");
    }

    private static string? Query(string line, KeyPrefixes keys)
    {
        try
        {
            var filters = FilterLine.Read(line, keys);
            return QueryString
                .Create(
                    FilterLine
                        .Names.Where(filters.ContainsKey)
                        .Select(name => KeyValuePair.Create(name, (string?)filters[name]))
                )
                .ToString();
        }
        catch (RuleException)
        {
            return null;
        }
    }
}
