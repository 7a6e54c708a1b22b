using Microsoft.AspNetCore.Diagnostics;

namespace Afterword.Server.Shell;

/// <summary>What Program.cs calls for pages: services, the outermost middleware, and the endpoints.</summary>
internal static class ShellSetup
{
    public static void AddShell(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "afterword-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true; // SecurityHeaders says DENY
        });
        services.AddProblemDetails();
        services.AddSingleton<NavLinks>();
        services.AddCascadingValue(provider => CascadingReader(provider));
    }

    /// <summary>Goes first: headers on every answer, a calm page for what goes wrong in a page, problem+json in the API.</summary>
    public static void UseShell(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/error", "?status={0}");
        app.Use(
            (context, next) =>
            {
                if (
                    !IsPage(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages
                )
                {
                    pages.Enabled = false;
                }
                return next(context);
            }
        );
    }

    /// <summary>Pages, bundled files, the theme switch. After authentication, authorization and antiforgery.</summary>
    public static void MapShell(this WebApplication app)
    {
        app.MapClientAssets();
        app.MapTheme();
        app.MapRazorComponents<App>();
    }

    private static Reader CascadingReader(IServiceProvider provider)
    {
        var now = provider.GetRequiredService<TimeProvider>().GetUtcNow();
        return provider.GetRequiredService<IHttpContextAccessor>().HttpContext is { } context
            ? Reader.Of(context, now)
            : Reader.Stranger(now);
    }

    private static bool IsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/lib", StringComparison.OrdinalIgnoreCase);
}
