using System.Net;
using Afterword.Core.Events;
using Afterword.Core.Memory;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Features.Memory;

/// <summary>What is asked after an incident: of owners of services of the same kind, and by readers.</summary>
public sealed class AskedTests
{
    [Fact]
    public async Task Whoever_publishes_can_ask_owners_of_services_of_the_same_kind_and_a_yes_becomes_an_item()
    {
        await using var app = await TestApp.Start();
        await MemoryWorld.TwoAlike(app);
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
        await MemoryWorld.TwoAlike(app);
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
}
