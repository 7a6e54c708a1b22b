using System.Globalization;
using System.Security.Claims;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;

namespace Afterword.Server.Security;

/// <summary>Who asks, in this request: for reads a viewer, for deeds a <see cref="By"/>.</summary>
internal sealed class Caller(IHttpContextAccessor http, TimeProvider time)
{
    private ClaimsPrincipal User => http.HttpContext?.User ?? new ClaimsPrincipal();

    public bool IsSignedIn => User.Identity?.IsAuthenticated == true;

    public int? PersonId =>
        int.TryParse(
            User.FindFirstValue(CallerClaims.PersonId),
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;

    public string Handle => User.FindFirstValue(CallerClaims.Handle) ?? "";

    public string Name => User.FindFirstValue(CallerClaims.Name) ?? "";

    public Role Role => CallerClaims.RoleOf(User) ?? Role.Viewer;

    /// <summary>The zone in which this person reads times.</summary>
    public TimeZoneInfo Zone =>
        TimeZoneInfo.TryFindSystemTimeZoneById(
            User.FindFirstValue(CallerClaims.Zone) ?? "UTC",
            out var zone
        )
            ? zone
            : TimeZoneInfo.Utc;

    /// <summary>The day in this person's zone.</summary>
    public DateOnly Today =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.Now(), Zone).DateTime);

    /// <summary>What this person may see.</summary>
    public Viewer Viewer => new(PersonId, Role);

    public bool Can(Deed deed) => CallerClaims.Can(User, deed);

    /// <summary>This person, through this door, now.</summary>
    public By By() => new(PersonId, IsApi ? Door.Api : Door.Web, time.Now());

    private bool IsApi => http.HttpContext?.Request.Path.StartsWithSegments("/api") == true;
}
