using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Afterword.Core.Rendering;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Afterword.Server.Shell;

namespace Afterword.Server.Features.Feeds;

/// <summary>
/// <c>/feeds/calendar/{token}.ics</c> and <c>/feeds/section/{token}.html|svg|md</c>: read by programs without a cookie. An answer is
/// kept for a minute, so that a wall that asks every second costs nothing; whoever asks without end is told to wait.
/// </summary>
internal sealed class FeedRoutes(Database database, Func<Site> site, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private const int MostKept = 1000;

    private readonly ConcurrentDictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    /// <summary>Forgets what is kept: a link was revoked on this node.</summary>
    public void Forget() => _answers.Clear();

    /// <summary>The text and its type; null when the token opens nothing of that kind.</summary>
    public async Task<Answer?> Read(string token, string form, int days, CancellationToken ct)
    {
        var key = $"{Secret.Hash(token)}.{form}.{days}";
        var now = time.GetUtcNow();
        if (_answers.TryGetValue(key, out var kept) && kept.Until > now)
        {
            return kept;
        }
        await using var db = database.Read();
        if (
            await FeedQueries.Find(db, token, ct) is not { } link
            || form == "ics" == (link.Kind == FeedKind.Section)
        )
        {
            return null;
        }
        var (text, type) = await Write(db, link, form, days, now, ct);
        var answer = new Answer(
            text,
            type,
            $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form is "ics" ? text : Lasting(text))))[..32]}\"",
            now + Kept
        );
        if (_answers.Count >= MostKept)
        {
            _answers.Clear();
        }
        _answers[key] = answer;
        return answer;
    }

    private async Task<(string Text, string Type)> Write(
        AfterwordDb db,
        FeedLink link,
        string form,
        int days,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (form == "ics")
        {
            return (
                await FeedQueries.Calendar(db, link, site(), now, ct),
                "text/calendar; charset=utf-8"
            );
        }
        var section = await FeedQueries.Section(db, link, site(), days, now, ct);
        return form switch
        {
            "html" => (section.Html(), "text/html; charset=utf-8"),
            "svg" => (section.Svg(), "image/svg+xml; charset=utf-8"),
            _ => (section.Markdown(), "text/markdown; charset=utf-8"),
        };
    }

    // The minute of drawing is no change of what is drawn.
    private static string Lasting(string text)
    {
        const string Stamp = "as of 2026-01-01 00:00 UTC";
        var at = text.IndexOf("as of ", StringComparison.Ordinal);
        return at < 0 || at + Stamp.Length > text.Length
            ? text
            : text.Replace(text.Substring(at, Stamp.Length), "", StringComparison.Ordinal);
    }

    /// <summary>What is given.</summary>
    internal sealed record Answer(string Text, string Type, string Etag, DateTimeOffset Until);
}

internal static class FeedMaps
{
    private static readonly string[] Forms = ["html", "svg", "md"];

    public static void MapFeeds(this IEndpointRouteBuilder app)
    {
        app.MapGet(
                "/feeds/calendar/{token}.ics",
                (HttpContext http, string token, FeedRoutes feeds, CancellationToken ct) =>
                    Answer(http, token, "ics", feeds, ct)
            )
            .AllowAnonymous()
            .RequireRateLimiting(SecuritySetup.FeedLimit)
            .ExcludeFromDescription();
        app.MapGet(
                "/feeds/section/{token}.{form}",
                (
                    HttpContext http,
                    string token,
                    string form,
                    FeedRoutes feeds,
                    CancellationToken ct
                ) => Answer(http, token, form, feeds, ct)
            )
            .AllowAnonymous()
            .RequireRateLimiting(SecuritySetup.FeedLimit)
            .ExcludeFromDescription();
    }

    /// <summary>How many days back, <c>?days=</c>; the usual ones where that is no number we take.</summary>
    private static int Days(HttpContext http) =>
        int.TryParse(http.Request.Query["days"], out var days) && days is >= 1 and <= 365
            ? days
            : FeedQueries.SectionDays;

    private static async Task<IResult> Answer(
        HttpContext http,
        string token,
        string form,
        FeedRoutes feeds,
        CancellationToken ct
    )
    {
        if (
            (form != "ics" && !Forms.Contains(form))
            || await feeds.Read(token, form, Days(http), ct) is not { } answer
        )
        {
            return Results.NotFound();
        }
        if (form != "ics")
        {
            http.AnswersEmbed(ItemSection.StyleHash);
        }
        http.Response.Headers.ETag = answer.Etag;
        http.Response.Headers.CacheControl = "private, max-age=60";
        return http.Request.Headers.IfNoneMatch.Any(tags =>
            tags?.Contains(answer.Etag, StringComparison.Ordinal) == true
        )
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(answer.Text, answer.Type);
    }
}
