using System.Security.Claims;
using Afterword.Core;
using Afterword.Core.People;

namespace Afterword.Server.Security;

/// <summary>What a signed-in identity says: set by the cookie and the token handler alike, read by <see cref="Caller"/>.</summary>
internal static class CallerClaims
{
    public const string PersonId = "person";
    public const string Handle = "preferred_username";
    public const string Name = "name";
    public const string Role = "role";
    public const string Zone = "zoneinfo";
    public const string Scope = "scope";

    /// <summary>The hash of the session's token; only there for somebody signed in with a cookie.</summary>
    public const string Session = "session";

    public static IEnumerable<Claim> Of(Person person) =>
        [
            new(PersonId, person.Id.ToString(null as IFormatProvider)),
            new(Handle, person.Handle),
            new(Name, person.Name),
            new(Role, SnakeCase.Of(person.Role)),
            new(Zone, person.TimeZone),
        ];

    public static string? SessionOf(ClaimsPrincipal user) => user.FindFirstValue(Session);

    public static Role? RoleOf(ClaimsPrincipal user) =>
        SnakeCase.TryParse<Role>(user.FindFirstValue(Role), out var role) ? role : null;

    /// <summary>The scopes of a token; null for somebody signed in with a cookie.</summary>
    public static IReadOnlyCollection<string>? Scopes(ClaimsPrincipal user) =>
        user.FindAll(Scope).Select(claim => claim.Value).ToArray() is [_, ..] scopes
            ? scopes
            : null;

    public static bool Can(ClaimsPrincipal user, Deed deed) =>
        user.Identity?.IsAuthenticated == true
        && RoleOf(user) is { } role
        && Permissions.Allows(role, deed)
        && (Scopes(user) is not { } scopes || Permissions.ScopeAllows(scopes, deed));
}
