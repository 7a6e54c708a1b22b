using Afterword.Core;
using Afterword.Core.People;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.People;

/// <summary>
/// What must hold across people and teams: a handle names one person or team, nobody is their own manager's manager, and somebody
/// runs the installation. Asked inside the write, one at a time, so that two people who save at once cannot both be right.
/// </summary>
internal static class Handles
{
    /// <summary>An arbitrary number that only these checks lock on.</summary>
    private const long LockKey = 0x4146_5445_5248_4e44;

    /// <summary>More steps up than any organization has; a longer way is a loop that stood there before.</summary>
    private const int MostManagers = 100;

    /// <summary>Lets one write at a time ask and change; on SQLite the store's gate does that already.</summary>
    public static async Task OneAtATime(AfterwordDb db)
    {
        if (!db.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})");
        }
    }

    /// <summary>Checks that nobody else has the handle.</summary>
    /// <exception cref="RuleException">Somebody has, or it is a word of our addresses.</exception>
    public static async Task MustBeFree(
        AfterwordDb db,
        string handle,
        int? person = null,
        int? team = null
    )
    {
        MustBeNoPage(handle);
        var name =
            await db
                .People.Where(p => p.Handle == handle && p.Id != person)
                .Select(p => p.Name)
                .FirstOrDefaultAsync()
            ?? await db
                .Teams.Where(t => t.Handle == handle && t.Id != team)
                .Select(t => "the team " + t.Name)
                .FirstOrDefaultAsync();
        if (name is not null)
        {
            throw new RuleException(
                "handle",
                $"@{handle} is {name} already; people and teams share one list of handles. Choose another."
            );
        }
    }

    /// <summary>Refuses a handle that would hide behind a page of ours (<c>/people/new</c>).</summary>
    public static void MustBeNoPage(string handle)
    {
        if (handle == "new")
        {
            throw new RuleException("handle", "'new' is the address of a page; choose another.");
        }
    }

    /// <summary>The person whom a handle names, with or without <c>@</c>; null when it is empty.</summary>
    /// <exception cref="RuleException">There is none.</exception>
    public static async Task<int?> Person(AfterwordDb db, string? handle, string field)
    {
        var bare = Bare(handle);
        return bare.Length == 0 ? null
            : await db.People.Where(p => p.Handle == bare).Select(p => p.Id).ToListAsync()
                is [var id]
                ? id
            : throw new RuleException(field, $"There is no person @{bare}. Add them first.");
    }

    /// <summary>The team that a handle names; null when it is empty.</summary>
    /// <exception cref="RuleException">There is none.</exception>
    public static async Task<int?> Team(AfterwordDb db, string? handle, string field)
    {
        var bare = Bare(handle);
        return bare.Length == 0 ? null
            : await db.Teams.Where(t => t.Handle == bare).Select(t => t.Id).ToListAsync()
                is [var id]
                ? id
            : throw new RuleException(field, $"There is no team @{bare}. Add it first.");
    }

    /// <summary>The people that a list of handles names.</summary>
    /// <exception cref="RuleException">One of them is nobody; the sentence names which.</exception>
    public static async Task<IReadOnlyList<int>> People(
        AfterwordDb db,
        IEnumerable<string> handles,
        string field
    )
    {
        string[] asked = [.. handles.Select(Bare).Where(h => h.Length > 0).Distinct()];
        var found = await db
            .People.Where(p => asked.Contains(p.Handle))
            .Select(p => new { p.Id, p.Handle })
            .ToListAsync();
        string[] unknown = [.. asked.Except(found.Select(p => p.Handle)).Select(h => $"@{h}")];
        return unknown.Length == 0
            ? [.. found.Select(p => p.Id)]
            : throw new RuleException(
                field,
                $"There is no person {string.Join(", ", unknown)}. Add them first, or check the spelling."
            );
    }

    /// <summary>Checks that the way up from the new manager does not come back to the person.</summary>
    /// <exception cref="RuleException">It does.</exception>
    public static async Task MustNotLoop(AfterwordDb db, int person, int? manager)
    {
        var way = new List<string>();
        for (var above = manager; above is { } id && way.Count < MostManagers; )
        {
            var next = await db
                .People.Where(p => p.Id == id)
                .Select(p => new { p.Handle, p.ManagerId })
                .SingleAsync();
            way.Add($"@{next.Handle}");
            if (next.ManagerId == person)
            {
                throw new RuleException(
                    "manager",
                    $"That would be a circle: {string.Join(" reports to ", way)} reports to this person. Choose somebody else, or change that first."
                );
            }
            above = next.ManagerId;
        }
    }

    /// <summary>Checks that an active administrator besides this person is left.</summary>
    /// <exception cref="RuleException">There is none: nobody could change settings or let people in any more.</exception>
    public static async Task MustNotBeLastAdmin(AfterwordDb db, int person)
    {
        if (!await db.People.AnyAsync(p => p.Id != person && p.Active && p.Role == Role.Admin))
        {
            throw new RuleException(
                "role",
                "This is the last active administrator. Make somebody else one first."
            );
        }
    }

    private static string Bare(string? handle) =>
        (handle ?? "").Trim().TrimStart('@').ToLowerInvariant();
}
