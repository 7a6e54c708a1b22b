using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Security;

/// <summary>Looks at links that work once, and uses them up.</summary>
internal static class Links
{
    /// <summary>The link that a token opens now; null when it opens none (any more).</summary>
    public static async Task<OneTimeLink?> FindLink(
        this AfterwordDb db,
        string? token,
        LinkPurpose purpose,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (token is not { Length: > 20 and < 200 })
        {
            return null;
        }
        var hash = Secret.Hash(token);
        return await db.Set<OneTimeLink>()
            .AsNoTracking()
            .SingleOrDefaultAsync(
                l => l.TokenHash == hash && l.Purpose == purpose && l.ExpiresAt > now,
                ct
            );
    }

    /// <summary>Uses a link up, inside a deed; false when somebody else was quicker.</summary>
    public static async Task<bool> UseUp(
        this AfterwordDb db,
        OneTimeLink link,
        CancellationToken ct
    ) =>
        await db.Set<OneTimeLink>().Where(l => l.TokenHash == link.TokenHash).ExecuteDeleteAsync(ct)
        == 1;

    /// <summary>Makes a person's link for choosing a password, inside a deed. Earlier ones stop working.</summary>
    /// <returns>The token, for the link and nowhere else.</returns>
    public static async Task<string> NewPasswordLink(
        this AfterwordDb db,
        int personId,
        DateTimeOffset until,
        CancellationToken ct
    )
    {
        await db.Set<OneTimeLink>().Where(l => l.PersonId == personId).ExecuteDeleteAsync(ct);
        var token = Secret.New();
        db.Add(new OneTimeLink(Secret.Hash(token), LinkPurpose.ChoosePassword, personId, until));
        return token;
    }
}
