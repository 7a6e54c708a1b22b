using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Afterword.Crash;

/// <summary>A message as the sink keeps it.</summary>
internal sealed record SlackPost(
    string Ts,
    string Channel,
    string? ThreadTs,
    string Text,
    string Blocks,
    string Metadata,
    DateTimeOffset At
);

/// <summary>
/// A Slack of our own: chat.postMessage, conversations.history and conversations.replies with metadata and pages, over form bodies and a
/// bearer token as the real one has them. Keeps what was posted; a test can put answers of its own in front.
/// </summary>
internal sealed class SlackSink : IAsyncDisposable
{
    public const string Token = "xoxb-sink-0001-SECRETSECRET";

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly List<SlackPost> _posts = [];

    private SlackSink(WebApplication app) => _app = app;

    /// <summary>The API's root.</summary>
    public string Root { get; private set; } = "";

    /// <summary>Called for each request, before anything is kept; true when it answered itself.</summary>
    public Func<HttpContext, Task<bool>>? Before { get; set; }

    /// <summary>Called for each message, after it is kept and before the answer; true when it answered itself (or never will).</summary>
    public Func<HttpContext, SlackPost, Task<bool>>? Kept { get; set; }

    /// <summary>How many messages stand on a page of a reading.</summary>
    public int PageSize { get; set; } = 200;

    public IReadOnlyList<SlackPost> Posts
    {
        get
        {
            lock (_lock)
            {
                return [.. _posts];
            }
        }
    }

    public static async Task<SlackSink> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sink = new SlackSink(app);
        app.Run(sink.Answer);
        await app.StartAsync();
        sink.Root =
            app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First() + "/api/";
        return sink;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        if (Before is { } before && await before(http))
        {
            return;
        }
        if (http.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await Say(http, new { ok = false, error = "invalid_auth" });
            return;
        }
        await (
            http.Request.Path.Value switch
            {
                "/api/chat.postMessage" => Post(http),
                "/api/conversations.history" => Read(http, null),
                "/api/conversations.replies" => Read(http, http.Request.Query["ts"].ToString()),
                _ => Say(http, new { ok = false, error = "unknown_method" }),
            }
        );
    }

    private async Task Post(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
        {
            await Say(http, new { ok = false, error = "invalid_form_data" });
            return;
        }
        var form = await http.Request.ReadFormAsync();
        SlackPost post;
        lock (_lock)
        {
            post = new SlackPost(
                string.Create(CultureInfo.InvariantCulture, $"1700000000.{_posts.Count + 1:D6}"),
                form["channel"].ToString(),
                form["thread_ts"] is [{ } thread] ? thread : null,
                form["text"].ToString(),
                form["blocks"].ToString(),
                form["metadata"].ToString(),
                DateTimeOffset.UtcNow
            );
            _posts.Add(post);
        }
        if (Kept is { } kept && await kept(http, post))
        {
            return;
        }
        await Say(
            http,
            new
            {
                ok = true,
                channel = post.Channel,
                ts = post.Ts,
            }
        );
    }

    private Task Read(HttpContext http, string? thread)
    {
        var query = http.Request.Query;
        var channel = query["channel"].ToString();
        var from = int.TryParse(query["cursor"], CultureInfo.InvariantCulture, out var at) ? at : 0;
        var metadata = query["include_all_metadata"] == "true";
        var all = Posts
            .Where(p =>
                p.Channel == channel
                && (thread is null ? p.ThreadTs is null : p.ThreadTs == thread || p.Ts == thread)
            )
            .ToList();
        var many = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var asked)
            ? Math.Min(asked, PageSize)
            : PageSize;
        var next = from + many < all.Count ? $"{from + many}" : "";
        return Say(
            http,
            new
            {
                ok = true,
                messages = all.Skip(from)
                    .Take(many)
                    .Select(p => new
                    {
                        type = "message",
                        ts = p.Ts,
                        thread_ts = p.ThreadTs,
                        text = p.Text,
                        // As Slack does: a page of messages is as long as all their words.
                        blocks = JsonSerializer.Deserialize<JsonElement>(p.Blocks),
                        metadata = metadata && p.Metadata.Length > 0
                            ? JsonSerializer.Deserialize<JsonElement>(p.Metadata)
                            : (JsonElement?)null,
                    }),
                response_metadata = new { next_cursor = next },
            }
        );
    }

    private static Task Say(HttpContext http, object answer)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(JsonSerializer.Serialize(answer));
    }
}
