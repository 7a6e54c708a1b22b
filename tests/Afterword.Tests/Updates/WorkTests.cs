using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Afterword.Tests.Support.Wait;
using static Afterword.Tests.Updates.FirstSummaryTests;

namespace Afterword.Tests.Updates;

/// <summary>What people tell of their own work, with or without an incident.</summary>
public sealed class WorkTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_member_tells_the_team_what_was_done_beginning_with_what_the_items_say(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        var lee = await app.AddPerson("lee");
        await Team(app, "payments", lee.Id);
        await Items(app, lee.Id);
        var member = await app.SignIn(Role.Member, "lee");

        var form = await member.Page("/updates/own-work/progress-update");
        Assert.Contains(
            "OUT-1 Alert on refused payments (PR #418)",
            form.QuerySelector("[name='Form.completed']")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "OUT-2 Size the pool - ETA: 2026-12-01",
            form.QuerySelector("[name='Form.inProgress']")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "OUT-3 Load test: Need the new host from Platform",
            form.QuerySelector("[name='Form.blockers']")!.TextContent,
            StringComparison.Ordinal
        );
        using var written = await member.Submit(
            "/updates/own-work/progress-update",
            "work",
            new() { ["notes"] = "The freeze begins on 2026-12-18." }
        );
        var address = written.Target()!;
        var message = await member.Page(address);
        Assert.Contains("Send to 1 person", message.Words(), StringComparison.Ordinal);
        using var sent = await member.Submit(address, "send-update");
        Assert.Equal(address, sent.Target());

        await using var db = app.Read();
        var update = await db.Updates.SingleAsync(u => u.Kind == UpdateKind.ProgressUpdate);
        Assert.NotNull(update.ApprovedAt);
        Assert.StartsWith(
            "## Progress Update - 2026-11-21\n\n**Payments: 1 completed, 1 in progress, 1 blocked.**\n\n### Completed\n\n- OUT-1 Alert on refused payments (PR #418)\n\n### In Progress",
            update.Body,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "### Notes\n\nThe freeze begins on 2026-12-18.",
            update.Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_blocker_asks_a_person_and_only_those_two_and_leads_may_touch_it()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("ana");
        var lee = await app.Bearer(Role.Member, handle: "lee");
        var other = await app.Bearer(Role.Member, handle: "kim");

        using var missing = await lee.PostAsJsonAsync(
            "/api/v1/updates/own-work/blocker",
            new { title = "Load test", people = new[] { "@ana" } }
        );
        Assert.Contains(
            "Impact:",
            await missing.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        using var made = await lee.PostAsJsonAsync(
            "/api/v1/updates/own-work/blocker",
            new
            {
                title = "Load test",
                impact = "The release of 2026-11-27",
                urgency = "2026-11-26",
                goal = "run the test at twice the traffic",
                getting = "the host refuses more than 400 connections",
                tried = "Raised the limit - it ran out of memory\nShared the replica - reports became slow",
                need = "the new host from Platform",
                people = new[] { "@ana" },
            }
        );
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var update = (await made.Json()).GetProperty("items")[0];
        Assert.Equal("Blocker: Load test", update.GetProperty("subject").GetString());
        Assert.Equal("person", update.GetProperty("audience").GetString());
        Assert.Contains(
            "**Tried**:\n\n1. Raised the limit - it ran out of memory\n2. Shared the replica - reports became slow\n\n**Need**:\n\n- the new host from Platform",
            update.GetProperty("body").GetString(),
            StringComparison.Ordinal
        );
        var id = update.GetProperty("id").GetInt32();

        using var hidden = await other.GetAsync(new Uri($"/api/v1/updates/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        using var sent = await lee.WithHeader("If-Match", "*")
            .PostAsync(new Uri($"/api/v1/updates/{id}/approve", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        await Until(async () => (await Find(app, id)).State == UpdateState.Sent);
    }

    [Fact]
    public async Task Whoever_did_not_write_it_and_is_no_lead_may_not_send_it()
    {
        await using var app = await TestApp.Start();
        var leeId = (await app.AddPerson("lee")).Id;
        await Team(app, "payments", leeId);
        var lee = await app.Bearer(Role.Member, handle: "lee");
        var kim = await app.Bearer(Role.Member, handle: "kim");
        using var made = await lee.PostAsJsonAsync(
            "/api/v1/updates/own-work/heads-up",
            new
            {
                what = "the pool moves",
                when = "2026-11-24 06:00 UTC",
                follow = "#payments",
                audiences = new[] { "team" },
            }
        );
        var id = (await made.Json()).GetProperty("items")[0].GetProperty("id").GetInt32();

        using var refused = await kim.WithHeader("If-Match", "*")
            .PostAsync(new Uri($"/api/v1/updates/{id}/approve", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(UpdateState.Draft, (await Find(app, id)).State);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_team_is_asked_for_its_weekly_update_on_its_day_and_its_hour(string provider)
    {
        await using var app = await TestApp.Start(provider);
        var lee = await app.AddPerson("lee");
        var team = await Team(app, "payments", lee.Id);
        await Items(app, lee.Id);
        var member = await app.SignIn(Role.Member, "lee");
        using var saved = await member.Submit(
            "/updates/schedules",
            "schedule-payments",
            new()
            {
                ["payments.day"] = "Monday",
                ["payments.hour"] = "10",
                ["payments.writer"] = "@lee",
            }
        );
        Assert.Equal("/updates/schedules", saved.Target());

        // Saturday 09:00 UTC; Monday 08:00 in Berlin is two hours before it is due.
        app.Clock.Advance(TimeSpan.FromHours(45));
        await Until(async () => await Count(app) == 0);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await Until(async () => await Count(app) == 2);

        await using var db = app.Read();
        var draft = await db.Updates.SingleAsync(u => u.Kind == UpdateKind.ProgressUpdate);
        Assert.Equal((UpdateState.Draft, team), (draft.State, draft.TeamId));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero), draft.DueAt);
        Assert.Contains("OUT-1 Alert on refused payments", draft.Body, StringComparison.Ordinal);
        var asked = await db.Updates.SingleAsync(u => u.Audience == Audience.Person);
        Assert.Equal(lee.Id, asked.PersonId);
        Assert.Contains($"/updates/{draft.Number})", asked.Body, StringComparison.Ordinal);
        var schedule = await db.Set<ProgressSchedule>().SingleAsync();
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 7, 0, 0, TimeSpan.Zero), schedule.NextAt);
    }

    [Fact]
    public async Task An_items_deeds_give_drafts_for_reviewers_helpers_and_those_who_were_promised()
    {
        await using var app = await TestApp.Start();
        var lee = await app.AddPerson("lee");
        var ana = await app.AddPerson("ana");
        await Items(app, lee.Id);
        var site = TellingSite(app);

        var kinds = await app.Store.Write(async db =>
        {
            var by = new By(lee.Id, Door.Web, app.Store.Now);
            var item = await db.ActionItems.SingleAsync(a => a.Number == 3);
            var help = await ItemDrafts.Blocker(
                db,
                item,
                new(new(item.Title), new("x"), new("y"), new("z"), new("e"), [], [new("n")]),
                ana.Id,
                site,
                by,
                default
            );
            var review = await ItemDrafts.ReadyForReview(
                db,
                item,
                new(new(item.Title), new("7"), new("x"), [], new("t"), new("f")),
                [ana.Id, lee.Id],
                site,
                by,
                default
            );
            var late = await ItemDrafts.Delay(
                db,
                item,
                new(new(item.Title), new("a"), new("b"), new("c"), [new("Cut scope")], new("r")),
                site,
                by,
                default
            );
            return help.Concat(review)
                .Concat(late)
                .Select(u => (u.Kind, u.Audience, u.ItemNumber))
                .ToList();
        });

        Assert.Equal(
            [
                (UpdateKind.Blocker, Audience.Person, 3),
                (UpdateKind.Blocker, Audience.Thread, 3),
                (UpdateKind.ReadyForReview, Audience.Person, 3),
                (UpdateKind.ReadyForReview, Audience.Person, 3),
                (UpdateKind.Delay, Audience.Leadership, (int?)3),
            ],
            kinds
        );
    }

    private static Site TellingSite(TestApp app) =>
        ((Func<Site>)app.Services.GetService(typeof(Func<Site>))!)();

    private static async Task<int> Count(TestApp app)
    {
        await using var db = app.Read();
        return await db.Updates.CountAsync(u =>
            u.Kind == UpdateKind.ProgressUpdate || u.Audience == Audience.Person
        );
    }

    private static Task<int> Team(TestApp app, string handle, int member) =>
        app.Store.Write(async db =>
        {
            var team = Core.People.Team.Add(
                await db.NextTeam(),
                new TeamDetails
                {
                    Handle = handle,
                    Name = "Payments",
                    MemberIds = [member],
                    TimeZone = "Europe/Berlin",
                },
                By.Product(app.Store.Now)
            );
            db.Teams.Add(team);
            return team.Id;
        });

    private static Task Items(TestApp app, int owner) =>
        app.Store.Write(async db =>
        {
            var by = new By(owner, Door.Web, app.Store.Now);
            var incident = Core.Incidents.Incident.Declare(
                await db.NextIncident(),
                Some.IncidentDetails(),
                by
            );
            db.Incidents.Add(incident);
            ActionItem Add(int number, string title) =>
                ActionItem.Add(
                    number,
                    incident.Number,
                    Some.ItemDetails(title, new DateOnly(2026, 12, 1), owner),
                    by
                );
            var done = Add(await db.NextItem(), "Alert on refused payments");
            done.Complete(by, "PR #418, live since today; no error since.");
            var going = Add(await db.NextItem(), "Size the pool");
            going.Start(by);
            var blocked = Add(await db.NextItem(), "Load test");
            blocked.Block("the new host from Platform", by);
            db.ActionItems.AddRange(done, going, blocked);
        });
}
