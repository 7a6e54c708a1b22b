using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Tests.Delivery;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.FollowThrough;

public sealed class AnnounceTests
{
    /// <summary>The audiences inside that words ship for.</summary>
    private static List<string> Written { get; } =
    [
        .. Cadence
            .Inside.Where(a => TemplateCatalog.Find(UpdateKind.InitialSummary, a) is not null)
            .Select(a => SnakeCase.Of(a).Replace('_', '-'))
            .Order(),
    ];

    [Theory, ClassData(typeof(Databases))]
    public async Task A_resolved_incident_has_its_drafts_at_once_and_the_announcement_is_gone(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        var number = await world.Declare();
        await world.Resolve(number);

        await world.Announce().All(default);

        var drafts = await world.Updates();
        Assert.Equal(
            Written.Select(a => $"INC-1/initial-summary/{a}"),
            drafts.Select(u => u.Slot).Order()
        );
        Assert.All(
            drafts,
            u =>
            {
                Assert.Equal((UpdateState.Draft, null), (u.State, u.AuthorId));
                Assert.Equal(world.Store.Now.AddHours(24), u.DueAt);
                Assert.StartsWith("**Resolved**", u.Body, StringComparison.Ordinal);
                Assert.Contains(
                    "https://afterword.example.test/incidents/INC-1",
                    u.Body,
                    StringComparison.Ordinal
                );
            }
        );
        await using var db = world.Db.Read();
        Assert.Empty(await db.Announcements.ToListAsync());
        Assert.False((await db.Incidents.SingleAsync()).NextDueAt <= world.Store.Now);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Announcing_and_sweeping_on_two_nodes_at_once_makes_nothing_twice(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        await world.AddTeam("board", [await world.AddPerson("ana")], leadership: true);
        for (var i = 0; i < 10; i++)
        {
            await world.Resolve(await world.Declare());
        }

        await Task.WhenAll(
            Task.Run(() => world.Announce().All(default)),
            Task.Run(() => world.Sweep().All(default)),
            Task.Run(() => world.Announce().All(default)),
            Task.Run(() => world.Sweep().All(default))
        );
        await world.Announce().All(default);

        var drafts = await world.Updates();
        Assert.Equal(10 * Written.Count, drafts.Count);
        Assert.Equal(Enumerable.Range(1, drafts.Count), drafts.Select(u => u.Number));
        await using var db = world.Db.Read();
        Assert.Empty(await db.Announcements.ToListAsync());
        Assert.All(
            await db.Incidents.ToListAsync(),
            i => Assert.False(i.NextDueAt <= world.Store.Now)
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_sweep_finds_what_is_due_without_any_announcement_and_only_then(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        await world.Resolve(await world.Declare());
        await world.Declare();
        await world.Store.Write(async db => await db.Announcements.ExecuteDeleteAsync());

        Assert.Equal(Written.Count, await world.Sweep().All(default));
        Assert.Equal(0, await world.Sweep().All(default));

        Assert.All(await world.Updates(), u => Assert.Equal(1, u.IncidentNumber));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Approving_makes_one_delivery_a_reader_nobody_twice_and_nobody_who_left(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        var ana = await world.AddPerson("ana");
        var lee = await world.AddPerson("lee");
        var gone = await world.AddPerson("gone", active: false);
        var twin = await world.AddPerson("twin", "ANA@example.test");
        var mute = await world.AddPerson("mute", "");
        await world.AddTeam("board", [ana, gone, twin, mute], leadership: true, lead: ana);
        await world.AddTeam("listed", [lee], leadership: true, email: "all@example.test");
        await world.AddTeam("others", [lee], leadership: true);

        var number = await world.Approved();
        await world.Announce().All(default);

        Assert.Equal(
            ["all@example.test", "ana@example.test"],
            (await world.Deliveries()).Select(d => d.Target.ToLowerInvariant()).Order()
        );
        Assert.Equal(UpdateState.Approved, (await world.Update(number)).State);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_restricted_incident_is_told_to_its_named_readers_alone(string provider)
    {
        await using var world = await TellingWorld.Open(provider);
        var ana = await world.AddPerson("ana");
        var lee = await world.AddPerson("lee");
        await world.AddTeam("board", [ana, lee], leadership: true, email: "board@example.test");
        var incident = await world.Declare(
            Some.IncidentDetails() with
            {
                Restricted = true,
                ReaderIds = [lee],
            }
        );

        await world.Approved(incident);

        Assert.Equal("lee@example.test", Assert.Single(await world.Deliveries()).Target);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_approved_update_that_nobody_can_get_says_so(string provider)
    {
        await using var world = await TellingWorld.Open(provider);

        var number = await world.Approved();

        Assert.Equal(UpdateState.PartlyFailed, (await world.Update(number)).State);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_SEV1_has_a_draft_while_it_runs_which_follows_until_somebody_edits_it(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        var number = await world.Declare(Some.IncidentDetails() with { Severity = Severity.Sev1 });
        await world.Announce().All(default);
        var running = await world.Updates();
        await world.Store.Write(async db =>
            (
                await db.Updates.AsTracking().SingleAsync(u => u.Audience == Audience.AffectedTeams)
            ).Edit(new Words("Mine", "My own words"), Some.Alice(world.Store.Now))
        );

        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.Resolve(number);
        await world.Announce().All(default);

        Assert.All(
            running,
            u => Assert.StartsWith("**Still going on**", u.Body, StringComparison.Ordinal)
        );
        var after = await world.Updates();
        Assert.StartsWith(
            "**Resolved**",
            after.Single(u => u.Audience == Audience.Leadership).Body,
            StringComparison.Ordinal
        );
        Assert.Equal("My own words", after.Single(u => u.Audience == Audience.AffectedTeams).Body);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_imported_incident_owes_nothing_until_somebody_follows_it(string provider)
    {
        await using var world = await TellingWorld.Open(provider);
        await world.Store.Write(async db =>
            db.Incidents.Add(
                Incident.Import(
                    await db.NextIncident(),
                    Some.IncidentDetails(resolvedAt: Some.Now.AddDays(-400)) with
                    {
                        StartedAt = Some.Now.AddDays(-401),
                    },
                    By.Product(world.Store.Now)
                )
            )
        );
        await world.Announce().All(default);
        await world.Sweep().All(default);
        Assert.Empty(await world.Updates());

        await world.Store.Write(async db =>
            (await db.Incidents.AsTracking().SingleAsync()).Follow(Some.Alice(world.Store.Now))
        );
        await world.Announce().All(default);

        Assert.All(await world.Updates(), u => Assert.Equal(world.Store.Now.AddHours(24), u.DueAt));
        Assert.Equal(Written.Count, (await world.Updates()).Count);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task One_announcement_that_fails_holds_up_no_other_and_is_not_lost(string provider)
    {
        await using var world = await TellingWorld.Open(provider);
        await world.Resolve(await world.Declare());
        await world.Resolve(await world.Declare());
        await world.Store.Write(async db =>
            await db.Database.ExecuteSqlRawAsync(
                "UPDATE events SET kind = 'update_approved', subject_id = 999 WHERE incident_number = 1"
            )
        );

        var announce = world.Announce();
        await announce.All(default);
        await announce.All(default);

        Assert.All(await world.Updates(), u => Assert.Equal(2, u.IncidentNumber));
        await using var db = world.Db.Read();
        Assert.Equal(2, await db.Announcements.CountAsync());
    }

    [Fact]
    public async Task The_worker_wakes_at_a_commit_without_waiting_for_its_next_look()
    {
        await using var world = await TellingWorld.Open();
        using var worker = world.FollowThrough();
        await worker.StartAsync(default);

        await world.Resolve(await world.Declare());

        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while ((await world.Updates()).Count < 2)
        {
            await Task.Delay(5, deadline.Token);
        }
        await worker.StopAsync(default);
    }
}
