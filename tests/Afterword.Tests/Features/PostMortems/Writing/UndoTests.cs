using System.Net.Http.Json;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
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
}
