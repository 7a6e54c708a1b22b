using System.Net;
using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.Feeds;

public sealed class FeedTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_persons_calendar_has_due_dates_and_is_valid_to_another_program(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Items(app);
        var lee = await app.SignIn(Role.Member, "lee");
        var link = await Make(app, lee, "person_calendar");
        var stranger = app.Browser();

        using var answer = await stranger.GetAsync(new Uri(link, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        using var node = await NodePeers.Start("check.js", "ical");
        await node.StandardInput.BaseStream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();

        Assert.Equal(
            "text/calendar; charset=utf-8",
            answer.Content.Headers.ContentType!.ToString()
        );
        Assert.Contains(
            "|2026-11-30|CONFIRMED|OUT-1 due: Überprüfe, ob der Verbindungspool; reicht",
            said,
            StringComparison.Ordinal
        );
        Assert.Contains("|2026-12-01|CANCELLED|OUT-2 due:", said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.OrdinalIgnoreCase);
        await node.WaitForExitAsync();
        Assert.Equal((0, said), (node.ExitCode, said));

        using var again = new HttpRequestMessage(HttpMethod.Get, link);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await stranger.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public async Task A_section_stands_in_other_peoples_frames_and_nothing_else_does()
    {
        await using var app = await TestApp.Start();
        await Items(app);
        var lead = await app.SignIn(Role.Lead);
        var link = await Make(app, lead, "section");
        var stranger = app.Browser();

        using var html = await stranger.GetAsync(new Uri($"{link}.html", UriKind.Relative));
        var page = await html.Content.ReadAsStringAsync();
        var svg = await stranger.GetStringAsync(new Uri($"{link}.svg", UriKind.Relative));
        var markdown = await stranger.GetStringAsync(new Uri($"{link}.md", UriKind.Relative));
        using var ours = await stranger.GetAsync(new Uri("/sign-in", UriKind.Relative));

        Assert.Contains(
            "frame-ancestors *",
            html.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.False(html.Headers.Contains("X-Frame-Options"));
        Assert.Contains(
            "frame-ancestors 'none'",
            ours.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal("DENY", ours.Headers.GetValues("X-Frame-Options").Single());
        foreach (var text in new[] { page, svg, markdown })
        {
            Assert.Contains("OUT-1", text, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        }
        System.Xml.Linq.XDocument.Parse(svg);
        Assert.Contains("| @lee | 2026-11-30 | Not started |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_is_unchanged_while_time_passes_and_changed_when_a_word_of_it_is()
    {
        await using var app = await TestApp.Start();
        await Items(app);
        var lead = await app.SignIn(Role.Lead);
        var link = await Make(app, lead, "section");
        var stranger = app.Browser();
        async Task<string> Etag()
        {
            app.Clock.Advance(TimeSpan.FromMinutes(2));
            using var answer = await stranger.GetAsync(new Uri($"{link}.md", UriKind.Relative));
            return answer.Headers.ETag!.Tag;
        }
        var first = await Etag();
        Assert.Equal(first, await Etag());

        await app.Store.Write(async db =>
        {
            var item = await db.ActionItems.FindAsync(1);
            item!.Edit(Some.ItemDetails("Other words", item.DueOn, item.OwnerId), Some.Alice());
        });

        Assert.NotEqual(first, await Etag());
    }

    [Fact]
    public async Task A_revoked_link_and_a_guessed_one_give_nothing_and_a_link_gives_only_its_own_kind()
    {
        await using var app = await TestApp.Start();
        await Items(app);
        var lead = await app.SignIn(Role.Lead);
        var link = await Make(app, lead, "section");
        var stranger = app.Browser();
        Assert.Equal(HttpStatusCode.OK, await Status(stranger, $"{link}.md"));

        Assert.Equal(
            HttpStatusCode.NotFound,
            await Status(
                stranger,
                $"{link.Replace("section", "calendar", StringComparison.Ordinal)}.ics"
            )
        );
        Assert.Equal(HttpStatusCode.NotFound, await Status(stranger, $"{link}.exe"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await Status(stranger, $"/feeds/section/{new string('a', 43)}.md")
        );
        using var revoked = await lead.Submit("/account/feeds", "revoke-1");

        Assert.Equal(HttpStatusCode.NotFound, await Status(stranger, $"{link}.md"));
        Assert.DoesNotContain("aff_", app.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> Status(HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    /// <summary>Makes a link on the page; it is shown once.</summary>
    private static async Task<string> Make(TestApp app, HttpClient browser, string kind)
    {
        using var answer = await browser.Submit(
            "/account/feeds",
            "new-feed",
            new() { ["Kind"] = kind, ["Name"] = "a wall" }
        );
        var shown = (await answer.Html()).QuerySelector("main code")!.TextContent;
        Assert.DoesNotContain(
            shown,
            (await browser.Page("/account/feeds")).Words(),
            StringComparison.Ordinal
        );
        var path = new Uri(shown).AbsolutePath;
        return kind == "section" ? path[..^".html".Length] : path;
    }

    private static async Task Items(TestApp app)
    {
        await app.AddPerson("alice");
        var lee = await app.AddPerson("lee");
        await app.Store.Write(async db =>
        {
            var open = Some.Incident(await db.NextIncident());
            var secret = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails("A secret") with
                {
                    Restricted = true,
                    LeadId = lee.Id,
                }
            );
            db.Incidents.AddRange(open, secret);
            async Task<ActionItem> Add(string title, int incident, DateOnly due)
            {
                var item = ActionItem.Add(
                    await db.NextItem(),
                    incident,
                    Some.ItemDetails(title, due, lee.Id),
                    Some.Alice()
                );
                db.ActionItems.Add(item);
                return item;
            }
            await Add(
                "Überprüfe, ob der Verbindungspool; reicht und warne, bevor er sich füllt – ohne Ausnahme, auf jedem Knoten",
                open.Number,
                new(2026, 11, 30)
            );
            (await Add("Done already", open.Number, new(2026, 12, 1))).Complete(
                Some.Alice(),
                "PR #1, quiet since."
            );
            await Add("Rotate the secret key", secret.Number, new(2026, 12, 2));
        });
    }
}
