using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Features.Memory;

public sealed class MemoryTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Similar_incidents_are_shown_with_reasons_and_a_person_says_that_the_cause_was_the_same(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await TwoAlike(app);
        var lead = await app.SignIn(Role.Lead);
        var api = await app.Bearer(Role.Member);

        var similar = await Get(api, "/api/v1/incidents/INC-2/similar");
        var first = similar.GetProperty("items").EnumerateArray().First();
        Assert.Equal("INC-1", first.GetProperty("key").GetString());
        var reasons = string.Join(
            '\n',
            first.GetProperty("reasons").EnumerateArray().Select(r => r.GetString())
        );
        Assert.Contains("Same tag: database", reasons, StringComparison.Ordinal);
        Assert.Contains("causes name", reasons, StringComparison.Ordinal);
        Assert.Contains("failover", reasons, StringComparison.Ordinal);
        Assert.DoesNotContain(
            similar.GetProperty("items").EnumerateArray(),
            i => i.GetProperty("key").GetString() == "INC-3"
        );

        using var said = await lead.Submit("/incidents/INC-2/similar", "same-INC-1");
        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        var page = (await lead.Page("/incidents/INC-2")).Words();
        Assert.Contains("Same cause as INC-1", page, StringComparison.Ordinal);
        Assert.Contains("while its fix was open", page, StringComparison.Ordinal);
        Assert.Contains(
            "Recurred as INC-2",
            (await lead.Page("/incidents/INC-1")).Words(),
            StringComparison.Ordinal
        );

        using var back = await lead.Submit("/incidents/INC-1/similar", "withdraw-INC-2");
        await using var db = app.Read();
        var same = await db.SameCauses.SingleAsync();
        Assert.Equal((2, 1, true), (same.IncidentNumber, same.EarlierNumber, same.WhileFixOpen));
        Assert.NotNull(same.WithdrawnAt);
        Assert.Equal(
            [EventKind.CauseConfirmed, EventKind.CauseWithdrawn],
            await db
                .Events.Where(e => e.Subject == SubjectKind.SameCause)
                .OrderBy(e => e.Id)
                .Select(e => e.Kind)
                .ToListAsync()
        );
    }

    [Fact]
    public async Task A_fix_that_regressed_is_opened_again_or_followed_up_and_says_what_shows_it()
    {
        await using var app = await TestApp.Start();
        await TwoAlike(app);
        await app.Store.Write(async db =>
        {
            foreach (var item in await db.ActionItems.AsTracking().ToListAsync())
            {
                item.Complete(Some.Alice(app.Store.Now), "PR #1, quiet since.");
            }
        });
        var member = await app.SignIn(Role.Member);
        var api = await app.Bearer(Role.Member);

        using var without = await member.Submit(
            "/incidents/INC-1/check-in",
            "check-in",
            new() { ["Form.Items[0].Verdict"] = "regressed" }
        );
        Assert.Contains(
            "Say what shows it",
            (await without.Html()).Words(),
            StringComparison.Ordinal
        );
        using var reopened = await member.Submit(
            "/incidents/INC-1/check-in",
            "check-in",
            new()
            {
                ["Form.Items[0].Verdict"] = "regressed",
                ["Form.Items[0].Evidence"] = "The pool ran dry on Monday.",
                ["Form.Items[0].Then"] = "reopen",
            }
        );
        Assert.Equal(HttpStatusCode.Redirect, reopened.StatusCode);
        using var followed = await api.PostAsJsonAsync(
            new Uri("/api/v1/incidents/INC-1/check-in", UriKind.Relative),
            new
            {
                item = "OUT-2",
                verdict = "partly",
                evidence = "Half of the alerts came.",
                then = "follow_up",
            }
        );

        Assert.Equal(HttpStatusCode.OK, followed.StatusCode);
        await using var read = app.Read();
        Assert.True((await read.ActionItems.SingleAsync(a => a.Number == 1)).IsOpen);
        var next = await read.ActionItems.SingleAsync(a => a.ParentNumber == 2);
        Assert.Contains("Half of the alerts came.", next.Description, StringComparison.Ordinal);
        Assert.Equal(
            [(1, FixVerdict.Regressed), (2, FixVerdict.Partly)],
            (await read.FixChecks.OrderBy(c => c.Number).ToListAsync()).Select(c =>
                (c.ItemNumber, c.Verdict)
            )
        );
        Assert.Contains(
            "Regressed",
            (await member.Page("/incidents/INC-1/check-in")).Words(),
            StringComparison.Ordinal
        );
        Assert.Contains("Partly", (await member.Page("/memory")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_publishes_can_ask_owners_of_services_of_the_same_kind_and_a_yes_becomes_an_item()
    {
        await using var app = await TestApp.Start();
        await TwoAlike(app);
        await app.Store.Write(async db =>
        {
            var by = Some.Alice();
            var team = Team.Add(
                await db.NextTeam(),
                new TeamDetails
                {
                    Handle = "refunds",
                    Name = "Refunds",
                    LeadId = 1,
                },
                by
            );
            db.Teams.Add(team);
            db.Services.Add(
                Service.Add(
                    await db.NextService(),
                    new ServiceDetails
                    {
                        Handle = "refunds",
                        Name = "Refunds",
                        OwnerTeamId = team.Id,
                        Tags = ["database"],
                    },
                    by
                )
            );
        });
        var lead = await app.SignIn(Role.Lead);

        using var published = await lead.Submit(
            "/incidents/INC-1/post-mortem/publish",
            "publish-post-mortem",
            new() { ["Form.Decision"] = "send" }
        );
        using var answered = await lead.Submit(
            "/incidents/INC-1/similar-risk",
            "similar-risk",
            new()
            {
                ["Form.Calls[0].Answer"] = "yes",
                ["Form.Calls[0].Title"] = "Limit the pool of refunds",
            }
        );

        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        await using var db = app.Read();
        var update = await db.Updates.SingleAsync(u => u.Kind == UpdateKind.SimilarRiskCall);
        Assert.Equal(1, update.PersonId);
        Assert.NotEqual(UpdateState.Draft, update.State);
        Assert.Contains("could this hit Refunds?", update.Body, StringComparison.Ordinal);
        var call = await db.RiskCalls.SingleAsync();
        Assert.Equal(RiskAnswer.Yes, call.Answer);
        Assert.Equal(
            "Limit the pool of refunds",
            (await db.ActionItems.SingleAsync(a => a.Number == call.ItemNumber)).Title
        );
    }

    [Fact]
    public async Task A_viewer_asks_a_member_answers_and_the_next_weekly_follow_up_carries_it()
    {
        await using var app = await TestApp.Start();
        await TwoAlike(app);
        var viewer = await app.SignIn(Role.Viewer);
        var member = await app.SignIn(Role.Member);

        using var nothing = await viewer.Submit("/incidents/INC-1/questions", "ask-question");
        Assert.Contains(
            "Say what you would like to know",
            (await nothing.Html()).Words(),
            StringComparison.Ordinal
        );
        using var asked = await viewer.Submit(
            "/incidents/INC-1/questions",
            "ask-question",
            new() { ["Text"] = "Was a card charged twice?" }
        );
        Assert.Contains(
            "Was a card charged twice?",
            (await member.Page("/incidents/INC-1")).Words(),
            StringComparison.Ordinal
        );
        using var answered = await member.Submit(
            "/incidents/INC-1/questions",
            "answer-question",
            new() { ["Given.Answer"] = "No, the bank rolled each back." }
        );

        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        await using var db = app.Read();
        var incident = await db.Incidents.SingleAsync(i => i.Number == 1);
        var site = app.Services.GetRequiredService<Func<Site>>()();
        var facts = await IncidentFacts.Of(db, incident, site, new(), app.Store.Now, default);
        var weekly = Newsroom.Write(
            new UpdateAbout(
                "INC-1/weekly/technical/2026-W47",
                UpdateKind.WeeklyFollowUp,
                Audience.Technical,
                1,
                null,
                null
            ),
            facts,
            site
        )!;
        Assert.Contains(
            "“Was a card charged twice?” – No, the bank rolled each back.",
            weekly.Body,
            StringComparison.Ordinal
        );
    }

    private static async Task<JsonElement> Get(HttpClient api, string address) =>
        await api.GetFromJsonAsync<JsonElement>(new Uri(address, UriKind.Relative));

    /// <summary>INC-1 a month ago with two open items, INC-2 now of the same cause, INC-3 of another; INC-1's post-mortem is a draft.</summary>
    private static async Task TwoAlike(TestApp app)
    {
        await app.AddPerson("alice");
        await app.Store.Write(async db =>
        {
            async Task<Incident> Add(string title, int daysAgo, string[] tags, string cause)
            {
                var at = Some.Now.AddDays(-daysAgo);
                var details = Some.IncidentDetails(title, at, at.AddHours(1)) with
                {
                    Tags = tags,
                    LeadId = 1,
                };
                var incident = Incident.Declare(
                    await db.NextIncident(),
                    details,
                    Some.Alice(at.AddHours(2))
                );
                db.Incidents.Add(incident);
                db.PostMortems.Add(
                    PostMortem.Start(
                        incident.Number,
                        new PostMortemContent
                        {
                            Sections =
                            [
                                new(SectionKind.Summary, "Summary", title),
                                new(SectionKind.RootCause, "Root Cause", cause),
                            ],
                            Learnings =
                            [
                                new(LearningCategory.Detection, "", $"Learned from: {title}"),
                            ],
                        },
                        Some.Alice(at.AddHours(2))
                    )
                );
                return incident;
            }
            var one = await Add(
                "Payments failed",
                30,
                ["database"],
                "The connection pool was exhausted after the failover of the replica."
            );
            await Add(
                "Orders could not be paid",
                1,
                ["database"],
                "After a failover the exhausted connection pool never recovered."
            );
            await Add("Mail arrived late", 2, ["mail"], "A certificate had expired.");
            for (var n = 0; n < 2; n++)
            {
                var details = Some.ItemDetails(
                    n == 0 ? "Limit the pool" : "Alert on waiting connections"
                ) with
                {
                    Category = LearningCategory.Detection,
                };
                db.ActionItems.Add(
                    ActionItem.Add(
                        await db.NextItem(),
                        one.Number,
                        details,
                        Some.Alice(one.DeclaredAt)
                    )
                );
            }
        });
    }
}
