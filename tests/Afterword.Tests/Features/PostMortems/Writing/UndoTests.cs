using System.Net.Http.Json;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Features.PostMortems.Import;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.PostMortems.Writing;

public sealed class UndoTests
{
    private static async Task<long> Last(TestApp app, EventKind kind)
    {
        await using var db = app.Read();
        return await db
            .Events.Where(e => e.Kind == kind)
            .OrderByDescending(e => e.Id)
            .Select(e => e.Id)
            .FirstAsync();
    }

    private static async Task Save(HttpClient browser, string section, string text) =>
        (
            await browser.Submit(
                Written.Edit,
                Written.Form,
                new() { [await Written.BoxOf(browser, section)] = text }
            )
        ).Dispose();

    [Theory, ClassData(typeof(Databases))]
    public async Task An_edit_is_undone_on_its_line_of_the_history_and_what_came_later_elsewhere_stays(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");
        await Save(ana, "Summary", "Gone wrong");
        var edit = await Last(app, EventKind.PostMortemChanged);
        await Save(ana, "Root Cause", "A better cause");

        (await ana.Submit(Written.Page, $"undo-{edit}")).Dispose();

        var content = (await Written.Stored(app)).Content;
        Assert.Equal(
            ("It broke.", "A better cause"),
            (content.Body(SectionKind.Summary), content.Body(SectionKind.RootCause))
        );
        Assert.Contains(
            "Reason: Undo of 09:00:00 UTC",
            (await ana.Page("/incidents/INC-1/history")).Words(),
            StringComparison.Ordinal
        );
        // Undoing the undo puts the words back.
        (
            await ana.Submit(Written.Page, $"undo-{await Last(app, EventKind.PostMortemChanged)}")
        ).Dispose();
        Assert.Equal("Gone wrong", (await Written.Stored(app)).Content.Body(SectionKind.Summary));
    }

    [Fact]
    public async Task Where_somebody_changed_the_same_place_later_nothing_is_undone_and_the_place_is_named()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");
        await Save(ana, "Summary", "First");
        var edit = await Last(app, EventKind.PostMortemChanged);
        await Save(ana, "Summary", "Second");

        (await ana.Submit(Written.Page, $"undo-{edit}")).Dispose();

        Assert.Contains(
            "Not undone. Summary was changed again since.",
            (await ana.Page(Written.Page)).Words(),
            StringComparison.Ordinal
        );
        Assert.Equal("Second", (await Written.Stored(app)).Content.Body(SectionKind.Summary));
    }

    [Fact]
    public async Task The_title_an_instant_and_what_was_done_to_an_item_are_undone_and_what_was_sent_is_said()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");
        (
            await ana.Submit(
                Written.Edit,
                Written.Form,
                new()
                {
                    ["Facts[0].Value"] = "Wrong title",
                    ["Facts[2].Value"] = "2026-11-21 07:11",
                    ["Items[0].Title"] = "Alert 14 days before a certificate ends",
                }
            )
        ).Dispose();
        var program = await app.Bearer(Role.Member, handle: "ana");
        using var done = await program.PostAsJsonAsync(
            new Uri("/api/v1/action-items/OUT-1/done", UriKind.Relative),
            new { what = "Merged", change = "PR 7" }
        );
        done.EnsureSuccessStatusCode();

        (
            await ana.Submit(
                "/incidents/INC-1/history",
                $"undo-{await Last(app, EventKind.IncidentChanged)}"
            )
        ).Dispose();
        (
            await ana.Submit(
                "/action-items/OUT-1",
                $"undo-{await Last(app, EventKind.ItemCompleted)}"
            )
        ).Dispose();

        await using var db = app.Read();
        var incident = await db.Incidents.SingleAsync();
        Assert.Equal(("Checkout refused cards", null), (incident.Title, incident.DetectedAt));
        var item = await db.ActionItems.SingleAsync();
        Assert.Equal(
            (ActionItemStatus.NotStarted, null, 0),
            (item.Status, item.DoneAt, item.Reopenings)
        );
        using var again = await program.PostAsync(
            new Uri("/api/v1/action-items/OUT-1/undo", UriKind.Relative),
            null
        );
        Assert.Equal("done", (await again.Json()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Steps_and_comments_are_undone_too_and_after_an_hour_nothing_is_offered()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");
        (await ana.Submit(Written.Page, "review-post-mortem")).Dispose();
        (
            await ana.Submit(
                Written.Page,
                $"undo-{await Last(app, EventKind.PostMortemSentToReview)}"
            )
        ).Dispose();
        Assert.Equal(PostMortemState.Draft, (await Written.Stored(app)).State);

        (
            await ana.Submit(
                Written.Page,
                "comment-summary",
                new() { ["Body"] = "A slip of the hand" }
            )
        ).Dispose();
        (
            await ana.Submit(Written.Page, $"undo-{await Last(app, EventKind.CommentWritten)}")
        ).Dispose();
        Assert.DoesNotContain(
            "A slip of the hand",
            (await ana.Page(Written.Page)).Words(),
            StringComparison.Ordinal
        );

        await Save(ana, "Summary", "Old by now");
        app.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty((await ana.Page(Written.Page)).QuerySelectorAll("form.undo"));
        var viewer = await app.SignIn(Role.Viewer);
        Assert.Empty((await viewer.Page(Written.Page)).QuerySelectorAll("form.undo"));
    }

    [Fact]
    public async Task People_links_milestones_and_readers_of_an_incident_go_back_as_they_were()
    {
        await using var app = await TestApp.Start();
        var ana = await app.SignIn(Role.Member, "ana");
        await using var db = app.Read();
        var me = await db.People.Where(p => p.Handle == "ana").Select(p => p.Id).SingleAsync();
        var other = (await app.AddPerson("lee")).Id;
        await Written.Declare(app);
        var incident = await db.Incidents.SingleAsync();
        var before = IncidentMerge.Current(incident) with
        {
            People = [new(me, "on call, 2 nights"), new(other, "")],
            SourceLinks =
            [
                new("The graph, by day", "https://g.test/a,b"),
                new("", "https://h.test"),
            ],
            Milestones =
            [
                new("All clients by hand, slowly", Some.Now.AddDays(3), null),
                new("Reached by 1 p.m.", Some.Now.AddDays(-1), Some.Now.AddHours(-30)),
            ],
        };
        var after = before with
        {
            People = [new(other, "lead")],
            SourceLinks = [],
            Milestones = [before.Milestones[0] with { ReachedAt = Some.Now }],
            Restricted = true,
            ReaderIds = [me],
        };
        await Edit(app, before, me);
        await Edit(app, after, me);
        var edit = await Last(app, EventKind.IncidentChanged);

        (await ana.Submit("/incidents/INC-1/history", $"undo-{edit}")).Dispose();
        Assert.Equivalent(before, await Stands(app), strict: true);

        edit = await Last(app, EventKind.IncidentChanged);
        (await ana.Submit("/incidents/INC-1/history", $"undo-{edit}")).Dispose();
        Assert.Equivalent(after, await Stands(app), strict: true);
    }

    [Fact]
    public async Task A_message_that_has_not_left_and_the_words_for_customers_go_back_too()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        var lead = await app.SignIn(Role.Lead, "ana");
        (
            await lead.Submit(
                "/incidents/INC-1/customers",
                "customer-text",
                new()
                {
                    ["Headline"] = "Some cards were refused",
                    ["Seen"] = "One in five.",
                    ["Doing"] = "We pay it back.",
                    ["Follow"] = "https://status.example.test",
                }
            )
        ).Dispose();
        (await lead.Submit("/incidents/INC-1/customers", "approve-customer-text")).Dispose();
        var by = new By(
            (await app.Read().People.SingleAsync(p => p.Handle == "ana")).Id,
            Door.Web,
            app.Store.Now
        );
        var number = await app.Store.Write(async db =>
        {
            var update = Update.Draft(
                await db.NextUpdate(),
                new UpdateAbout("ad-hoc/1", UpdateKind.AdHoc, Audience.Company, 1, null, null),
                new Words("Heads up", "First words"),
                by
            );
            db.Updates.Add(update);
            update.Edit(new Words("Heads up", "Other words"), by);
            update.Schedule(app.Store.Now.AddHours(5), by);
            return update.Number;
        });
        async Task<Update> Take(EventKind back)
        {
            (await lead.Submit($"/updates/{number}", $"undo-{await Last(app, back)}")).Dispose();
            await using var db = app.Read();
            return await db.Updates.SingleAsync(u => u.Number == number);
        }

        Assert.Equal(UpdateState.Draft, (await Take(EventKind.UpdateScheduled)).State);
        var again = await Take(EventKind.UpdateWithdrawn);
        Assert.Equal(
            (UpdateState.Scheduled, app.Store.Now.AddHours(5)),
            (again.State, again.ScheduledAt)
        );
        await Take(EventKind.UpdateScheduled);
        Assert.Equal("First words", (await Take(EventKind.UpdateEdited)).Body);
        Assert.Equal(UpdateState.Discarded, (await Take(EventKind.UpdateDrafted)).State);
        Assert.Equal(UpdateState.Draft, (await Take(EventKind.UpdateDiscarded)).State);

        foreach (
            var kind in new[] { EventKind.CustomerTextApproved, EventKind.CustomerTextWritten }
        )
        {
            (
                await lead.Submit("/incidents/INC-1/customers", $"undo-{await Last(app, kind)}")
            ).Dispose();
        }
        var text = await app.Read().Set<CustomerText>().SingleAsync();
        Assert.Equal((CustomerWording.None, null), (text.Draft, text.ApprovedAt));
        Assert.Equal(CustomerWording.None, text.Approved);
    }

    private static Task Edit(TestApp app, IncidentDetails details, int by) =>
        app.Store.Write(async db =>
            (await db.Incidents.AsTracking().SingleAsync()).Edit(
                details,
                new By(by, Door.Web, app.Store.Now)
            )
        );

    private static async Task<IncidentDetails> Stands(TestApp app)
    {
        await using var db = app.Read();
        return IncidentMerge.Current(await db.Incidents.SingleAsync());
    }
}
