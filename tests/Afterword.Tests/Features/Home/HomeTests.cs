using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Tests.Features.ActionItems;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.Home;

public sealed class HomeTests
{
    [Fact]
    public async Task What_is_late_or_due_soon_stands_there_with_its_answers_and_the_rest_does_not()
    {
        await using var world = await ItemApp.Start();
        await world.Add(
            new
            {
                title = "Late",
                dueOn = "2026-11-11",
                owner = "lee",
            }
        );
        await world.Add(
            new
            {
                title = "Soon",
                dueOn = "2026-11-28",
                owner = "lee",
            }
        );
        await world.Add(
            new
            {
                title = "Far away",
                dueOn = "2026-11-29",
                owner = "lee",
            }
        );
        await world.Add(new { title = "Somebody else's", dueOn = "2026-11-11" });

        var page = await world.Browser.Page("/");

        Assert.Equal(
            ["OUT-1", "OUT-2"],
            page.QuerySelectorAll("#due td:first-child a").Select(a => a.TextContent)
        );
        Assert.Equal(
            [
                "/action-items/OUT-1?say=done#say-done",
                "/action-items/OUT-1?say=date#say-date",
                "/action-items/OUT-1?say=blocked#say-blocked",
            ],
            page.QuerySelectorAll("#due tbody tr:first-child .answers a")
                .Select(a => a.GetAttribute("href"))
        );
        var answer = await world.Browser.Page("/action-items/OUT-1?say=done");
        Assert.True(answer.QuerySelector("#say-done")!.HasAttribute("open"));
    }

    [Fact]
    public async Task With_nothing_due_it_says_what_is_next_and_when()
    {
        await using var world = await ItemApp.Start();

        Assert.Contains("You own no open item", await Words(world), StringComparison.Ordinal);

        await world.Add(
            new
            {
                title = "Write the run-book",
                dueOn = (string?)null,
                owner = "lee",
            }
        );
        Assert.Contains("has no date yet", await Words(world), StringComparison.Ordinal);

        await world.Add(
            new
            {
                title = "Rotate keys",
                dueOn = "2026-12-10",
                owner = "lee",
            }
        );
        Assert.Contains(
            "Next is OUT-2 Rotate keys, due Dec 10, in 19 days.",
            await Words(world),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_teams_week_shows_the_others_items_and_what_was_closed()
    {
        await using var world = await ItemApp.Start();
        var ana = await world.App.AddPerson("ana");
        await AddTeam(world, lead: ana.Id);
        await world.Add(
            new
            {
                title = "Of Ana",
                dueOn = "2026-11-24",
                owner = "ana",
            }
        );
        await world.Add(
            new
            {
                title = "Of the team",
                dueOn = "2026-11-20",
                owner = "payments",
            }
        );
        await world.Add(new { title = "Of Ana, closed", owner = "ana" });
        using var done = await world.Patch("OUT-3", new { status = "done", evidence = "PR 7" });

        var page = await world.Browser.Page("/");

        Assert.Equal(
            ["OUT-2", "OUT-1"],
            page.QuerySelectorAll("#week td:first-child a").Select(a => a.TextContent)
        );
        Assert.Equal(
            ["OUT-3"],
            page.QuerySelectorAll("#closed td:first-child a").Select(a => a.TextContent)
        );
        var lead = await world.App.SignIn(Role.Member, "ana");
        Assert.Equal(
            ["OUT-2", "OUT-1"],
            (await lead.Page("/"))
                .QuerySelectorAll("#due td:first-child a")
                .Select(a => a.TextContent)
        );
    }

    [Fact]
    public async Task Drafts_wait_for_those_who_may_send_them_one_line_an_incident()
    {
        await using var world = await ItemApp.Start();
        await Draft(world, Audience.Leadership);
        var lead = await world.App.SignIn(Role.Lead);

        var one = await lead.Page("/");
        await Draft(world, Audience.AffectedTeams);
        var two = await lead.Page("/");

        Assert.Contains("Checkout is back", one.Words(), StringComparison.Ordinal);
        Assert.NotNull(one.QuerySelector("#waiting a[href='/updates/1']"));
        var line = Assert.Single(two.QuerySelectorAll("#waiting tbody tr"));
        Assert.Contains("2 messages", line.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["/updates/1", "/updates/2"],
            line.QuerySelectorAll(".audiences a").Select(a => a.GetAttribute("href"))
        );
        Assert.DoesNotContain("Messages waiting", await Words(world), StringComparison.Ordinal);
    }

    private static async Task Draft(ItemApp world, Audience readers) =>
        await world.App.Store.Write(async db =>
            db.Updates.Add(
                Update.Draft(
                    await db.NextUpdate(),
                    new UpdateAbout(
                        $"INC-1/test/{readers}",
                        UpdateKind.InitialSummary,
                        readers,
                        1,
                        null,
                        world.App.Store.Now.AddHours(-1)
                    ),
                    new Words("Checkout is back", "It is."),
                    By.Product(world.App.Store.Now)
                )
            )
        );

    private static async Task<string> Words(ItemApp world) =>
        (await world.Browser.Page("/")).Words();

    private static Task AddTeam(ItemApp world, int lead) =>
        world.App.Store.Write(async db =>
        {
            var lee = db.People.Single(p => p.Handle == "lee").Id;
            db.Teams.Add(
                Team.Add(
                    await db.NextTeam(),
                    new TeamDetails
                    {
                        Handle = "payments",
                        Name = "Payments",
                        LeadId = lead,
                        MemberIds = [lee],
                    },
                    By.Product(world.App.Store.Now)
                )
            );
        });
}
