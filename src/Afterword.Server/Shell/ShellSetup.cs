using Microsoft.AspNetCore.Diagnostics;

namespace Afterword.Server.Shell;

/// <summary>What Program.cs calls for pages: services, the outermost middleware, and the endpoints.</summary>
internal static class ShellSetup
{
    /// <summary>The largest form of a page that says it may be this large; others have the server's own limit.</summary>
    public const int LargestForm = 32 * 1024 * 1024;

    /// <summary>The most rows a form may have.</summary>
    private const int MostRows = 2_000;

    public static void AddShell(this IServiceCollection services)
    {
        // A post-mortem's form has a row a moment of its timeline; the framework's own limit is 100 rows.
        services.AddRazorComponents(options => options.MaxFormMappingCollectionSize = MostRows);
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(options =>
        {
            options.ValueCountLimit = 4 * MostRows;
            // As much as is read at all: what is too long for its field is said at the field.
            options.ValueLengthLimit = LargestForm;
        });
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

    /// <summary>Goes first: headers on every answer, a calm page for what goes wrong in a page.</summary>
    /// <param name="app">The server.</param>
    /// <param name="withoutDatabase">The status of an answer that failed for want of the database; null for any other failure.</param>
    public static void UseShell(this WebApplication app, Func<Exception, int?> withoutDatabase)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute(
            "/error",
            "?status={0}",
            createScopeForStatusCodePages: true
        );
        app.Use(WordsForEmptyAnswers);
        app.UseWithoutDatabase(withoutDatabase);
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

    private static async Task WordsForEmptyAnswers(HttpContext context, RequestDelegate next)
    {
        var features = context.Features;
        if (!IsPage(context) && features.Get<IStatusCodePagesFeature>() is { } pages)
        {
            pages.Enabled = false;
        }
        if (features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            await AsGet(context, next);
            return;
        }
        await next(context);
        // A page that refuses a form says "text/html" and then nothing; taken at its word it would stay a blank screen.
        if (context.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null })
        {
            context.Response.ContentType = null;
        }
    }

    // The error page is read, not posted to: a refused form would otherwise be refused once more there, with an empty answer.
    private static async Task AsGet(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = method;
        }
    }

    private static bool IsPage(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && !context.Request.Path.StartsWithSegments("/lib", StringComparison.OrdinalIgnoreCase);
}
