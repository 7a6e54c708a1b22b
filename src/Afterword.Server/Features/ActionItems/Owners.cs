using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>One person or one team.</summary>
internal readonly record struct OwnerId(int? Person, int? Team);

/// <summary>Owners by handle: what people type becomes a person or a team, and back into words for the history.</summary>
internal static class Owners
{
    /// <summary>The person or team that a handle names; nobody when nothing is typed.</summary>
    /// <exception cref="RuleException">There is none, or the person has left.</exception>
    public static async Task<OwnerId> Find(AfterwordDb db, string? text, CancellationToken ct)
    {
        if (Bare(text) is not { Length: > 0 } handle)
        {
            return default;
        }
        var people = await db.Rows(
            "SELECT id, name, active FROM people WHERE handle = @handle",
            [("@handle", handle)],
            row => (Id: row.Int(0), Name: row.Text(1), Active: row.Flag(2)),
            ct
        );
        if (people is [{ Active: false } left])
        {
            throw new RuleException(
                "owner",
                $"{left.Name} has left; choose somebody who can do it."
            );
        }
        if (people is [var person])
        {
            return new OwnerId(person.Id, null);
        }
        var teams = await db.Rows(
            "SELECT id FROM teams WHERE handle = @handle",
            [("@handle", handle)],
            row => row.Int(0),
            ct
        );
        return teams is [var team]
            ? new OwnerId(null, team)
            : throw new RuleException(
                "owner",
                $"Nobody here is called @{Short(handle)}. Write a handle of a person or a team, such as @lee."
            );
    }

    /// <summary>The person that a handle names: somebody who is asked for something.</summary>
    /// <exception cref="RuleException">There is none, or they have left.</exception>
    public static async Task<(int Id, string Handle)> Person(
        AfterwordDb db,
        string text,
        string field,
        CancellationToken ct
    )
    {
        var handle = Bare(text);
        var person = await db
            .People.Where(p => p.Handle == handle)
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.Active,
            })
            .FirstOrDefaultAsync(ct);
        return person switch
        {
            { Active: true } => (person.Id, handle),
            { } gone => throw new RuleException(
                field,
                $"{gone.Name} has left; name somebody who can do it."
            ),
            null => throw new RuleException(
                field,
                $"Nobody here is called @{Short(handle)}. Write a person's handle, such as @lee."
            ),
        };
    }

    /// <summary>People by number, as pages name them.</summary>
    public static async Task<IReadOnlyDictionary<int, ItemOwner>> Names(
        AfterwordDb db,
        IReadOnlyCollection<int> people,
        CancellationToken ct
    ) =>
        await db
            .People.Where(p => people.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => new ItemOwner(p.Handle, p.Name, false), ct);

    /// <summary>
    /// The owner an item shall have by a handle, with the words for before and after. The owner it has is kept unasked, so that an
    /// item of somebody who has left can still be edited.
    /// </summary>
    /// <exception cref="RuleException">Nobody has that handle, or they have left.</exception>
    public static async Task<(OwnerId Owner, OwnerWords Words)> Change(
        AfterwordDb db,
        ActionItem item,
        string? text,
        CancellationToken ct
    )
    {
        var before = new OwnerId(item.OwnerId, item.OwnerTeamId);
        var words = await Words(db, ct, before);
        if (words.Of(before.Person, before.Team) is { } kept && Bare(kept) == Bare(text))
        {
            return (before, words);
        }
        var after = await Find(db, text, ct);
        return (after, await Words(db, ct, before, after));
    }

    /// <summary>How history names an owner who was just found by a handle: nothing is left to be asked.</summary>
    public static OwnerWords WordsOf(string? handle, OwnerId found) =>
        (found.Person, found.Team) switch
        {
            ({ } person, _) => OwnerWords.None with
            {
                People = new Dictionary<int, string> { [person] = Bare(handle) },
            },
            (_, { } team) => OwnerWords.None with
            {
                Teams = new Dictionary<int, string> { [team] = Bare(handle) },
            },
            _ => OwnerWords.None,
        };

    /// <summary>How history names these owners.</summary>
    public static async Task<OwnerWords> Words(
        AfterwordDb db,
        CancellationToken ct,
        params IEnumerable<OwnerId> owners
    )
    {
        var known = owners.ToList();
        return await Words(
            db,
            [.. known.Select(o => o.Person).OfType<int>()],
            [.. known.Select(o => o.Team).OfType<int>()],
            ct
        );
    }

    public static async Task<OwnerWords> Words(
        AfterwordDb db,
        IReadOnlyList<int> people,
        IReadOnlyList<int> teams,
        CancellationToken ct
    ) =>
        new(
            people.Count == 0 ? OwnerWords.None.People : await Handles(db, "people", people, ct),
            teams.Count == 0 ? OwnerWords.None.Teams : await Handles(db, "teams", teams, ct)
        );

    private static async Task<Dictionary<int, string>> Handles(
        AfterwordDb db,
        string table,
        IReadOnlyList<int> ids,
        CancellationToken ct
    )
    {
        var handles = new Dictionary<int, string>();
        foreach (var id in ids.Distinct())
        {
            var found = await db.Rows(
                $"SELECT handle FROM {table} WHERE id = @id",
                [("@id", id)],
                row => row.Text(0),
                ct
            );
            if (found is [var handle])
            {
                handles[id] = handle;
            }
        }
        return handles;
    }

    /// <summary>
    /// The owners a filter names: <c>me</c> (mine, and those of teams I lead), <c>none</c>, or a handle. A handle that nobody has
    /// gives an empty set: no item is theirs.
    /// </summary>
    public static async Task<OwnerSet> Named(
        AfterwordDb db,
        string owner,
        Caller caller,
        CancellationToken ct
    )
    {
        switch (Bare(owner))
        {
            case "none" or "nobody":
                return OwnerSet.Unowned;
            case "me" when caller.PersonId is { } me:
                return await Mine(db, me, ct);
            case var handle:
                return new OwnerSet(
                    await db
                        .People.Where(p => p.Handle == handle)
                        .Select(p => p.Id)
                        .ToListAsync(ct),
                    await db.Teams.Where(t => t.Handle == handle).Select(t => t.Id).ToListAsync(ct)
                );
        }
    }

    /// <summary>What a person answers for: their own items, and those of the teams they lead.</summary>
    public static async Task<OwnerSet> Mine(AfterwordDb db, int person, CancellationToken ct) =>
        new(
            [person],
            await db.Teams.Where(t => t.LeadId == person).Select(t => t.Id).ToListAsync(ct)
        );

    /// <summary>A team's items: its own and those of its members; <c>mine</c> names all teams the caller is in or leads.</summary>
    public static Task<OwnerSet> OfTeam(
        AfterwordDb db,
        string team,
        Caller caller,
        CancellationToken ct
    )
    {
        var handle = Bare(team);
        return handle == "mine" && caller.PersonId is { } me
            ? ActionItemQueries.OfTeamsOf(db, me, ct)
            : OfTeams(db.Teams.Where(t => t.Handle == handle), ct);
    }

    /// <summary>The items of some teams and of everybody in them.</summary>
    public static async Task<OwnerSet> OfTeams(IQueryable<Team> wanted, CancellationToken ct)
    {
        var teams = await wanted
            .Select(t => new
            {
                t.Id,
                t.LeadId,
                t.MemberIds,
            })
            .ToListAsync(ct);
        return new OwnerSet(
            [.. teams.SelectMany(t => t.MemberIds), .. teams.Select(t => t.LeadId).OfType<int>()],
            [.. teams.Select(t => t.Id)]
        );
    }

    /// <summary>Handles to offer in a form: people and teams by handle, as many as a list of suggestions bears.</summary>
    public static async Task<(IReadOnlyList<string> Handles, IReadOnlyList<string> Teams)> Offer(
        AfterwordDb db,
        CancellationToken ct
    )
    {
        var people = await Handles("people WHERE active");
        var teams = await Handles("teams");
        return ([.. people, .. teams], teams);

        Task<List<string>> Handles(string from) =>
            db.Plain.Rows(
                $"SELECT handle FROM {from} ORDER BY handle LIMIT 200",
                [],
                row => row.Text(0),
                ct
            );
    }

    private static string Bare(string? text) =>
        (text ?? "").Trim().TrimStart('@').ToLowerInvariant();

    private static string Short(string handle) => handle.Length > 60 ? handle[..60] + "…" : handle;
}
