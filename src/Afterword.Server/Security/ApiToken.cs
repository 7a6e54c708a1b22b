using Afterword.Core;
using Afterword.Core.Events;

namespace Afterword.Server.Security;

/// <summary>A bearer token for programs: acts as its person, within its scopes, until it expires or is revoked. Only its hash is kept.</summary>
internal sealed class ApiToken : Noun
{
    /// <summary>Every token begins with it, so that scanners for leaked secrets find one.</summary>
    public const string Prefix = "aft_";

    public const int LongestDays = 366;

    private ApiToken() { }

    public int Number { get; private set; }

    public int PersonId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary><c>read</c>, <c>write</c>, <c>admin</c>; each includes the ones before it.</summary>
    public string Scope { get; private set; } = "";

    public string TokenHash { get; private set; } = "";

    /// <summary>The last four characters, to tell tokens apart.</summary>
    public string Tail { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? LastUsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public override SubjectKind SubjectKind => SubjectKind.ApiToken;

    public override long SubjectId => Number;

    /// <summary>Issues a token.</summary>
    /// <exception cref="RuleException">The name, the scope or the time is not allowed.</exception>
    public static ApiToken Issue(
        int number,
        int personId,
        string name,
        string scope,
        int days,
        string token,
        By by
    )
    {
        var named = name.Trim();
        if (named.Length is 0 or > 100)
        {
            throw new RuleException(
                "name",
                "A token needs a name of up to 100 characters; say what uses it, such as \"nightly import\"."
            );
        }
        if (!Permissions.Scopes.Contains(scope))
        {
            throw new RuleException(
                "scope",
                $"A scope is one of {string.Join(", ", Permissions.Scopes)}."
            );
        }
        if (days is < 1 or > LongestDays)
        {
            throw new RuleException("days", $"A token lives 1 to {LongestDays} days.");
        }
        var issued = new ApiToken
        {
            Number = number,
            PersonId = personId,
            Name = named,
            Scope = scope,
            TokenHash = Secret.Hash(token),
            Tail = token[^4..],
            CreatedAt = by.At,
            ExpiresAt = by.At.AddDays(days),
        };
        issued.Happened(EventKind.TokenIssued, by, note: $"\"{named}\", {scope}, {days} days");
        return issued;
    }

    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;

    public void Revoke(By by)
    {
        if (RevokedAt is null)
        {
            RevokedAt = by.At;
            Happened(EventKind.TokenRevoked, by, note: $"\"{Name}\"");
        }
    }
}
