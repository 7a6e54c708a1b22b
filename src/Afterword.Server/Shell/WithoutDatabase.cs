using System.Text.Encodings.Web;

namespace Afterword.Server.Shell;

/// <summary>
/// Answers while the database is away or its disk is full. The page for other errors asks who the reader is, and so the database; this one
/// asks nobody.
/// </summary>
internal static class WithoutDatabase
{
    /// <summary>After so many seconds it is worth trying again.</summary>
    private const string Again = "5";

    /// <param name="app">The server.</param>
    /// <param name="statusOf">The status with which a failure of the database is answered; null for any other failure.</param>
    public static void UseWithoutDatabase(
        this WebApplication app,
        Func<Exception, int?> statusOf
    ) =>
        app.Use(
            async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (Exception failed)
                    when (!context.Response.HasStarted && statusOf(failed) is not null)
                {
                    Log(context)
                        .LogWarning(
                            "{Method} {Path} had no database: {Reason}",
                            context.Request.Method,
                            context.Request.Path,
                            failed.GetBaseException().Message
                        );
                    await Answer(context, statusOf(failed)!.Value);
                }
            }
        );

    private static ILogger Log(HttpContext context) =>
        context
            .RequestServices.GetRequiredService<ILoggerFactory>()
            .CreateLogger(typeof(WithoutDatabase));

    private static async Task Answer(HttpContext context, int status)
    {
        var (title, text) = WrongWords.For(status);
        context.Response.Clear();
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = Again;
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            await Results
                .Problem(title: title, detail: text, statusCode: status)
                .ExecuteAsync(context);
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Html(title)} · Afterword</title><link rel=\"stylesheet\" href=\"{ClientAssets.Url("app.css")}\"></head><body><div class=\"alone\"><main id=\"main\"><h1>{Html(title)}</h1><p>{Html(text)}</p></main></div></body></html>"
        );
    }

    private static string Html(string words) => HtmlEncoder.Default.Encode(words);
}
