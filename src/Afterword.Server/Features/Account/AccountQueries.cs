using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Account;

/// <summary>What a person sees of their own account.</summary>
internal static class AccountQueries
{
    /// <summary>The browsers a person is signed in with, last seen first. <c>Id</c> names one without giving its hash away whole.</summary>
    public static async Task<IReadOnlyList<SessionRow>> Sessions(
        AfterwordDb db,
        int personId,
        string? current
    ) =>
        [
            .. (
                await db.Set<Session>()
                    .Where(s => s.PersonId == personId)
                    .OrderByDescending(s => s.LastSeenAt)
                    .ThenBy(s => s.TokenHash)
                    .Take(100)
                    .ToListAsync()
            ).Select(s => new SessionRow(
                s.TokenHash[..16],
                Browser.Of(s.UserAgent),
                s.Address,
                s.CreatedAt,
                s.LastSeenAt,
                s.TokenHash == current
            )),
        ];

    /// <summary>A person's tokens, newest first.</summary>
    public static Task<List<ApiToken>> Tokens(AfterwordDb db, int personId) =>
        db.Set<ApiToken>()
            .Where(t => t.PersonId == personId)
            .OrderByDescending(t => t.Number)
            .Take(200)
            .ToListAsync();
}

/// <summary>One browser.</summary>
internal sealed record SessionRow(
    string Id,
    string Browser,
    string Address,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    bool IsThis
);

/// <summary>A browser's name as people know it, from the line it sends.</summary>
internal static class Browser
{
    private static readonly (string Mark, string Name)[] Programs =
    [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ];

    public static string Of(string userAgent)
    {
        var program = Find(Programs, userAgent);
        var system = Find(Systems, userAgent);
        return (program, system) switch
        {
            ({ } one, { } other) => $"{one} on {other}",
            ({ } one, null) => one,
            _ => userAgent.Length == 0 ? "Unknown program" : userAgent,
        };
    }

    private static string? Find((string Mark, string Name)[] list, string userAgent) =>
        list.FirstOrDefault(entry => userAgent.Contains(entry.Mark, StringComparison.Ordinal)).Name;
}
