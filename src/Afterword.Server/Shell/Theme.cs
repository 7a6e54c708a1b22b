using Microsoft.AspNetCore.Antiforgery;

namespace Afterword.Server.Shell;

/// <summary>Light, dark, or as the system says.</summary>
public enum Theme
{
    Auto,
    Light,
    Dark,
}

/// <summary>The reader's choice of theme: a cookie, set by a plain form, so that the first byte of a page already knows it.</summary>
internal static class ThemeCookie
{
    private const string Name = "afterword-theme";

    public static Theme Read(HttpContext context) =>
        Enum.TryParse<Theme>(context.Request.Cookies[Name], ignoreCase: true, out var theme)
        && Enum.IsDefined(theme)
            ? theme
            : Theme.Auto;

    public static void MapTheme(this IEndpointRouteBuilder app) =>
        app.MapPost("/theme", Choose).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Choose(HttpContext context, IAntiforgery antiforgery)
    {
        if (!context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (
            !Enum.TryParse<Theme>(form["theme"], ignoreCase: true, out var chosen)
            || !Enum.IsDefined(chosen)
        )
        {
            return Results.BadRequest();
        }
        context.Response.Cookies.Append(
            Name,
            chosen.ToString().ToLowerInvariant(),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            }
        );
        return Results.LocalRedirect(LocalPath.Or(form["back"], "/"));
    }
}
