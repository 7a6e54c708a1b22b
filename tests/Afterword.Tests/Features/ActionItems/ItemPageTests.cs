using System.Net;
using System.Net.Http.Json;
using Afterword.Core.People;
using Afterword.Tests.Support;
using AngleSharp.Html.Dom;

namespace Afterword.Tests.Features.ActionItems;

public sealed class ItemPageTests
{
    [Fact]
    public async Task An_item_is_written_down_and_gets_the_proposed_date()
    {
        await using var world = await ItemApp.Start();

        using var saved = await world.Browser.Submit(
            "/incidents/INC-1/action-items/new",
            "new-item",
            new()
            {
                ["Title"] = "Alert when 2 % of logins fail",
                ["Owner"] = "@lee",
                ["Priority"] = "p1",
                ["Links"] = "Run-book https://wiki.example.test/1",
            }
        );
        var page = await world.Browser.Page(saved.Target()!);

        Assert.Equal("/action-items/OUT-1", saved.Target());
        Assert.Contains("due Nov 30 as proposed", page.Words(), StringComparison.Ordinal);
        Assert.Contains("Lee Example wrote this down", page.Words(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='https://wiki.example.test/1']"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_with_all_that_was_typed_and_nothing_is_stored()
    {
        await using var world = await ItemApp.Start();
        async Task<IHtmlDocument> Refused(Dictionary<string, string?> typed)
        {
            using var refused = await world.Browser.Submit(
                "/incidents/INC-1/action-items/new",
                "new-item",
                typed
            );
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            return await refused.Html();
        }

        var page = await Refused(
            new()
            {
                ["Title"] = "Rotate keys",
                ["DueOn"] = "next Friday",
                ["Owner"] = "@nobody-here",
            }
        );
        var due = (IHtmlInputElement)page.QuerySelector("[name='Form.DueOn']")!;
        Assert.Equal(("next Friday", "true"), (due.Value, due.GetAttribute("aria-invalid")));
        Assert.Contains("“next Friday” is no date", page.Words(), StringComparison.Ordinal);
        var title = (IHtmlInputElement)page.QuerySelector("[name='Form.Title']")!;
        Assert.Equal("Rotate keys", title.Value);
        foreach (
            var (field, value, said) in new[]
            {
                ("DueOn", "2016-11-30", "The incident was on 2026-11-21"),
                ("Owner", "@nobody-here", "Nobody here is called @nobody-here"),
                ("Title", new string('x', 1_000_000), "The title has 1000000 characters"),
            }
        )
        {
            page = await Refused(new() { ["Title"] = "Rotate keys", [field] = value });
            Assert.Contains(said, page.Words(), StringComparison.Ordinal);
        }
        Assert.Empty(await world.Keys("action-items"));
    }

    [Fact]
    public async Task Pasted_lines_become_items_and_a_broken_one_comes_back_named()
    {
        await using var world = await ItemApp.Start();
        const string Good = """
            - Update database configuration – Owner: Lee, Due: 2026-12-01

            Limit retries to three - Owner: the ops team, Due: next sprint
            """;

        using var wrong = await world.Browser.Submit(
            "/incidents/INC-1/action-items/new",
            "paste-items",
            new() { ["Lines"] = Good + "\nRotate keys – Owner: @nobody-here" }
        );
        var left = await wrong.Html();
        Assert.Contains(
            "2 items written down: OUT-1, OUT-2.",
            left.Words(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Line 4, “Rotate keys – Owner: @nobody-here”: Nobody here is called @nobody-here",
            left.Words(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Rotate keys – Owner: @nobody-here",
            left.QuerySelector("#paste textarea")!.TextContent.Trim()
        );

        using var saved = await world.Browser.Submit(
            "/incidents/INC-1/action-items/new",
            "paste-items",
            new() { ["Lines"] = "Rotate keys – Owner: @lee" }
        );

        Assert.Equal("/incidents/INC-1", saved.Target());
        var first = await world.Get("action-items/OUT-1");
        Assert.Equal(
            ("Update database configuration", "2026-12-01", "lee"),
            (
                first.GetProperty("title").GetString(),
                first.GetProperty("dueOn").GetString(),
                first.GetProperty("owner").GetProperty("handle").GetString()
            )
        );
        var second = await world.Get("action-items/OUT-2");
        Assert.Equal(
            ("the ops team", "next sprint"),
            (second.GetProperty("ownerText").GetString(), second.GetProperty("dueText").GetString())
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Each_answer_is_a_plain_form_on_the_items_page(string provider)
    {
        await using var world = await ItemApp.Start(provider);
        await world.App.AddPerson("ana");
        await world.Add(
            new
            {
                title = "Rotate keys",
                dueOn = "2026-12-01",
                owner = "lee",
            }
        );

        async Task Say(string form, Dictionary<string, string?>? fields = null)
        {
            using var answer = await world.Browser.Submit("/action-items/OUT-1", form, fields);
            Assert.True(
                answer.Target() == "/action-items/OUT-1",
                $"{form}: {(await answer.Html()).Words()}"
            );
        }

        await Say("start");
        await Say(
            "review",
            new()
            {
                ["PullRequest"] = "https://git.example.test/pull/7",
                ["Reviewers"] = "@ana",
                ["Summary"] = "Rotates the keys weekly",
                ["Changes"] = "- a job\n- an alert",
                ["Testing"] = "A rotation in staging",
                ["Focus"] = "The lock around the job",
            }
        );
        await Say(
            "date",
            new()
            {
                ["DueFrom"] = "2026-12-03",
                ["DueOn"] = "2026-12-08",
                ["Reason"] = "The vendor is late",
            }
        );
        await Say("snooze", new() { ["Until"] = "2026-12-01", ["Reason"] = "The vendor is away" });
        await Say("wake");
        using var blockedNow = await world.Browser.Submit(
            "/action-items/OUT-1",
            "blocked",
            new()
            {
                ["Impact"] = "The rotation cannot run",
                ["Urgency"] = "The keys expire on 2026-12-10",
                ["Tried"] = "asked ops - no answer yet",
                ["Need"] = "Grant the job access to the vault",
                ["Helper"] = "@ana",
            }
        );
        Assert.StartsWith("/updates/", blockedNow.Target(), StringComparison.Ordinal);
        var blockedPage = await world.Browser.Page("/action-items/OUT-1");
        var blocked = blockedPage.Words();
        Assert.Contains("Blocked: The rotation cannot run", blocked, StringComparison.Ordinal);
        Assert.Contains("The keys expire on 2026-12-10", blocked, StringComparison.Ordinal);
        Assert.NotNull(blockedPage.QuerySelector(".notice a[href='/people/ana']"));
        Assert.Contains("perhaps already on Dec 3", blocked, StringComparison.Ordinal);
        await Say("start");
        await Say("reassign", new() { ["Owner"] = "@ana", ["Reason"] = "She knows the vault" });
        await Say(
            "done",
            new()
            {
                ["Evidence"] = "Keys rotate weekly",
                ["LiveAt"] = "2026-11-20T22:00",
                ["Monitoring"] = "no errors since",
            }
        );
        await Say("reopen", new() { ["Reason"] = "One key was forgotten" });
        await Say("cancel", new() { ["Reason"] = "The vault is gone" });

        var words = (await world.Browser.Page("/action-items/OUT-1")).Words();
        foreach (
            var told in new[]
            {
                "Lee Example began",
                "moved the due date",
                "2026-12-01 2026-12-08",
                "The vendor is late",
                "went on after the block",
                "@lee @ana",
                "She knows the vault",
                "said it is ready for review",
                "Rotates the keys weekly",
                "held the reminders back",
                "The vendor is away",
                "Keys rotate weekly. https://git.example.test/pull/7, live 2026-11-20 21:00 UTC; no errors since.",
                "opened this again",
                "Cancelled. The vault is gone",
                "on the web",
                "through the API",
            }
        )
        {
            Assert.Contains(told, words, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_is_asked_is_told_at_once_and_the_rest_is_a_draft_to_look_at(
        string provider
    )
    {
        await using var world = await ItemApp.Start(provider);
        await world.App.AddPerson("ana");
        await world.Add(
            new
            {
                title = "Rotate keys",
                dueOn = "2026-12-01",
                owner = "lee",
            }
        );
        using var began = await world.Patch("OUT-1", new { status = "in_progress" });

        using var review = await world.Browser.Submit(
            "/action-items/OUT-1",
            "review",
            new()
            {
                ["PullRequest"] = "https://git.example.test/pull/7",
                ["Reviewers"] = "@ana",
                ["Summary"] = "Rotates the keys weekly",
                ["Testing"] = "A rotation in staging",
            }
        );
        using var unsaid = await world.Browser.Submit(
            "/action-items/OUT-1",
            "date",
            new()
            {
                ["DueOn"] = "2026-12-08",
                ["Reason"] = "The vendor is late",
                ["Tell"] = "true",
            }
        );
        using var moved = await world.Browser.Submit(
            "/action-items/OUT-1",
            "date",
            new()
            {
                ["DueOn"] = "2026-12-08",
                ["DueFrom"] = "2026-12-05",
                ["Reason"] = "The vendor is late",
                ["Tell"] = "true",
                ["Recommendation"] = "Accept the delay; nothing depends on it",
            }
        );
        using var blocked = await world.Browser.Submit(
            "/action-items/OUT-1",
            "blocked",
            new()
            {
                ["Impact"] = "The rotation cannot run",
                ["Urgency"] = "The keys expire on 2026-12-10",
                ["Need"] = "Grant access to the vault",
                ["Helper"] = "@ana",
            }
        );

        Assert.Equal("/action-items/OUT-1", review.Target());
        Assert.Contains(
            "Say which of the options you advise",
            (await unsaid.Html()).Words(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "2026-12-08",
            (await world.Get("action-items/OUT-1")).GetProperty("dueOn").GetString()
        );
        var updates = (await world.Get("updates?incident=INC-1"))
            .GetProperty("items")
            .EnumerateArray()
            .Where(u =>
                u.GetProperty("kind").GetString() is "ready_for_review" or "delay" or "blocker"
            )
            .Select(u =>
                $"{u.GetProperty("kind")} {u.GetProperty("audience")} {(u.GetProperty("state").GetString() == "draft" ? "draft" : "out")}"
            )
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "blocker person out",
                "blocker thread draft",
                "delay leadership draft",
                "ready_for_review person out",
            ],
            updates
        );
        var delay = (await world.Browser.Page(moved.Target()!)).Words();
        Assert.Contains("Timeline Update: Rotate keys", delay, StringComparison.Ordinal);
        Assert.Contains("Cut scope", delay, StringComparison.Ordinal);
        Assert.Contains(
            "Blocker: Rotate keys",
            (await world.Browser.Page(blocked.Target()!)).Words(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_refused_answer_keeps_what_was_typed_in_its_own_form_only()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys", dueOn = "2026-12-01" });

        using var refused = await world.Browser.Submit(
            "/action-items/OUT-1",
            "date",
            new() { ["DueOn"] = "soon", ["Reason"] = "The vendor is late" }
        );
        var page = await refused.Html();

        Assert.True(page.QuerySelector("#say-date")!.HasAttribute("open"));
        Assert.False(page.QuerySelector("#say-blocked")!.HasAttribute("open"));
        Assert.Equal(
            "soon",
            ((IHtmlInputElement)page.QuerySelector("#say-date [name='Form.DueOn']")!).Value
        );
        Assert.Contains(
            "The vendor is late",
            page.QuerySelector("#say-date textarea")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("", page.QuerySelector("#say-blocked textarea")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_follow_up_is_one_step_and_both_name_each_other()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys" });

        using var added = await world.Browser.Submit(
            "/action-items/OUT-1",
            "follow-up",
            new() { ["Title"] = "Rotate them by machine", ["Owner"] = "@lee" }
        );

        Assert.Equal("/action-items/OUT-2", added.Target());
        var child = await world.Browser.Page("/action-items/OUT-2");
        var parent = await world.Browser.Page("/action-items/OUT-1");
        Assert.NotNull(child.QuerySelector("#related a[href='/action-items/OUT-1']"));
        Assert.NotNull(parent.QuerySelector("#related a[href='/action-items/OUT-2']"));
    }

    [Fact]
    public async Task A_follow_up_of_a_message_is_linked_both_ways()
    {
        await using var world = await ItemApp.Start();
        var lead = await world.App.Bearer(Role.Lead, handle: "ana");
        using var written = await lead.PostAsJsonAsync(
            "/api/v1/updates",
            new
            {
                kind = "ad_hoc",
                audience = "company",
                incident = "INC-1",
                subject = "Keys",
                body = "The keys were rotated by hand.",
            }
        );
        Assert.Equal(HttpStatusCode.Created, written.StatusCode);
        var address = (await world.Browser.Page("/updates/1"))
            .QuerySelector("#follow-ups a.btn")!
            .GetAttribute("href")!;

        using var added = await world.Browser.Submit(
            address,
            "new-item",
            new() { ["Title"] = "Rotate keys by machine each week" }
        );
        using var unknown = await world.Api.PostAsJsonAsync(
            "/api/v1/incidents/INC-1/action-items",
            new { title = "Of no message", update = 99 }
        );

        Assert.Equal("/action-items/OUT-1", added.Target());
        Assert.NotNull(
            (await world.Browser.Page("/action-items/OUT-1")).QuerySelector(
                "#related a[href='/updates/1']"
            )
        );
        Assert.NotNull(
            (await world.Browser.Page("/updates/1")).QuerySelector(
                "#follow-ups a[href='/action-items/OUT-1']"
            )
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    [Fact]
    public async Task A_stale_edit_shows_both_versions_and_keeps_what_was_typed()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys" });
        var stale = (await world.Browser.Page("/action-items/OUT-1/edit"))
            .QuerySelector("[name='Form.Version']")!
            .GetAttribute("value");
        using var between = await world.Patch("OUT-1", new { title = "Rotate all keys" });

        using var refused = await world.Browser.Submit(
            "/action-items/OUT-1/edit",
            "edit-item",
            new() { ["Title"] = "Burn the keys", ["Version"] = stale }
        );
        var page = await refused.Html();

        Assert.Contains(
            "Title Rotate all keys Burn the keys",
            page.Words(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Burn the keys",
            ((IHtmlInputElement)page.QuerySelector("[name='Form.Title']")!).Value
        );
        Assert.Equal("2", page.QuerySelector("[name='Form.Version']")!.GetAttribute("value"));
        Assert.Equal(
            "Rotate all keys",
            (await world.Get("action-items/OUT-1")).GetProperty("title").GetString()
        );
    }

    [Fact]
    public async Task Who_may_only_read_sees_no_form_and_no_page_to_write()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys" });
        var viewer = await world.App.SignIn(Role.Viewer);

        var page = await viewer.Page("/action-items/OUT-1");
        using var edit = await viewer.GetAsync(
            new Uri("/action-items/OUT-1/edit", UriKind.Relative)
        );

        Assert.Null(page.QuerySelector("main form"));
        Assert.NotEqual(HttpStatusCode.OK, edit.StatusCode);
    }

    [Fact]
    public async Task Restricted_items_are_not_found_by_others_on_any_page()
    {
        await using var world = await ItemApp.Start();
        await world.AddRestricted("lee");
        await world.Add(new { title = "Open work" });
        await world.Add(new { title = "Rotate the stolen key", parent = "OUT-1" }, "INC-2");
        var other = await world.App.SignIn(Role.Admin, "other");

        foreach (
            var address in new[]
            {
                "/action-items/OUT-2",
                "/action-items/OUT-2/edit",
                "/incidents/INC-2/action-items/new",
            }
        )
        {
            using var hidden = await other.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }
        foreach (var address in new[] { "/", "/action-items", "/action-items/OUT-1" })
        {
            Assert.DoesNotContain(
                "stolen",
                (await other.Page(address)).Words(),
                StringComparison.Ordinal
            );
        }
        Assert.Contains(
            "stolen",
            (await world.Browser.Page("/action-items")).Words(),
            StringComparison.Ordinal
        );
    }
}
