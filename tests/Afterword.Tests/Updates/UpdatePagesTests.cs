using System.Net;
using System.Net.Http.Json;
using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Afterword.Tests.Support.Wait;
using static Afterword.Tests.Updates.FirstSummaryTests;

namespace Afterword.Tests.Updates;

public sealed class UpdatePagesTests
{
    [Fact]
    public async Task Of_two_people_who_change_the_words_the_second_sees_both_versions_and_loses_nothing()
    {
        await using var app = await TestApp.Start();
        var number = await Draft(app);
        var lead = await app.SignIn(Role.Lead);
        var other = await app.SignIn(Role.Lead, "other");
        using var first = await other.Submit(
            $"/updates/{number}",
            "edit-update",
            new() { ["Body"] = "Other words" }
        );

        using var second = await lead.Submit(
            $"/updates/{number}",
            "edit-update",
            new() { ["Body"] = "My words", ["Version"] = "1" }
        );
        var page = await second.Html();

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Contains("Somebody else saved in between.", page.Words(), StringComparison.Ordinal);
        Assert.Contains("Other words", page.Words(), StringComparison.Ordinal);
        Assert.Contains(
            "My words",
            page.QuerySelector("textarea")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("Other words", (await Find(app, number)).Body);
    }

    [Fact]
    public async Task Words_that_changed_since_they_were_looked_at_are_not_sent()
    {
        await using var app = await TestApp.Start();
        var number = await Draft(app);
        var lead = await app.SignIn(Role.Lead);
        using var edited = await lead.Submit(
            $"/updates/{number}",
            "edit-update",
            new() { ["Body"] = "Other words" }
        );

        using var refused = await lead.Submit(
            $"/updates/{number}",
            "send-update",
            new() { ["Send.Version"] = "1" }
        );

        Assert.Contains(
            "Nothing was sent",
            (await refused.Html()).Words(),
            StringComparison.Ordinal
        );
        Assert.Equal(UpdateState.Draft, (await Find(app, number)).State);
    }

    [Fact]
    public async Task A_message_that_nobody_would_get_is_refused_with_the_way_out()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        var teams = (await Drafts(app)).Single(u => u.Audience == Audience.AffectedTeams).Number;
        var lead = await app.SignIn(Role.Lead);

        using var refused = await lead.Submit($"/updates/{teams}", "send-update");

        Assert.Contains(
            "Nobody would get this: the affected teams has no member with a mail address.",
            (await refused.Html()).Words(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_draft_can_be_discarded_with_a_reason_that_the_ledger_keeps()
    {
        await using var app = await TestApp.Start();
        var number = await Draft(app);
        var lead = await app.SignIn(Role.Lead);
        using var without = await lead.Submit($"/updates/{number}", "discard-update");
        Assert.Contains("Say why", (await without.Html()).Words(), StringComparison.Ordinal);

        using var with = await lead.Submit(
            $"/updates/{number}",
            "discard-update",
            new() { ["Discard.Reason"] = "A drill" }
        );

        Assert.Equal(UpdateState.Discarded, (await Find(app, number)).State);
        Assert.Contains("Not needed", (await lead.Page("/plan")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_reads_the_message_and_finds_no_button_that_sends()
    {
        await using var app = await TestApp.Start();
        var number = await Draft(app);
        var viewer = await app.SignIn(Role.Viewer);

        var page = await viewer.Page($"/updates/{number}");

        Assert.DoesNotContain(
            page.Forms,
            f => f.TextContent.Contains("Send", StringComparison.Ordinal)
        );
        Assert.Contains("boss@example.test", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Updates_and_deliveries_of_a_restricted_incident_are_not_there_for_others()
    {
        await using var app = await TestApp.Start();
        var number = await Draft(app);
        await app.Store.Write(async db =>
        {
            var incident = await db.Incidents.AsTracking().SingleAsync();
            incident.Edit(
                Some.IncidentDetails(resolvedAt: incident.ResolvedAt) with
                {
                    Restricted = true,
                    ReaderIds = [1],
                },
                By.Product(app.Store.Now)
            );
        });
        var lead = await app.SignIn(Role.Lead);
        var program = await app.Bearer(Role.Lead);

        foreach (var address in new[] { $"/updates/{number}", $"/updates/{number}/message" })
        {
            using var page = await lead.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }
        foreach (
            var address in new[]
            {
                $"updates/{number}",
                "incidents/INC-1/updates",
                "incidents/INC-1/plan",
            }
        )
        {
            using var answer = await program.GetAsync(
                new Uri($"/api/v1/{address}", UriKind.Relative)
            );
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        var list = await program.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/updates");
        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_API_lists_edits_and_approves_and_says_what_is_owed()
    {
        await using var app = await TestApp.Start();
        var number = await Draft(app);
        var program = await app.Bearer(Role.Lead);

        var list = await program.GetFromJsonAsync<System.Text.Json.JsonElement>(
            "/api/v1/updates?limit=1"
        );
        Assert.NotNull(list.GetProperty("next").GetString());
        var owed = await program.GetFromJsonAsync<System.Text.Json.JsonElement>(
            "/api/v1/incidents/INC-1/plan"
        );
        Assert.All(
            owed.GetProperty("items")
                .EnumerateArray()
                .Where(o => o.GetProperty("kind").GetString() == "initial_summary"),
            o => Assert.Equal("owed", o.GetProperty("state").GetString())
        );
        using var read = await program.GetAsync(
            new Uri($"/api/v1/updates/{number}", UriKind.Relative)
        );
        using var edit = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/updates/{number}")
        {
            Content = JsonContent.Create(new { body = "New words" }),
        };
        edit.Headers.IfMatch.Add(read.Headers.ETag!);
        using var edited = await program.SendAsync(edit);
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        using var stale = new HttpRequestMessage(
            HttpMethod.Post,
            $"/api/v1/updates/{number}/approve"
        );
        stale.Headers.IfMatch.Add(read.Headers.ETag!);
        using var refused = await program.SendAsync(stale);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        using var fresh = new HttpRequestMessage(
            HttpMethod.Post,
            $"/api/v1/updates/{number}/approve"
        );
        fresh.Headers.IfMatch.Add(edited.Headers.ETag!);
        using var approved = await program.SendAsync(fresh);
        Assert.Equal("approved", (await approved.Json()).GetProperty("state").GetString());

        await Until(async () => (await Find(app, number)).State == UpdateState.Sent);
        var deliveries = await program.GetFromJsonAsync<System.Text.Json.JsonElement>(
            $"/api/v1/deliveries?update={number}"
        );
        var delivery = Assert.Single(deliveries.GetProperty("items").EnumerateArray());
        Assert.Equal(
            ("kept", "boss@example.test"),
            (delivery.GetProperty("state").GetString(), delivery.GetProperty("target").GetString())
        );
        using var moved = await program.PostAsJsonAsync(
            "/api/v1/deliveries/redirect",
            new
            {
                update = number,
                target = "boss@example.test",
                to = "chief@example.test",
            }
        );
        Assert.Equal("chief@example.test", (await moved.Json()).GetProperty("target").GetString());
        using var wrong = await program.PostAsJsonAsync(
            "/api/v1/deliveries/redirect",
            new
            {
                update = number,
                target = "chief@example.test",
                to = "nowhere",
            }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task A_dead_delivery_is_on_the_plan_with_its_reason_in_the_outbox_and_can_be_skipped()
    {
        await using var app = await TestApp.Start();
        var number = await Draft(app);
        var lead = await app.SignIn(Role.Lead);
        using var approved = await lead.Submit($"/updates/{number}", "send-update");
        await Until(async () => (await Find(app, number)).State == UpdateState.Sent);
        await app.Store.Write(async db =>
        {
            var delivery = await db.Deliveries.AsTracking().SingleAsync();
            delivery.Retry(Some.Alice(app.Store.Now));
            var fence = delivery.Claim("test", app.Store.Now);
            delivery.Record(
                fence,
                new SendResult.GiveUp("550 no such mailbox"),
                null,
                By.Product(app.Store.Now)
            );
        });

        Assert.Contains(
            "A message was not delivered.",
            (await lead.Page("/plan")).Words(),
            StringComparison.Ordinal
        );
        var dead = await lead.Page("/outbox?state=dead");
        Assert.Contains("550 no such mailbox", dead.Words(), StringComparison.Ordinal);
        using var skipped = await lead.Submit(
            $"/outbox/{number}?to=boss@example.test",
            "skip-delivery",
            new() { ["Skip.Reason"] = "Told by phone" }
        );

        Assert.DoesNotContain(
            "was not delivered",
            (await lead.Page("/plan")).Words(),
            StringComparison.Ordinal
        );
        await using var db = app.Read();
        Assert.Equal(
            "Told by phone",
            (await db.Events.SingleAsync(e => e.Kind == EventKind.DeliverySkipped)).Facts.Reason
        );
    }

    [Fact]
    public async Task The_preview_frame_holds_the_real_mail_and_can_run_nothing()
    {
        await using var app = await TestApp.Start();
        var number = await Draft(app);
        var lead = await app.SignIn(Role.Lead);

        var page = await lead.Page($"/updates/{number}");
        using var message = await lead.GetAsync(
            new Uri($"/updates/{number}/message", UriKind.Relative)
        );

        Assert.True(page.QuerySelector("iframe.mail-frame")!.HasAttribute("sandbox"));
        Assert.Equal("", page.QuerySelector("iframe.mail-frame")!.GetAttribute("sandbox"));
        var policy = message.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        Assert.Contains(
            "because you are in leadership",
            await message.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    private static async Task<int> Draft(TestApp app)
    {
        await ResolvedIncident(app);
        return (await Drafts(app)).Single(u => u.Audience == Audience.Leadership).Number;
    }
}
