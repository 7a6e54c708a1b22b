using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Plan;

public sealed class PlanTests
{
    private const string Slot = "OUT-1/escalation/3/due-2026-12-04";

    [Fact]
    public async Task The_plan_shows_what_will_be_sent_and_each_line_opens_the_message_as_it_will_look()
    {
        await using var app = await TestApp.Start();
        await Item(app);
        var lead = await app.SignIn(Role.Lead);

        var plan = await lead.Page("/plan?days=30");
        var message = await lead.Page($"/plan/message?slot={Uri.EscapeDataString(Slot)}");
        var reminder = await lead.Page(
            $"/plan/message?slot={Uri.EscapeDataString("@lee/reminder-digest/2026-11-27")}"
        );

        Assert.Contains("Reminder to Lee Example", plan.Words(), StringComparison.Ordinal);
        Assert.Contains("Escalation to leadership", plan.Words(), StringComparison.Ordinal);
        Assert.Contains("Weekly follow-up to", plan.Words(), StringComparison.Ordinal);
        Assert.Contains("OUT-1", message.Words(), StringComparison.Ordinal);
        Assert.Contains("Alert when payment errors", message.Words(), StringComparison.Ordinal);
        Assert.Contains("Alert when payment errors", reminder.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planned_message_can_be_skipped_with_a_reason_and_the_ledger_says_so()
    {
        await using var app = await TestApp.Start();
        await Item(app);
        var lead = await app.SignIn(Role.Lead);
        var address = $"/plan/message?slot={Uri.EscapeDataString(Slot)}";

        using var without = await lead.Submit(
            address,
            "decide-planned",
            new() { ["Form.Deed"] = "skip" }
        );
        Assert.Contains("Say why", (await without.Html()).Words(), StringComparison.Ordinal);
        using var with = await lead.Submit(
            address,
            "decide-planned",
            new() { ["Form.Deed"] = "skip", ["Form.Reason"] = "Everybody knows" }
        );

        Assert.Contains("Skipped", (await lead.Page(address)).Words(), StringComparison.Ordinal);
        await using var db = app.Read();
        Assert.Equal("Everybody knows", (await db.PlanChanges.SingleAsync()).Reason);
    }

    [Fact]
    public async Task The_API_gives_what_lies_ahead_for_a_person_and_moves_and_sends_it()
    {
        await using var app = await TestApp.Start();
        await Item(app);
        var program = await app.Bearer(Role.Lead);

        var mine = await Get(program, "plan?when=ahead&days=14&person=@lee");
        Assert.All(mine, row => Assert.Equal("lee", row.GetProperty("person").GetString()));
        Assert.Contains(
            mine,
            row =>
                row.GetProperty("slot").GetString() == "@lee/reminder-digest/2026-11-27"
                && row.GetProperty("items")[0].GetString() == "OUT-1"
        );

        var to = app.Store.Now.AddDays(30);
        using var moved = await program.PostAsJsonAsync(
            "/api/v1/plan/move",
            new
            {
                slot = Slot,
                to,
                reason = "After the audit",
            }
        );
        Assert.Equal(HttpStatusCode.NoContent, moved.StatusCode);
        Assert.Equal(
            to,
            (await Get(program, "incidents/INC-1/plan"))
                .Single(row => row.GetProperty("slot").GetString() == Slot)
                .GetProperty("sendsAt")
                .GetDateTimeOffset()
        );

        using var sent = await program.PostAsJsonAsync(
            "/api/v1/plan/send",
            new { slot = "INC-1/weekly/leadership/2026-W48", reason = "Asked for it" }
        );
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        await using var db = app.Read();
        Assert.Equal(
            UpdateKind.WeeklyFollowUp,
            (await db.Updates.SingleAsync(u => u.Slot == "INC-1/weekly/leadership/2026-W48")).Kind
        );
        using var unknown = await program.PostAsJsonAsync(
            "/api/v1/plan/skip",
            new { slot = "INC-1/no-such-thing", reason = "No" }
        );
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_policy_that_sends_very_many_messages_at_once_says_how_many_and_asks()
    {
        await using var app = await TestApp.Start();
        var lee = await app.AddPerson("lee");
        await app.Store.Write(async db =>
        {
            for (var n = 0; n < 60; n++)
            {
                var incident = Some.Incident(
                    await db.NextIncident(),
                    by: Some.Alice(app.Store.Now)
                );
                db.Incidents.Add(incident);
                db.ActionItems.Add(
                    Some.Item(
                        await db.NextItem(),
                        Some.ItemDetails(owner: lee.Id),
                        Some.Alice(app.Store.Now.AddDays(-3)),
                        incident.Number
                    )
                );
            }
        });
        app.Clock.Advance(TimeSpan.FromDays(3));
        var admin = await app.SignIn(Role.Admin);
        var fields = new Dictionary<string, string?>
        {
            ["StalledManagerDays"] = "1",
            ["StalledLeadershipDays"] = "2",
        };

        using var asked = await admin.Submit("/settings/cadence", "settings", fields);
        var words = (await asked.Html()).Words();
        Assert.Contains("messages within a day", words, StringComparison.Ordinal);
        Assert.Contains("Nothing is saved yet", words, StringComparison.Ordinal);

        using var confirmed = await admin.Submit(
            "/settings/cadence",
            "settings",
            new(fields) { ["Form.confirm"] = "true" }
        );
        await using var db = app.Read();
        Assert.Contains(
            "\"stalledManagerDays\":1",
            (
                await db.Set<Server.Data.Settings.Setting>().SingleAsync(s => s.Name == "cadence")
            ).Value,
            StringComparison.Ordinal
        );
    }

    private static async Task<List<JsonElement>> Get(HttpClient program, string path)
    {
        var page = await program.GetFromJsonAsync<JsonElement>($"/api/v1/{path}");
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    /// <summary>An item of Lee's, due on Friday 4 December, of an incident that was resolved today.</summary>
    private static async Task Item(TestApp app)
    {
        var lee = await app.AddPerson("lee");
        await app.Store.Write(async db =>
        {
            var incident = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails(resolvedAt: app.Store.Now) with
                {
                    StartedAt = app.Store.Now.AddHours(-2),
                },
                Some.Alice(app.Store.Now)
            );
            db.Incidents.Add(incident);
            db.ActionItems.Add(
                Some.Item(
                    await db.NextItem(),
                    Some.ItemDetails(dueOn: new DateOnly(2026, 12, 4), owner: lee.Id),
                    Some.Alice(app.Store.Now),
                    incident.Number
                )
            );
        });
    }
}
