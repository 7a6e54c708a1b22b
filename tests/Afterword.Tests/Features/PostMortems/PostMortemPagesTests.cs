using System.Net;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.PostMortems;

/// <summary>Post-mortems through the pages, on the real server; everybody sits in Berlin, an hour ahead of UTC.</summary>
public sealed class PostMortemPagesTests
{
    private const string Edit = "/incidents/INC-1/post-mortem/edit";
    private const string Form = "edit-post-mortem";

    private static Task Declare(TestApp app) =>
        app.Store.Write(async db =>
        {
            db.Incidents.Add(
                Incident.Declare(
                    await db.NextIncident(),
                    Some.IncidentDetails(
                        "Checkout refused cards",
                        resolvedAt: Some.Now.AddHours(-2)
                    ),
                    By.Product(app.Store.Now)
                )
            );
        });

    private static async Task<PostMortem> Stored(TestApp app)
    {
        await using var db = app.Read();
        return await db.PostMortems.SingleAsync();
    }

    /// <summary>The name of the text box of a section, by its heading.</summary>
    private static async Task<string> BoxOf(HttpClient browser, string heading)
    {
        var page = await browser.Page(Edit);
        var label = page.QuerySelectorAll("form label")
            .First(l => l.TextContent.StartsWith(heading, StringComparison.Ordinal));
        return page.GetElementById(label.GetAttribute("for")!)!.GetAttribute("name")!;
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task I_write_a_post_mortem_and_read_it_in_the_order_of_the_document(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Declare(app);
        var ana = await app.SignIn(Role.Member, "ana");
        Assert.Contains(
            "Not started yet",
            (await ana.Page("/incidents/INC-1/post-mortem")).Words(),
            StringComparison.Ordinal
        );

        using var answer = await ana.Submit(
            Edit,
            Form,
            new()
            {
                [await BoxOf(ana, "Summary")] = "A certificate ran out.\r\nIt was replaced.",
                [await BoxOf(ana, "Root Cause")] = "Nothing watched the expiry.",
                ["Timeline[0].Stamp"] = "06:00",
                ["Timeline[0].Text"] = "the certificate runs out",
                ["Timeline[1].Stamp"] = "2026-11-21 07:40 CET",
                ["Timeline[1].Text"] = "first page",
                ["Paste"] = "- 07:10 deploy of the fix\n- 07:56 all regions well",
                ["PasteZone"] = "Europe/Berlin",
                ["Learnings[0].Observation"] = "The alert looked at errors.",
                ["Learnings[0].Lesson"] = "Watch the date.",
                ["Learnings[3].Observation"] = "The rollout went region by region.",
            }
        );

        Assert.Equal("/incidents/INC-1/post-mortem", answer.Headers.Location?.AbsolutePath);
        var stored = (await Stored(app)).Content;
        Assert.Equal("A certificate ran out.\nIt was replaced.", stored.Body(SectionKind.Summary));
        Assert.Equal(["Ana Example"], stored.Authors);
        Assert.Equal(
            [
                "06:00 the certificate runs out",
                "06:10 deploy of the fix",
                "06:40 first page",
                "06:56 all regions well",
            ],
            stored.Timeline.Select(e => $"{e.At:HH:mm} {e.Text}")
        );
        Assert.Equal(
            [LearningCategory.Detection, LearningCategory.Recovery],
            stored.Learnings.Select(l => l.Category)
        );
        var page = await ana.Page("/incidents/INC-1/post-mortem");
        Assert.Equal(
            [
                "Summary",
                "Timeline",
                "Root Cause",
                "Contributing Factors",
                "What Went Well",
                "What Could Have Gone Better",
                "What We Learned",
                "Action Items",
            ],
            page.QuerySelectorAll("article h2").Select(h => h.TextContent)
        );
        Assert.Contains("2 lines went into the timeline.", page.Words(), StringComparison.Ordinal);
        Assert.Contains(
            "1 h",
            page.QuerySelector("article .facts")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "A certificate ran out.",
            (await ana.Page("/incidents/INC-1")).Words(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_pasted_line_that_cannot_be_read_is_named_and_everything_typed_stays()
    {
        await using var app = await TestApp.Start();
        await Declare(app);
        var ana = await app.SignIn(Role.Member, "ana");

        using var answer = await ana.Submit(
            Edit,
            Form,
            new()
            {
                [await BoxOf(ana, "Summary")] = "Kept words",
                ["Paste"] = "14:02 deploy\nthen silence\n14:10 page",
                ["Timeline[0].Stamp"] = "half past two",
                ["Timeline[0].Text"] = "something",
            }
        );

        var page = await answer.Html();
        Assert.Contains(
            "Line 2: “then silence” does not begin with a time",
            page.Words(),
            StringComparison.Ordinal
        );
        Assert.Contains("“half past two” is no time", page.Words(), StringComparison.Ordinal);
        Assert.Contains("Kept words", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "14:02 deploy\nthen silence\n14:10 page",
            page.QuerySelector<IHtmlTextAreaElement>("[name='Form.Paste']")!.Value
        );
        await using var db = app.Read();
        Assert.Empty(await db.PostMortems.ToListAsync());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_who_write_different_parts_keep_both_and_of_the_same_part_both_versions_are_shown(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Declare(app);
        var ana = await app.SignIn(Role.Member, "ana");
        var lee = await app.SignIn(Role.Member, "lee");
        var (summary, cause) = (await BoxOf(ana, "Summary"), await BoxOf(ana, "Root Cause"));
        (await ana.Submit(Edit, Form, new() { [summary] = "First words" })).Dispose();
        // Lee opens the form, then Ana saves her words.
        var opened = (await lee.Page(Edit))
            .QuerySelectorAll("form input[name], form textarea[name]")
            .Where(e => e.GetAttribute("name")!.StartsWith("Form.", StringComparison.Ordinal))
            .ToDictionary(e => e.GetAttribute("name")!, Value);
        (
            await ana.Submit(
                Edit,
                Form,
                new()
                {
                    [summary] = "Words of Ana",
                    [cause] = "Cause by Ana",
                    ["Timeline[0].Stamp"] = "06:00",
                    ["Timeline[0].Text"] = "line of Ana",
                }
            )
        ).Dispose();

        var typed = opened.ToDictionary(o => o.Key, o => (string?)o.Value);
        typed[summary] = "Words of Lee";
        typed["Form.Timeline[0].Stamp"] = "06:05";
        typed["Form.Timeline[0].Text"] = "line of Lee";
        using var stale = await lee.Submit(Edit, Form, typed);

        var page = await stale.Html();
        var words = page.Body!.TextContent;
        Assert.Contains("Ana Example saved in between.", words, StringComparison.Ordinal);
        Assert.Contains(
            "Their changes to Root Cause, Timeline stand in the form, too.",
            words,
            StringComparison.Ordinal
        );
        Assert.Contains("Words of Ana", words, StringComparison.Ordinal);
        Assert.Equal(
            "Words of Lee\n\nWords of Ana",
            page.QuerySelector<IHtmlTextAreaElement>($"[name='{summary}']")!.Value
        );
        Assert.Equal(
            "Cause by Ana",
            page.QuerySelector<IHtmlTextAreaElement>($"[name='{cause}']")!.Value
        );
        Assert.Equal("Words of Ana", (await Stored(app)).Content.Body(SectionKind.Summary));

        // Saving what the page now shows keeps both lines and both parts.
        var merged = page.QuerySelectorAll("form input[name], form textarea[name]")
            .Where(e => e.GetAttribute("name")!.StartsWith("Form.", StringComparison.Ordinal))
            .ToDictionary(e => e.GetAttribute("name")!, e => (string?)Value(e));
        using var saved = await lee.Submit(Edit, Form, merged);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var content = (await Stored(app)).Content;
        Assert.Equal(["line of Ana", "line of Lee"], content.Timeline.Select(e => e.Text));
        Assert.Equal(
            ("Words of Lee\n\nWords of Ana", "Cause by Ana"),
            (content.Body(SectionKind.Summary), content.Body(SectionKind.RootCause))
        );
    }

    [Fact]
    public async Task What_an_imported_document_had_survives_an_edit_of_something_else()
    {
        await using var app = await TestApp.Start();
        await Declare(app);
        var content = new PostMortemContent
        {
            Authors = ["J. Doe"],
            Zone = "local time",
            Sections =
            [
                new(SectionKind.Other, "", "Words before the first heading."),
                new(SectionKind.Summary, "What happened", "It broke.\n\nThen it was mended."),
                new(SectionKind.Detection, "How we noticed", "A customer called."),
                new(SectionKind.Other, "Glossary", "- **LB**: the balancer"),
                new(SectionKind.Timeline, "Log", "Taken from the channel."),
            ],
            Timeline =
            [
                new(null, "2021-04-01T14:02", "14:02", "it broke"),
                new(null, null, "later", "it was mended\n- by hand"),
            ],
            ExtraFields = [new("cause", "human")],
        };
        await app.Store.Write(db =>
            Task.FromResult(
                db.PostMortems.Add(PostMortem.Start(1, content, By.Product(app.Store.Now)))
            )
        );
        var ana = await app.SignIn(Role.Member, "ana");

        (await ana.Submit(Edit, Form, new() { ["Impact"] = "All of them" })).Dispose();

        var now = (await Stored(app)).Content;
        Assert.Equal("All of them", now.Impact);
        Assert.Equal(
            content.Sections.OrderBy(s => s.Heading),
            now.Sections.OrderBy(s => s.Heading)
        );
        Assert.Equal(content.Timeline, now.Timeline);
        Assert.Equal(content.ExtraFields, now.ExtraFields);
    }

    [Fact]
    public async Task A_post_mortem_goes_to_review_is_published_by_a_lead_and_reopened_with_a_reason()
    {
        await using var app = await TestApp.Start();
        await Declare(app);
        var ana = await app.SignIn(Role.Member, "ana");
        var lead = await app.SignIn(Role.Lead);
        const string Page = "/incidents/INC-1/post-mortem";
        (
            await ana.Submit(
                Edit,
                Form,
                new() { [await BoxOf(ana, "Summary")] = "`DB_PASSWORD=\"kX9!vq27Lm\"` ran out." }
            )
        ).Dispose();
        Assert.DoesNotContain(
            (await ana.Page(Page)).Forms,
            f => f.TextContent.Contains("Publish", StringComparison.Ordinal)
        );

        (await ana.Submit(Page, "review-post-mortem")).Dispose();
        using var refused = await lead.Submit($"{Page}/publish", "publish-post-mortem");
        Assert.True(refused.IsSuccessStatusCode, refused.ReasonPhrase);
        Assert.Contains(
            "in the way. Mend ",
            (await refused.Html()).Words(),
            StringComparison.Ordinal
        );
        Assert.Equal(PostMortemState.InReview, (await Stored(app)).State);
        (
            await lead.Submit(
                $"{Page}/publish",
                "publish-post-mortem",
                new() { ["Override"] = "The rest follows tomorrow" }
            )
        ).Dispose();
        Assert.Equal(
            (PostMortemState.Published, (DateTimeOffset?)app.Store.Now),
            await Published(app)
        );
        Assert.Contains(
            "It is published.",
            (await ana.Page(Edit)).Words(),
            StringComparison.Ordinal
        );

        using var silent = await ana.Submit(Page, "reopen-post-mortem");
        Assert.Contains(
            "Say what is to change",
            (await silent.Html()).Words(),
            StringComparison.Ordinal
        );
        (
            await ana.Submit(
                Page,
                "reopen-post-mortem",
                new() { ["Reason"] = "A number was wrong" }
            )
        ).Dispose();
        Assert.Equal(PostMortemState.Reopened, (await Stored(app)).State);
        Assert.Contains(
            "Reason: A number was wrong",
            (await ana.Page("/incidents/INC-1/history")).Words(),
            StringComparison.Ordinal
        );
        Assert.Matches(
            @"Reason: Published with \d+ open findings?: The rest follows tomorrow",
            (await ana.Page("/incidents/INC-1/history")).Words()
        );
    }

    [Fact]
    public async Task Three_hundred_lines_of_timeline_can_be_edited_in_one_form()
    {
        await using var app = await TestApp.Start();
        await Declare(app);
        var ana = await app.SignIn(Role.Member, "ana");
        var lines = string.Join(
            '\n',
            Enumerable
                .Range(0, 300)
                .Select(i => $"{Some.Now.AddMinutes(i - 400):yyyy-MM-dd HH:mm} step {i}")
        );
        (
            await ana.Submit(Edit, Form, new() { ["Paste"] = lines, ["PasteZone"] = "UTC" })
        ).Dispose();
        Assert.Equal(300, (await Stored(app)).Content.Timeline.Count);

        using var saved = await ana.Submit(
            Edit,
            Form,
            new()
            {
                ["Timeline[299].Text"] = "the last step",
                ["Timeline[0].Stamp"] = "",
                ["Timeline[0].Text"] = "",
            }
        );

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var timeline = (await Stored(app)).Content.Timeline;
        Assert.Equal(
            (299, "step 1", "the last step"),
            (timeline.Count, timeline[0].Text, timeline[^1].Text)
        );
    }

    private static async Task<(PostMortemState, DateTimeOffset?)> Published(TestApp app)
    {
        var stored = await Stored(app);
        return (stored.State, stored.PublishedAt);
    }

    private static string Value(IElement field) =>
        field switch
        {
            IHtmlTextAreaElement text => text.Value,
            IHtmlInputElement input => input.Value,
            _ => "",
        };
}
