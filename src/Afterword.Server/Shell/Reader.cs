using System.Security.Claims;

namespace Afterword.Server.Shell;

/// <summary>
/// Who reads this page, and how they see time: cascades to every component as <c>[CascadingParameter] Reader Reader</c>.
/// Made from the signed-in person's claims (<c>name</c>, <c>preferred_username</c>, <c>role</c>, <c>zoneinfo</c>, <c>locale</c>)
/// and the theme cookie; for a stranger it is <see cref="Stranger"/> at UTC.
/// </summary>
/// <param name="Now">The instant this request began, UTC.</param>
/// <param name="Zone">The reader's time zone.</param>
/// <param name="Locale">A language tag; decides the order of day and month and 12 or 24 hours.</param>
/// <param name="Theme">What the theme cookie says.</param>
/// <param name="Name">The name to greet; null for a stranger.</param>
/// <param name="Handle">The handle without <c>@</c>; null for a stranger.</param>
/// <param name="Role">The role in snake_case, <c>viewer</c> to <c>admin</c>; null for a stranger.</param>
internal sealed record Reader(
    DateTimeOffset Now,
    TimeZoneInfo Zone,
    string Locale,
    Theme Theme = Theme.Auto,
    string? Name = null,
    string? Handle = null,
    string? Role = null
)
{
    public bool SignedIn => Handle is not null;

    public bool IsAdmin => Role == "admin";

    /// <summary>The role as a word: Viewer, Member, Lead, Admin, Auditor.</summary>
    public string RoleWord =>
        Role is { Length: > 0 } ? char.ToUpperInvariant(Role[0]) + Role[1..] : "";

    /// <summary>The reader's calendar day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Local(Now).DateTime);

    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    public static Reader Stranger(DateTimeOffset now) => new(now, TimeZoneInfo.Utc, "en-US");

    public static Reader Of(HttpContext context, DateTimeOffset now)
    {
        var user = context.User;
        return new Reader(
            now,
            ZoneOf(user.FindFirstValue("zoneinfo")),
            user.FindFirstValue("locale") ?? FirstLanguage(context),
            ThemeCookie.Read(context),
            user.FindFirstValue("name"),
            user.FindFirstValue("preferred_username"),
            user.FindFirstValue("role")
        );
    }

    private static TimeZoneInfo ZoneOf(string? id) =>
        id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : TimeZoneInfo.Utc;

    private static string FirstLanguage(HttpContext context)
    {
        var header = context.Request.Headers.AcceptLanguage.ToString();
        var first = header.Split(',', ';')[0].Trim();
        return first.Length is > 1 and < 36 ? first : "en-US";
    }
}
