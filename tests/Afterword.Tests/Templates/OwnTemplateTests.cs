using System.Net;
using System.Net.Http.Json;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Templates;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Afterword.Tests.Support.Wait;
using static Afterword.Tests.Updates.FirstSummaryTests;

namespace Afterword.Tests.Templates;

/// <summary>An installation's own templates: written in the app, used at once, kept with their editions, and never able to hold up a message.</summary>
public sealed class OwnTemplateTests
{
    private const string Name = "initial-summary.leadership";
    private const string Path = $"/api/v1/templates/{Name}";

    [Theory, ClassData(typeof(Databases))]
    public async Task Own_words_are_saved_used_compared_and_given_back(string provider)
    {
        await using var app = await TestApp.Start(provider);
        var admin = await app.Bearer(Role.Admin, "admin");
        var text = TemplateSource
            .Shipped(Name)!
            .Replace("**Risk now**:", "**What can still happen**:", StringComparison.Ordinal);

        using var saved = await Save(admin, 0, text);
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        using var stale = await Save(admin, 0, text + "\nmore");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        await ResolvedIncident(app);
        var draft = (await Drafts(app)).Single(u => u.Audience == Audience.Leadership);
        Assert.Contains("**What can still happen**:", draft.Body, StringComparison.Ordinal);

        var browser = await app.SignIn(Role.Admin);
        using (var look = await browser.GetAsync(new Uri("/settings/templates", UriKind.Relative)))
        {
            Assert.True(
                look.IsSuccessStatusCode,
                app.Log.Text[^Math.Min(9000, app.Log.Text.Length)..]
            );
        }
        var list = await browser.Page("/settings/templates");
        Assert.Contains("Your own", list.Words(), StringComparison.Ordinal);
        var diff = await browser.Page($"/settings/templates/{Name}/editions/1");
        Assert.Contains(
            "What can still happen",
            diff.QuerySelector(".diff-added")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Risk now",
            diff.QuerySelector(".diff-removed")!.TextContent,
            StringComparison.Ordinal
        );
        using var restored = await browser.Submit(
            $"/settings/templates/{Name}",
            "restore-template",
            new() { ["Restore.Reason"] = "not needed any more" }
        );
        Assert.NotNull(restored.Target());
        var now = await admin.GetFromJsonAsync<System.Text.Json.JsonElement>(Path);
        Assert.Equal(2, now.GetProperty("edition").GetInt32());
        Assert.False(now.GetProperty("isOwn").GetBoolean());
        await using var db = app.Read();
        Assert.Equal(
            [EventKind.TemplateChanged, EventKind.TemplateRestored],
            await db
                .Events.Where(e => e.Subject == SubjectKind.Template)
                .OrderBy(e => e.Id)
                .Select(e => e.Kind)
                .ToListAsync()
        );
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_place_and_the_way_out_and_nothing_is_saved()
    {
        await using var app = await TestApp.Start();
        var admin = await app.Bearer(Role.Admin, "admin");
        var shipped = TemplateSource.Shipped(Name)!;
        var head = shipped[..(shipped.IndexOf("\n---\n", StringComparison.Ordinal) + 5)];
        foreach (
            var (text, line, says) in new[]
            {
                (head + "x\n\n{{impcat}}", 9, "'impcat' is no field here. Did you mean impact?"),
                (head + "{{#each items}}{{#each items}}x{{/each}}{{/each}}", 7, "is no field here"),
                (
                    head + string.Concat(Enumerable.Repeat("{{#if resolved}}", 9)),
                    7,
                    "at most 2 deep"
                ),
                (head + new string('x', 1_048_576), 1, "are the most. Shorten it."),
                (head + string.Concat(Enumerable.Repeat("{{title}} ", 5_000)), 7, "at most 400"),
                (head + "{{#each items}}{{> more}}{{/each}}", 7, "partials"),
                (
                    head.Replace(
                        "audience: leadership",
                        "audience: leadershp",
                        StringComparison.Ordinal
                    ) + "x",
                    3,
                    "Did you mean leadership?"
                ),
                (
                    head.Replace(
                        "audience: leadership",
                        "audience: technical",
                        StringComparison.Ordinal
                    ) + "x",
                    2,
                    "this is the template initial-summary.leadership"
                ),
                (
                    head.Replace("words:", "wrods:", StringComparison.Ordinal) + "x",
                    4,
                    "Did you mean words?"
                ),
                (head + "{{#unless resolved}}only then{{/unless}}", 7, "comes out empty"),
            }
        )
        {
            using var answer = await Save(admin, 0, text);
            var problem = await answer.Json();

            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(
                says,
                problem.GetProperty("detail").GetString(),
                StringComparison.Ordinal
            );
            Assert.Equal(line, problem.GetProperty("line").GetInt32());
        }
        using var gone = await admin.SendAsync(
            new HttpRequestMessage(HttpMethod.Patch, "/api/v1/templates/weekly-folow-up.leadership")
            {
                Content = JsonContent.Create(new { text = "x" }),
                Headers = { { "If-Match", "\"0\"" } },
            }
        );
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains(
            "Did you mean weekly-follow-up.leadership?",
            await gone.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        await using var db = app.Read();
        Assert.Equal(0, await db.Set<TemplateVersion>().CountAsync());
    }

    [Fact]
    public async Task A_broken_one_lets_the_shipped_words_go_and_administrators_are_told_once()
    {
        await using var app = await TestApp.Start();
        var admin = await app.SignIn(Role.Admin);
        await app.AddPerson("second", Role.Admin);
        await app.Store.Write(async db =>
        {
            // As an upgrade leaves them: a field that is gone, and a kind that is gone.
            var by = By.Product(app.Store.Now);
            db.Add(
                TemplateVersion.Write(
                    await db.NextTemplateVersion(),
                    Name,
                    1,
                    TemplateSource.Shipped(Name) + "\n{{formerField}}\n",
                    "",
                    by
                )
            );
            db.Add(
                TemplateVersion.Write(
                    await db.NextTemplateVersion(),
                    "quarterly-letter.leadership",
                    1,
                    "---\nkind: quarterly-letter\naudience: leadership\nwords: any\nsubject: x\n---\nx\n",
                    "",
                    by
                )
            );
        });
        await ResolvedIncident(app);

        var draft = (await Drafts(app)).Single(u => u.Audience == Audience.Leadership);
        Assert.StartsWith("**Resolved**", draft.Body, StringComparison.Ordinal);
        await Until(async () => (await Told(app)).Count == 4);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains(
            "'formerField' is no field here.",
            string.Join("\n", (await Told(app)).Select(u => u.Body)),
            StringComparison.Ordinal
        );
        var page = await admin.Page("/settings");
        Assert.Contains("2 templates cannot be used", page.Words(), StringComparison.Ordinal);
        using var removed = await admin.Submit(
            "/settings/templates/quarterly-letter.leadership",
            "restore-template"
        );
        Assert.Equal("/settings/templates", removed.Target());
        page = await admin.Page("/settings");
        Assert.Contains("A template cannot be used", page.Words(), StringComparison.Ordinal);
        Assert.Equal(4, (await Told(app)).Count);
    }

    [Fact]
    public async Task While_somebody_types_the_preview_shows_every_reader_or_the_place_that_is_wrong()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        var admin = await app.SignIn(Role.Admin);
        var page = await admin.Page($"/settings/templates/{Name}");
        Assert.Equal(
            5,
            page.QuerySelectorAll("#template-preview .preview-row:first-of-type article").Length
        );
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;

        foreach (
            var (text, incident, says) in new[]
            {
                (TemplateSource.Shipped(Name)!, "INC-1", "On INC-1."),
                (TemplateSource.Shipped(Name)!, "", "On the sample."),
                ("no head", "", "Line 1, column 1"),
            }
        )
        {
            using var live = await admin.PostAsync(
                new Uri($"/settings/templates/{Name}/preview", UriKind.Relative),
                new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["__RequestVerificationToken"] = token,
                        ["Form.Text"] = text,
                        ["Form.Incident"] = incident,
                    }
                )
            );
            Assert.Contains(says, (await live.Html()).Words(), StringComparison.Ordinal);
        }
        // The mail of what is typed, as mail programs get it, behind a policy that lets it run and load nothing.
        var typed = await admin.PostAsync(
            new Uri($"/settings/templates/{Name}/preview", UriKind.Relative),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["__RequestVerificationToken"] = token,
                    ["Form.Text"] = TemplateSource
                        .Shipped(Name)!
                        .Replace("**Risk now**:", "**As typed**:", StringComparison.Ordinal),
                    ["Form.Incident"] = "INC-1",
                }
            )
        );
        var frame = (await typed.Html()).QuerySelector("iframe.mail-frame")!.GetAttribute("src")!;
        using var mail = await admin.GetAsync(new Uri(frame, UriKind.Relative));
        Assert.Contains(
            "sandbox",
            $"{mail.Headers.GetValues("Content-Security-Policy").Single()}",
            StringComparison.Ordinal
        );
        var drawn = (await mail.Html()).Words();
        Assert.Contains("As typed", drawn, StringComparison.Ordinal);
        Assert.Contains("You get this about INC-1 because", drawn, StringComparison.Ordinal);
        using var broken = await admin.GetAsync(
            new Uri(
                $"/settings/templates/{Name}/mail?audience=leadership&text=!!",
                UriKind.Relative
            )
        );
        Assert.Equal(HttpStatusCode.NotFound, broken.StatusCode);
    }

    [Fact]
    public void A_difference_keeps_what_is_common_and_a_great_one_is_no_trouble()
    {
        Assert.Equal(
            ["Kept a", "Removed b", "Added x", "Kept c", "Added d"],
            LineDiff.Of("a\nb\nc", "a\nx\nc\nd").Select(l => $"{l.Kind} {l.Text}")
        );
        var great = string.Join('\n', Enumerable.Range(0, 30_000));
        Assert.InRange(LineDiff.Of(great, $"x\n{great.Replace('1', '2')}").Count, 30_001, 60_001);
    }

    private static async Task<List<Update>> Told(TestApp app)
    {
        await using var db = app.Read();
        return await db
            .Updates.Where(u => u.Kind == UpdateKind.AdHoc && u.Audience == Audience.Person)
            .ToListAsync();
    }

    private static Task<HttpResponseMessage> Save(HttpClient admin, int edition, string text) =>
        admin.SendAsync(
            new HttpRequestMessage(HttpMethod.Patch, Path)
            {
                Content = JsonContent.Create(new { text }),
                Headers = { { "If-Match", $"\"{edition}\"" } },
            }
        );
}
