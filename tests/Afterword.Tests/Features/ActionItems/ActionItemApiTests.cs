using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.People;
using Afterword.Server.Data.Settings;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Features.ActionItems;

public sealed class ActionItemApiTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task An_item_is_added_read_changed_and_its_history_tells_all_of_it(string provider)
    {
        await using var world = await ItemApp.Start(provider);
        await world.App.AddPerson("ana");

        using var added = await world.Api.PostAsJsonAsync(
            "/api/v1/incidents/INC-1/action-items",
            new
            {
                title = "Alert when 2 % of logins fail",
                owner = "@lee",
                dueOn = "2026-12-01",
                priority = "p1",
                category = "detection",
                tags = new[] { "Login" },
                links = new[] { new { title = "Run-book", url = "https://wiki.example.test/1" } },
            }
        );
        var item = await added.Json();

        Assert.Equal(
            (HttpStatusCode.Created, "/api/v1/action-items/OUT-1", "\"1\""),
            (added.StatusCode, added.Headers.Location!.ToString(), added.Headers.ETag!.Tag)
        );
        Assert.Equal("lee", item.GetProperty("owner").GetProperty("handle").GetString());
        Assert.Equal("INC-1", item.GetProperty("incident").GetString());
        Assert.Equal("not_started", item.GetProperty("status").GetString());

        using var changed = await world.Patch(
            "OUT-1",
            new
            {
                owner = new { handle = "ana" },
                dueOn = "2026-12-08",
                reason = "The vendor ships on the 7th",
                status = "in_progress",
            },
            "\"1\""
        );
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (changed.StatusCode, changed.Headers.ETag!.Tag));
        var answered = await changed.Json();
        Assert.Equal("ana", answered.GetProperty("owner").GetProperty("handle").GetString());
        Assert.Equal((await world.Get("action-items/OUT-1")).GetRawText(), answered.GetRawText());

        var history = (await world.Get("action-items/OUT-1/history")).GetProperty("items");
        Assert.Equal(
            ["item_due_date_changed", "item_started", "item_reassigned", "item_added"],
            history.EnumerateArray().Select(line => line.GetProperty("kind").GetString())
        );
        Assert.Equal("The vendor ships on the 7th", history[0].GetProperty("reason").GetString());
        Assert.Equal("api", history[0].GetProperty("door").GetString());
        Assert.Equal("lee", history[0].GetProperty("by").GetProperty("handle").GetString());
        Assert.Equal(
            """{"field":"owner","from":"@lee","to":"@ana"}""",
            history[2].GetProperty("changes")[0].GetRawText()
        );
    }

    [Fact]
    public async Task Without_a_date_it_gets_the_policys_and_null_means_none()
    {
        await using var world = await ItemApp.Start();

        var proposed = await world.Add(new { title = "Rotate keys", priority = "p2" });
        var none = await world.Add(new { title = "Rotate keys", dueOn = (string?)null });
        var words = await world.Add(new { title = "Rotate keys", dueText = "next sprint" });

        // Saturday 21 November and 14 days is a Saturday; the Monday after it.
        Assert.Equal("2026-12-07", proposed.GetProperty("dueOn").GetString());
        Assert.Equal(JsonValueKind.Null, none.GetProperty("dueOn").ValueKind);
        Assert.Equal(JsonValueKind.Null, words.GetProperty("dueOn").ValueKind);
        Assert.Equal("next sprint", words.GetProperty("dueText").GetString());
    }

    [Fact]
    public async Task Filters_are_the_contracts_and_the_order_is_the_due_date()
    {
        await using var world = await ItemApp.Start();
        await world.App.AddPerson("ana");
        await world.Add(new { title = "No date", dueOn = (string?)null });
        await world.Add(
            new
            {
                title = "Soon",
                dueOn = "2026-11-25",
                owner = "ana",
            }
        );
        await world.Add(
            new
            {
                title = "Late",
                dueOn = "2026-11-01",
                owner = "lee",
                priority = "p1",
                tags = new[] { "dns" },
            }
        );
        using var done = await world.Patch("OUT-2", new { status = "done", evidence = "PR 7" });

        Assert.Equal(["OUT-3", "OUT-2", "OUT-1"], await world.Keys("action-items"));
        Assert.Equal(["OUT-3", "OUT-1"], await world.Keys("action-items?status=open&sort=due"));
        Assert.Equal(["OUT-2"], await world.Keys("action-items?status=done"));
        Assert.Equal(["OUT-1"], await world.Keys("action-items?status=not_started&owner=none"));
        Assert.Equal(["OUT-3"], await world.Keys("action-items?overdue=true"));
        Assert.Equal(["OUT-3"], await world.Keys("action-items?owner=@lee"));
        Assert.Equal(["OUT-3"], await world.Keys("action-items?owner=me&priority=p1&tag=dns"));
        Assert.Equal(["OUT-1"], await world.Keys("action-items?q=no date"));
        Assert.Equal(3, (await world.Keys("action-items?incident=INC-1")).Length);
        Assert.Empty(await world.Keys("action-items?incident=INC-99"));
        Assert.Empty(await world.Keys("action-items?owner=@nobody-here"));
        Assert.Equal(3, (await world.Keys("incidents/INC-1/action-items")).Length);
    }

    [Fact]
    public async Task The_link_of_a_page_leads_to_the_next_one_with_the_same_filter()
    {
        await using var world = await ItemApp.Start();
        for (var i = 0; i < 3; i++)
        {
            await world.Add(new { title = $"Item {i}", dueOn = "2026-12-01" });
        }

        using var first = await world.Api.GetAsync(
            new Uri("/api/v1/action-items?status=open&limit=2", UriKind.Relative)
        );
        var link = Assert.Single(first.Headers.GetValues("Link"));
        var next = link[
            (link.IndexOf('<', StringComparison.Ordinal) + 1)..link.IndexOf(
                '>',
                StringComparison.Ordinal
            )
        ];

        Assert.EndsWith("rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Equal(["OUT-3"], await world.Keys(next["/api/v1/".Length..]));
        Assert.Equal(
            JsonValueKind.Null,
            (await world.Get(next["/api/v1/".Length..])).GetProperty("next").ValueKind
        );
    }

    [Theory]
    [InlineData("/api/v1/action-items?ownr=lee", "ownr")]
    [InlineData("/api/v1/action-items?status=opne", "status")]
    [InlineData("/api/v1/action-items?overdue=perhaps", "overdue")]
    [InlineData("/api/v1/action-items?incident=12", "incident")]
    [InlineData("/api/v1/action-items?cursor=x", "cursor")]
    [InlineData("/api/v1/action-items?limit=500", "limit")]
    [InlineData("/api/v1/action-items?q=%00", "q")]
    public async Task A_filter_that_means_nothing_is_named(string address, string field)
    {
        await using var world = await ItemApp.Start();

        using var answer = await world.Api.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.True((await answer.Json()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_cannot_be_kept_is_refused_with_the_fields_name(string provider)
    {
        await using var world = await ItemApp.Start(provider);
        (string Body, string Field)[] wrong =
        [
            ("""{"title":"Do it","dueOn":"next Friday"}""", "dueOn"),
            ("""{"title":"Do it","dueOn":"2026-02-30"}""", "dueOn"),
            ("""{"title":"Do it","owner":"@nobody-here"}""", "owner"),
            ("""{"title":"Do it","owner":7}""", "owner"),
            ("""{"title":"Do it","assignee":"lee"}""", "assignee"),
            ("""{"title":"Do it","priority":"p9"}""", "priority"),
            ("""{"title":"Do it","links":[{"title":"x","url":"javascript:alert(1)"}]}""", "links"),
            ("""{"title":"Do it","parent":"OUT-99"}""", "parent"),
            ("""{"title":"zero \u0000 in it"}""", "title"),
            ("""{"title":"half a letter \ud800"}""", "title"),
            ("""{"title":"   "}""", "title"),
            ($$"""{"title":"{{new string('x', 1_000_000)}}"}""", "title"),
            ("[]", ""),
        ];
        foreach (var (body, field) in wrong)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await world.Api.PostAsync(
                new Uri("/api/v1/incidents/INC-1/action-items", UriKind.Relative),
                content
            );

            Assert.Equal(
                (HttpStatusCode.UnprocessableEntity, "application/problem+json"),
                (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType)
            );
            var errors = (await answer.Json()).GetProperty("errors");
            Assert.True(errors.TryGetProperty(field, out _), $"{field}: {errors}");
        }
        Assert.Empty(await world.Keys("action-items"));
        await world.Add(new { title = "The first number is still free" });
        Assert.Equal(["OUT-1"], await world.Keys("action-items"));
    }

    [Fact]
    public async Task A_stale_change_is_refused_with_the_version_that_stands()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys" });
        using var first = await world.Patch("OUT-1", new { title = "Rotate all keys" }, "\"1\"");

        using var stale = await world.Patch("OUT-1", new { title = "Burn keys" }, "\"1\"");
        using var blind = await world.Patch("OUT-1", new { title = "Burn keys" }, etag: null);

        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, "\"2\""),
            (stale.StatusCode, stale.Headers.ETag!.Tag)
        );
        Assert.Equal((HttpStatusCode)428, blind.StatusCode);
        Assert.Equal(
            "Rotate all keys",
            (await world.Get("action-items/OUT-1")).GetProperty("title").GetString()
        );
    }

    [Fact]
    public async Task Status_goes_through_the_deeds_and_asks_what_they_ask()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys", dueOn = "2026-12-01" });

        async Task Refused(object change, string field)
        {
            using var answer = await world.Patch("OUT-1", change);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var errors = (await answer.Json()).GetProperty("errors");
            Assert.True(errors.TryGetProperty(field, out _), $"{field}: {errors}");
        }
        async Task Taken(object change, string status)
        {
            using var answer = await world.Patch("OUT-1", change);
            var json = await answer.Json();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, json.ToString());
            Assert.Equal(status, json.GetProperty("status").GetString());
        }

        await Refused(new { status = "blocked" }, "reason");
        await Refused(new { status = "done" }, "evidence");
        await Refused(new { evidence = "PR 7" }, "evidence");
        await Refused(new { dueOn = "2026-12-08" }, "reason");
        await Taken(new { status = "blocked", reason = "No access; ops must grant it" }, "blocked");
        await Taken(new { status = "in_progress" }, "in_progress");
        await Refused(new { status = "not_started" }, "status");
        await Taken(new { status = "done", evidence = "PR 7, quiet since" }, "done");
        await Taken(new { status = "done" }, "done");
        await Refused(new { status = "in_progress" }, "reason");
        await Taken(new { status = "in_progress", reason = "It came back" }, "in_progress");
        Assert.Equal(
            1,
            (await world.Get("action-items/OUT-1")).GetProperty("reopenings").GetInt32()
        );
        await Taken(new { status = "cancelled", reason = "The service is gone" }, "cancelled");
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back_as_it_is()
    {
        await using var world = await ItemApp.Start();
        var item = await world.Add(new { title = "Rotate keys", owner = "lee" });

        using var answer = await world.Patch("OUT-1", item, "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (answer.StatusCode, answer.Headers.ETag!.Tag));
        Assert.Single(
            (await world.Get("action-items/OUT-1/history")).GetProperty("items").EnumerateArray()
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Items_of_a_restricted_incident_are_nowhere_for_others(string provider)
    {
        await using var world = await ItemApp.Start(provider);
        var other = await world.App.Bearer(Role.Admin, handle: "other");
        await world.AddRestricted("lee");
        await world.Add(new { title = "Open work" });
        await world.Add(new { title = "Rotate the stolen key", parent = "OUT-1" }, "INC-2");
        var child = await world.Add(new { title = "Tell the bank", parent = "OUT-2" });

        Assert.Equal(["OUT-1", "OUT-2", "OUT-3"], await world.Keys("action-items?sort=due"));
        Assert.Equal(["OUT-1", "OUT-3"], await world.Keys("action-items", other));
        foreach (
            var address in new[]
            {
                "action-items/OUT-2",
                "action-items/OUT-2/history",
                "incidents/INC-2/action-items",
            }
        )
        {
            using var hidden = await other.GetAsync(
                new Uri($"/api/v1/{address}", UriKind.Relative)
            );
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        }
        Assert.Equal("OUT-2", child.GetProperty("parent").GetString());
        Assert.Equal(
            JsonValueKind.Null,
            (await world.Get("action-items/OUT-3", other)).GetProperty("parent").ValueKind
        );
        using var patched = await ItemApp.Patch(other, "OUT-2", new { title = "Mine now" });
        using var added = await other.PostAsJsonAsync(
            "/api/v1/incidents/INC-2/action-items",
            new { title = "Peek" }
        );
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (patched.StatusCode, added.StatusCode)
        );
    }

    [Fact]
    public async Task Reading_an_item_of_a_restricted_incident_is_noted_once_a_person_and_hour()
    {
        await using var world = await ItemApp.Start();
        await world.AddRestricted("lee");
        await world.Add(new { title = "Open work" });
        await world.Add(new { title = "Rotate the stolen key" }, "INC-2");

        async Task<int> Readings()
        {
            await using var db = world.App.Read();
            return await db.Events.CountAsync(e => e.Kind == EventKind.RestrictedRead);
        }
        await world.Get("action-items/OUT-1");
        Assert.Equal(0, await Readings());
        foreach (
            var address in new[]
            {
                "action-items/OUT-2",
                "action-items/OUT-2/history",
                "incidents/INC-2/action-items",
            }
        )
        {
            await world.Get(address);
            Assert.Equal(1, await Readings());
            world.App.Clock.Advance(TimeSpan.FromMinutes(61));
            await world.Get(address);
            Assert.Equal(2, await Readings());
            await world.App.Store.Write(db =>
                db.Events.Where(e => e.Kind == EventKind.RestrictedRead).ExecuteDeleteAsync()
            );
            world.App.Clock.Advance(TimeSpan.FromMinutes(61));
        }
        (await world.Browser.GetAsync(new Uri("/action-items/OUT-2", UriKind.Relative))).Dispose();
        Assert.Equal(1, await Readings());
    }

    [Fact]
    public async Task What_counts_as_stalled_follows_the_policy()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys", dueOn = "2026-12-01" });
        world.App.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Empty(await world.Keys("action-items?stalled=true"));

        await world
            .App.Services.GetRequiredService<AfterwordSettings>()
            .Save(
                AllSettings.Of(typeof(CadencePolicy)),
                new CadencePolicy { StalledReminderDays = 3 },
                By.Product(world.App.Store.Now),
                0,
                default
            );

        Assert.Equal(["OUT-1"], await world.Keys("action-items?stalled=true"));
    }

    [Fact]
    public async Task Who_may_only_read_reads_and_strangers_get_nothing()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys" });
        var viewer = await world.App.Bearer(Role.Viewer);
        var stranger = world.App.Browser();

        using var change = await ItemApp.Patch(viewer, "OUT-1", new { title = "Mine now" });
        using var unknown = await stranger.GetAsync(
            new Uri("/api/v1/action-items", UriKind.Relative)
        );

        Assert.Equal(["OUT-1"], await world.Keys("action-items", viewer));
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized),
            (change.StatusCode, unknown.StatusCode)
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Each_answer_of_the_page_has_its_route(string provider)
    {
        await using var world = await ItemApp.Start(provider);
        await world.App.AddPerson("ana");
        await world.Add(new { title = "Rotate keys", dueOn = "2026-12-01" });
        using var began = await world.Patch("OUT-1", new { status = "in_progress" });

        async Task<JsonElement> Post(string path, object body)
        {
            using var answer = await world.Api.PostAsJsonAsync(
                $"/api/v1/action-items/OUT-1/{path}",
                body
            );
            var json = await answer.Json();
            Assert.True((int)answer.StatusCode == 200, $"{path} {answer.StatusCode}: {json}");
            return json;
        }

        await Post(
            "ready-for-review",
            new
            {
                pullRequest = "#7",
                summary = "Rotates the keys",
                testing = "In staging",
                reviewers = new[] { "ana" },
            }
        );
        var moved = await Post(
            "due-date",
            new
            {
                dueFrom = "2026-12-05",
                dueOn = "2026-12-08",
                reason = "The vendor is late",
            }
        );
        var snoozed = await Post("snooze", new { until = "2026-12-01", reason = "Vendor away" });
        var blocked = await Post(
            "blocked",
            new
            {
                impact = "The rotation cannot run",
                urgency = "Keys expire on 2026-12-10",
                need = "Grant access",
                helper = "ana",
            }
        );
        var done = await Post(
            "done",
            new
            {
                what = "Keys rotate weekly",
                change = "PR 7",
                liveAt = "2026-11-20T22:00:00Z",
                monitoring = "no errors since",
            }
        );
        using var refused = await world.Api.PostAsJsonAsync(
            "/api/v1/action-items/OUT-1/blocked",
            new { impact = "x" }
        );

        Assert.Equal("2026-12-05", moved.GetProperty("dueFrom").GetString());
        Assert.Equal("2026-12-01", snoozed.GetProperty("snoozedUntil").GetString());
        Assert.Equal(
            "The rotation cannot run. Needed: Grant access.",
            blocked.GetProperty("statusReason").GetString()
        );
        Assert.Equal(
            "Keys rotate weekly. PR 7, live 2026-11-20 22:00 UTC; no errors since.",
            done.GetProperty("evidence").GetString()
        );
        Assert.Equal(422, (int)refused.StatusCode);
        var doors = (await world.Get("action-items/OUT-1/history"))
            .GetProperty("items")
            .EnumerateArray()
            .Select(line => line.GetProperty("door").GetString())
            .Distinct();
        Assert.Equal(["api"], doors);
    }
}
