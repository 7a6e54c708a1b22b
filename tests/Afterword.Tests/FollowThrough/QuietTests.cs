using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Insight;
using Afterword.Server.Data.Templates;
using Afterword.Server.FollowThrough;
using Afterword.Tests.Delivery;
using Afterword.Tests.Support;

namespace Afterword.Tests.FollowThrough;

/// <summary>An installation where no row says that anything is due: what the loop tells of nevertheless.</summary>
public sealed class QuietTests
{
    [Fact]
    public async Task Where_nothing_is_due_the_review_of_the_month_is_drafted_nevertheless()
    {
        await using var world = await Quiet();

        var told = await FirstTold(world);

        Assert.Equal(
            (UpdateKind.MonthlyReview, UpdateState.Draft, "monthly-review/2026-11"),
            (told.Kind, told.State, told.Slot)
        );
    }

    [Fact]
    public async Task Where_nothing_is_due_administrators_hear_of_a_broken_template_nevertheless()
    {
        await using var world = await Quiet();
        world.Clock.MoveTo(new DateTimeOffset(2026, 12, 9, 3, 0, 0, TimeSpan.Zero));
        await world.Store.Write(async db =>
            db.Add(
                TemplateVersion.Write(
                    await db.NextTemplateVersion(),
                    "quarterly-letter.leadership",
                    1,
                    "---\nkind: quarterly-letter\naudience: leadership\nwords: any\nsubject: x\n---\nx\n",
                    "",
                    By.Product(world.Store.Now)
                )
            )
        );

        var told = await FirstTold(world);

        Assert.Equal((Audience.Person, 1), (told.Audience, told.PersonId));
        Assert.Contains("quarterly-letter.leadership", told.Subject, StringComparison.Ordinal);
    }

    /// <summary>An administrator who is leadership, an imported incident nobody follows, and a clock on the first working day, at ten.</summary>
    private static async Task<TellingWorld> Quiet()
    {
        var world = await TellingWorld.Open();
        await world.Store.Write(async db =>
        {
            var by = By.Product(world.Store.Now);
            var details = Some.PersonDetails("ines") with { Role = Role.Admin };
            db.People.Add(Person.Add(await db.NextPerson(), details, by));
            var team = new TeamDetails
            {
                Handle = "leadership",
                Name = "Leadership",
                IsLeadership = true,
                MemberIds = [1],
            };
            db.Teams.Add(Team.Add(await db.NextTeam(), team, by));
            var began = new DateTimeOffset(2026, 11, 4, 8, 0, 0, TimeSpan.Zero);
            var old = Some.IncidentDetails("Orders failed", began, began.AddHours(1));
            db.Incidents.Add(Incident.Import(await db.NextIncident(), old, by));
        });
        await new RollUp(world.Store, world.Db.Database).CatchUp(default);
        await world.Announce().All(default);
        world.Clock.MoveTo(new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.Zero));
        return world;
    }

    /// <summary>Runs the loop until it has told something.</summary>
    private static async Task<Update> FirstTold(TellingWorld world)
    {
        Assert.False(await new Work(world.Store).Waits(default));
        using var worker = world.FollowThrough();
        await worker.StartAsync(default);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while ((await world.Updates()).Count == 0)
        {
            await Task.Delay(5, deadline.Token);
        }
        await worker.StopAsync(default);
        return Assert.Single(await world.Updates());
    }
}
