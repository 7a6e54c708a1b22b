using Microsoft.AspNetCore.Antiforgery;

namespace Afterword.Server.Security;

/// <summary>
/// Refuses what another site makes a reader's browser send. Forms carry an antiforgery token besides; a request to the API that is
/// known by its cookie must carry one too. Bearer tokens need neither: no browser sends one by itself.
/// </summary>
internal static class CrossSite
{
    public static void UseCrossSiteGuard(this WebApplication app)
    {
        var antiforgery = app.Services.GetRequiredService<IAntiforgery>();
        app.Use((http, next) => Guard(http, next, antiforgery));
    }

    /// <summary>Whether a page of another site, or of nobody, sent this.</summary>
    public static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none"))
        {
            return true;
        }
        var origin = request.Headers.Origin.ToString();
        // The scheme is left out: behind a proxy that ends TLS we may see http where the browser saw https.
        return origin.Length > 0
            && !(
                Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && Uri.TryCreate($"{from.Scheme}://{request.Host}", UriKind.Absolute, out var here)
                && from.Authority.Equals(here.Authority, StringComparison.OrdinalIgnoreCase)
            );
    }

    private static async Task Guard(
        HttpContext http,
        RequestDelegate next,
        IAntiforgery antiforgery
    )
    {
        var isApi = http.Request.Path.StartsWithSegments(
            "/api",
            StringComparison.OrdinalIgnoreCase
        );
        if (
            !IsSafe(http.Request.Method)
            && http.User.Identity?.AuthenticationType != TokenHandler.SchemeName
            && (http.User.Identity?.IsAuthenticated == true || !isApi)
        )
        {
            if (IsForeign(http.Request) || (isApi && !await antiforgery.IsRequestValidAsync(http)))
            {
                await Refuse(http, isApi);
                return;
            }
        }
        await next(http);
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static Task Refuse(HttpContext http, bool isApi)
    {
        if (!isApi)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }
        return Results
            .Problem(
                title: "Not from our pages",
                detail: "A change by cookie needs the antiforgery token of one of our pages. Programs send an API token instead.",
                statusCode: StatusCodes.Status403Forbidden
            )
            .ExecuteAsync(http);
    }
}
