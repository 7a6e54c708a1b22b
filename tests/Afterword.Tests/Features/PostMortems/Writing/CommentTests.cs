using System.Net;
using System.Net.Http.Json;
using Afterword.Core.People;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.PostMortems.Writing;

public sealed class CommentTests
{
    private const string Api = "/api/v1/incidents/INC-1/post-mortem/comments";

    [Theory, ClassData(typeof(Databases))]
    public async Task A_reviewer_comments_on_a_section_the_author_answers_and_it_is_resolved(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Written.Declare(app);
        await Written.Start(app);
        var lee = await app.SignIn(Role.Member, "lee");
        var ana = await app.SignIn(Role.Member, "ana");

        (
            await lee.Submit(
                Written.Page,
                "comment-root-cause",
                new() { ["Body"] = "Which **flag**?" }
            )
        ).Dispose();
        (
            await ana.Submit(
                Written.Page,
                "comment-reply-1",
                new() { ["Body"] = "The one of 2.31." }
            )
        ).Dispose();

        var viewer = await app.SignIn(Role.Viewer);
        var page = await viewer.Page(Written.Page);
        Assert.Contains("1 open comment", page.Words(), StringComparison.Ordinal);
        var thread = page.QuerySelector("#root-cause .comments")!.TextContent;
        Assert.Contains("Lee Example", thread, StringComparison.Ordinal);
        Assert.Contains("The one of 2.31.", thread, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("form.comment-form"));

        (await ana.Submit(Written.Page, "comment-resolve-1")).Dispose();
        Assert.Contains(
            "Resolved by Ana Example",
            (await viewer.Page(Written.Page)).Words(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Ana Example resolved a comment on the post-mortem",
            (await viewer.Page("/incidents/INC-1/history")).Words(),
            StringComparison.Ordinal
        );
        (await ana.Submit(Written.Page, "comment-reopen-1")).Dispose();
        Assert.Contains(
            "1 open comment",
            (await viewer.Page(Written.Page)).Words(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_empty_comment_is_refused_where_it_was_typed()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");

        using var refused = await ana.Submit(
            Written.Page,
            "comment-summary",
            new() { ["Body"] = "  " }
        );

        Assert.Contains(
            "Write what you want to say.",
            (await refused.Html()).Words(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_program_comments_answers_and_resolves()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        await Written.Start(app);
        var api = await app.Bearer(Role.Member, handle: "ana");

        using var written = await api.PostAsJsonAsync(
            Api,
            new { section = "summary", body = "Shorter?" }
        );
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        using var answered = await api.PostAsJsonAsync(Api, new { parent = 1, body = "Yes." });
        Assert.Equal("summary", (await answered.Json()).GetProperty("section").GetString());
        using var nowhere = await api.PostAsJsonAsync(
            Api,
            new { section = "glossary", body = "x" }
        );
        Assert.Equal((HttpStatusCode)422, nowhere.StatusCode);
        using var resolved = await api.PostAsync(
            new Uri($"{Api}/1/resolve", UriKind.Relative),
            null
        );
        Assert.Equal("ana", (await resolved.Json()).GetProperty("resolvedBy").GetString());

        var list = (await api.GetFromJsonAsync<System.Text.Json.JsonElement>(Api)).GetProperty(
            "items"
        );
        Assert.Equal(
            ["Shorter?", "Yes."],
            list.EnumerateArray().Select(c => c.GetProperty("body").GetString()!)
        );
    }
}
