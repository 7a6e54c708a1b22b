using System.Net;
using System.Net.Http.Json;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Afterword.Tests.Support.Wait;
using static Afterword.Tests.Updates.FirstSummaryTests;

namespace Afterword.Tests.Updates;

public sealed class ComposeTests
{
    [Fact]
    public async Task A_heads_up_to_two_audiences_is_seen_side_by_side_and_sent_with_one_press()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        var lead = await app.SignIn(Role.Lead);

        using var missing = await lead.PostAsync(
            new Uri("/updates/new?kind=heads-up", UriKind.Relative),
            await Filled(lead, [("Form.Subject", "A move"), ("Form.Audience", "company")])
        );
        Assert.Contains(
            "Say what is coming or changes.",
            (await missing.Html()).Words(),
            StringComparison.Ordinal
        );
        using var written = await lead.PostAsync(
            new Uri("/updates/new?kind=heads-up", UriKind.Relative),
            await Filled(
                lead,
                [
                    ("Form.Subject", "The payment pool moves"),
                    ("Form.Audience", "leadership"),
                    ("Form.Audience", "company"),
                    ("Form.What", "The payment pool moves to its new host"),
                    ("Form.When", "2026-11-24 06:00 UTC"),
                    ("Form.Follow", "#payments-move"),
                ]
            )
        );
        var preview = await lead.Page(written.Target()!);

        Assert.Equal(2, preview.QuerySelectorAll("iframe.mail-frame").Length);
        Assert.Contains("Internal: not for customers", preview.Words(), StringComparison.Ordinal);
        using var sent = await lead.Submit(written.Target()!, "send-all");
        await using var db = app.Read();
        var updates = await db.Updates.Where(u => u.Kind == UpdateKind.HeadsUp).ToListAsync();
        Assert.Equal(2, updates.Count);
        Assert.All(
            updates,
            u =>
            {
                Assert.NotNull(u.ApprovedAt);
                Assert.Equal("The payment pool moves", u.Subject);
                Assert.StartsWith(
                    "**Heads-up**: The payment pool moves to its new host.",
                    u.Body,
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Fact]
    public async Task A_message_is_scheduled_taken_back_moved_and_corrected_through_the_API()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        var api = await app.Bearer(Role.Lead);
        using var written = await api.PostAsJsonAsync(
            "/api/v1/updates",
            new
            {
                audience = "leadership",
                incident = "INC-1",
                subject = "INC-1: refunds",
                body = "1,200 refunds are out.",
                nextUpdateAt = app.Store.Now.AddDays(3),
            }
        );
        var first = await written.Json();
        var id = first.GetProperty("id").GetInt32();
        Assert.Contains(
            "**Next update by**: 2026-11-24 09:00 UTC",
            first.GetProperty("body").GetString(),
            StringComparison.Ordinal
        );

        using var past = await Step(api, id, "schedule", new { scheduledAt = app.Store.Now });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, past.StatusCode);
        using var scheduled = await Step(
            api,
            id,
            "schedule",
            new { scheduledAt = app.Store.Now.AddHours(1) }
        );
        Assert.Equal("scheduled", (await scheduled.Json()).GetProperty("state").GetString());
        using var back = await Step(api, id, "withdraw", new { });
        Assert.Equal("draft", (await back.Json()).GetProperty("state").GetString());
        using var tooEarly = await Step(
            api,
            id,
            "correct",
            new { wrong = "1,200", right = "1,300" }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooEarly.StatusCode);
        using var approved = await Step(api, id, "approve", new { });
        approved.EnsureSuccessStatusCode();
        await Until(async () => (await Find(app, id)).State == UpdateState.Sent);

        using var corrected = await Step(
            api,
            id,
            "correct",
            new { wrong = "1,200 refunds", right = "1,300 refunds" }
        );
        var correction = await corrected.Json();
        Assert.Equal(HttpStatusCode.Created, corrected.StatusCode);
        Assert.Equal(id, correction.GetProperty("correctionOf").GetInt32());
        Assert.Equal("INC-1: refunds", correction.GetProperty("subject").GetString());
        var original = await api.GetFromJsonAsync<System.Text.Json.JsonElement>(
            $"/api/v1/updates/{id}"
        );
        Assert.Equal(
            correction.GetProperty("id").GetInt32(),
            original.GetProperty("correctedBy")[0].GetInt32()
        );
        Assert.StartsWith(
            "1,200 refunds are out.",
            original.GetProperty("body").GetString(),
            StringComparison.Ordinal
        );
        var incident = await api.GetFromJsonAsync<System.Text.Json.JsonElement>(
            "/api/v1/incidents/INC-1"
        );
        Assert.Equal(
            app.Store.Now.AddDays(3),
            incident.GetProperty("nextUpdateAt").GetDateTimeOffset()
        );
    }

    [Fact]
    public async Task Words_for_customers_stand_apart_and_need_a_public_page()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Lead);

        using var wrong = await api.PostAsJsonAsync(
            "/api/v1/updates",
            new
            {
                kind = "heads_up",
                audience = "customers",
                subject = "Payments",
                what = "Payments may be slow",
                when = "Tuesday",
                follow = "#internal-channel",
            }
        );
        using var right = await api.PostAsJsonAsync(
            "/api/v1/updates",
            new
            {
                kind = "heads_up",
                audience = "customers",
                subject = "Payments",
                what = "Payments may be slow",
                when = "Tuesday",
                follow = "https://status.example.test",
            }
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains(
            "[status page](https://status.example.test/)",
            (await right.Json()).GetProperty("body").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Later_edits_of_the_facts_never_rewrite_an_approved_message()
    {
        await using var app = await TestApp.Start();
        var incident = await ResolvedIncident(app);
        var number = (await Drafts(app)).Single(u => u.Audience == Audience.Leadership).Number;
        var lead = await app.SignIn(Role.Lead);
        using var approved = await lead.Submit($"/updates/{number}", "send-update");
        var before = await Find(app, number);

        await app.Store.Write(async db =>
        {
            var edited = await db.Incidents.AsTracking().SingleAsync(i => i.Number == incident);
            edited.Edit(
                Some.IncidentDetails("Quite another title", resolvedAt: app.Store.Now) with
                {
                    Severity = Severity.Sev1,
                    AffectedUsers = 5,
                },
                Some.Alice(app.Store.Now)
            );
        });
        await Until(async () =>
        {
            await using var db = app.Read();
            return !await db.Announcements.AnyAsync();
        });

        var after = await Find(app, number);
        Assert.Equal(
            (before.Subject, before.Body, before.WordsHash),
            (after.Subject, after.Body, after.WordsHash)
        );
        using var written = await lead.Submit(
            $"/updates/new?incident=INC-{incident}",
            "new-update",
            new() { ["Form.Audience"] = "leadership", ["Body"] = "More." }
        );
        var second = await Find(
            app,
            int.Parse(
                written.Target()!.Split('/')[^1],
                System.Globalization.CultureInfo.InvariantCulture
            )
        );
        Assert.Equal(before.Subject, second.Subject);
    }

    [Fact]
    public async Task Publishing_shows_the_messages_sends_the_ticked_ones_and_leaves_the_others()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        var lead = await app.SignIn(Role.Lead);
        await app.Store.Write(db =>
        {
            db.PostMortems.Add(
                PostMortem.Start(1, new PostMortemContent(), Some.Alice(app.Store.Now))
            );
            return Task.CompletedTask;
        });

        var page = await lead.Page("/incidents/INC-1/post-mortem/publish");
        Assert.Contains("Publish and send 2 messages", page.Words(), StringComparison.Ordinal);
        var company = page.QuerySelectorAll("input[type=hidden]")
            .Single(i => i.GetAttribute("value") == "company")
            .GetAttribute("name")!
            .Replace(".Audience", ".Send", StringComparison.Ordinal);
        using var published = await lead.Submit(
            "/incidents/INC-1/post-mortem/publish",
            "publish-post-mortem",
            new() { [company] = "false", ["Form.Decision"] = "send" }
        );

        await using var db = app.Read();
        var sent = await db
            .Updates.Where(u => u.Kind == UpdateKind.PostMortemPublished)
            .SingleAsync();
        Assert.Equal(
            (Audience.Leadership, "INC-1/post-mortem-published/leadership"),
            (sent.Audience, sent.Slot)
        );
        Assert.NotNull(sent.ApprovedById);
        Assert.Contains("**Fixes**: none agreed yet", sent.Body, StringComparison.Ordinal);
        Assert.NotNull((await db.PostMortems.SingleAsync()).PublishedAt);
    }

    private static async Task<FormUrlEncodedContent> Filled(
        HttpClient lead,
        (string, string)[] fields
    )
    {
        var page = await lead.Page("/updates/new?kind=heads-up");
        var hidden = page.QuerySelectorAll("form input[type=hidden]")
            .Where(i => i.GetAttribute("name") is "__RequestVerificationToken" or "_handler")
            .GroupBy(i => i.GetAttribute("name")!)
            .Select(g =>
                KeyValuePair.Create(
                    g.Key,
                    g.Key == "_handler" ? "new-update" : g.First().GetAttribute("value")!
                )
            );
        return new FormUrlEncodedContent(
            hidden.Concat(fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2)))
        );
    }

    private static async Task<HttpResponseMessage> Step(
        HttpClient api,
        int id,
        string step,
        object body
    )
    {
        using var asked = await api.GetAsync(new Uri($"/api/v1/updates/{id}", UriKind.Relative));
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri($"/api/v1/updates/{id}/{step}", UriKind.Relative)
        )
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.TryAddWithoutValidation("If-Match", asked.Headers.ETag?.ToString());
        return await api.SendAsync(request);
    }
}
