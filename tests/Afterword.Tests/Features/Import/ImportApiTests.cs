using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Afterword.Core.People;
using Afterword.Tests.PostMortems;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Import;

public sealed class ImportApiTests
{
    private const string Story =
        "# Queue filled up\n\n## Summary\n\nThe queue was full.\n\n## Action Items\n\n- Cap the queue\n- Page on its depth\n";

    [Theory, ClassData(typeof(Databases))]
    public async Task The_answer_names_the_incident_its_items_and_what_a_person_should_know(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        var api = await app.Bearer(Role.Member);

        using var first = await Post(api, Story, "queue.md");
        using var again = await Post(api, Story, "queue.md");

        Assert.Equal(
            (HttpStatusCode.Created, "/api/v1/incidents/INC-1"),
            (first.StatusCode, first.Headers.Location?.OriginalString)
        );
        var answer = await first.Json();
        Assert.Equal(
            ("INC-1", true),
            (answer.GetProperty("incident").GetString(), answer.GetProperty("created").GetBoolean())
        );
        Assert.Equal(
            ["OUT-1", "OUT-2"],
            answer.GetProperty("items").EnumerateArray().Select(i => i.GetString())
        );
        Assert.True(answer.GetProperty("report")[0].GetProperty("message").GetString()!.Length > 0);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.False((await again.Json()).GetProperty("created").GetBoolean());
    }

    [Fact]
    public async Task Several_incidents_in_one_document_are_several_incidents()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Member);
        const string Two = """
            # Incident reports

            ## Incident on 2024-01-05

            ### Summary

            The cache was cold.

            ### Timeline

            - 10:00 UTC: cold
            - 10:20 UTC: warm

            ### Action Items

            - Warm the cache before a deploy

            ## Incident on 2024-02-09

            ### Summary

            The cache was cold again.

            ### Timeline

            - 11:00 UTC: cold
            - 11:05 UTC: warm

            ### Action Items

            - Alert on a cold cache

            """;

        using var answer = await Post(api, Two, "cache.md");
        using var again = await Post(api, Two, "cache.md");

        var json = await answer.Json();
        Assert.Equal(
            "INC-2",
            Assert
                .Single(json.GetProperty("more").EnumerateArray())
                .GetProperty("incident")
                .GetString()
        );
        Assert.False(
            (await again.Json()).GetProperty("more")[0].GetProperty("created").GetBoolean()
        );
        await using var db = app.Read();
        Assert.Equal((2, 2), (await db.Incidents.CountAsync(), await db.ActionItems.CountAsync()));
    }

    [Fact]
    public async Task Bad_documents_are_refused_by_place_and_the_server_lives()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Member);

        using var huge = await Post(api, new byte[5 * 1024 * 1024], "huge.md");
        using var latin = await Post(
            api,
            [.. "# Titel\n\n## Summary\n\nW"u8, 0xE4, .. "re\n"u8],
            "latin.md"
        );
        using var wide = await Post(
            api,
            Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Story)).ToArray(),
            "wide.md"
        );
        using var empty = await Post(api, " \n", "empty.md");
        using var recipe = await Post(api, "# Bread\n\nFlour, water, salt.\n", "bread.md");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, huge.StatusCode);
        Assert.Contains("Line 5", await Detail(latin), StringComparison.Ordinal);
        Assert.Contains("UTF-16", await Detail(wide), StringComparison.Ordinal);
        Assert.Contains("empty", await Detail(empty), StringComparison.Ordinal);
        Assert.Contains(
            "does not look like a post-mortem",
            await Detail(recipe),
            StringComparison.Ordinal
        );
        using var good = await Post(api, Story, "good.md");
        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        await using var db = app.Read();
        Assert.Equal(1, await db.Incidents.CountAsync());
    }

    [Fact]
    public async Task Ten_thousand_brackets_and_a_script_are_kept_as_text_or_refused()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Member);

        using var brackets = await Post(
            api,
            Story + new string('[', 10_000) + new string('>', 10_000) + "\n",
            "brackets.md"
        );
        using var script = await Post(
            api,
            Story.Replace("full.", "full. <script>alert(1)</script>", StringComparison.Ordinal),
            "script.md"
        );

        Assert.True(
            brackets.StatusCode is HttpStatusCode.Created or HttpStatusCode.UnprocessableEntity
        );
        Assert.Equal(HttpStatusCode.Created, script.StatusCode);
        await using var db = app.Read();
        Assert.Contains(
            await db.PostMortems.ToListAsync(),
            p =>
                p.Content.Sections.Any(s =>
                    s.Markdown.Contains("<script>", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public async Task Every_real_document_imports_over_the_API()
    {
        var documents = Corpus.Documents();
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Member);

        foreach (var (name, text) in documents)
        {
            using var answer = await Post(api, text, name);
            Assert.True(
                answer.StatusCode == HttpStatusCode.Created,
                $"{name}: {await answer.Content.ReadAsStringAsync()}"
            );
        }
    }

    [Fact]
    public async Task Several_files_are_uploaded_on_the_page_and_each_is_answered_for()
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Member);
        var page = await browser.Page("/incidents/import");
        using var form = new MultipartFormDataContent();
        foreach (
            var hidden in page.QuerySelectorAll("form[method=post] input[type=hidden]")
                .Where(i => i.Closest("form")!.QuerySelector("input[type=file]") is not null)
        )
        {
            form.Add(
                new StringContent(hidden.GetAttribute("value")!),
                hidden.GetAttribute("name")!
            );
        }
        var field = page.QuerySelector("input[type=file]")!.GetAttribute("name")!;
        form.Add(File(Story), field, "queue.md");
        form.Add(File("Milk, bread."), field, "shopping.md");

        using var answer = await browser.PostAsync(
            new Uri("/incidents/import", UriKind.Relative),
            form
        );

        var result = (await answer.Html()).Words();
        Assert.Contains(
            "1 incident imported, 1 file not imported.",
            result,
            StringComparison.Ordinal
        );
        Assert.Contains("INC-1", result, StringComparison.Ordinal);
        Assert.Contains("does not look like a post-mortem", result, StringComparison.Ordinal);
    }

    private static StringContent File(string text)
    {
        var content = new StringContent(text);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/markdown");
        return content;
    }

    private static Task<HttpResponseMessage> Post(HttpClient api, string text, string source) =>
        Post(api, Encoding.UTF8.GetBytes(text), source);

    private static Task<HttpResponseMessage> Post(HttpClient api, byte[] bytes, string source)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/markdown");
        return api.PostAsync(
            new Uri(
                $"/api/v1/post-mortems/import?source={Uri.EscapeDataString(source)}",
                UriKind.Relative
            ),
            content
        );
    }

    private static async Task<string> Detail(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return (await answer.Json()).GetProperty("detail").GetString()!;
    }
}
