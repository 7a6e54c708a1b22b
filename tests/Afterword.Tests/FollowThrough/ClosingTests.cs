using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Tests.Delivery;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.FollowThrough;

public sealed class ClosingTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task An_incident_is_closed_when_its_closing_message_has_gone_and_not_any_more_once_an_item_is_open_again(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        await world.AddTeam("board", [await world.AddPerson("ana")], leadership: true);
        var number = await world.Declare();
        await world.Store.Write(async db =>
            db.ActionItems.Add(Some.Item(await db.NextItem(), incident: number))
        );
        await world.Resolve(number);
        await world.Store.Write(async db =>
            (await db.ActionItems.AsTracking().SingleAsync()).Complete(
                Some.Alice(world.Store.Now),
                "Done in #1."
            )
        );

        await Look(world);
        Assert.Equal(IncidentStatus.Resolved, await Status(world));

        await world.Store.Write(async db =>
            (
                await db
                    .Updates.AsTracking()
                    .SingleAsync(u =>
                        u.Kind == UpdateKind.Closing && u.Audience == Audience.Leadership
                    )
            ).Approve(Some.Alice(world.Store.Now))
        );
        await Look(world);
        Assert.Equal(IncidentStatus.Closed, await Status(world));

        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Store.Write(async db =>
            (await db.ActionItems.AsTracking().SingleAsync()).Reopen(
                "It came back.",
                Some.Alice(world.Store.Now)
            )
        );
        await Look(world);
        Assert.Equal(IncidentStatus.Resolved, await Status(world));

        await using var db = world.Db.Read();
        Assert.Equal(
            ["incident_closed: resolved → closed", "incident_changed: closed → resolved"],
            (await db.Events.Where(e => e.Door == Door.Cadence).OrderBy(e => e.Id).ToListAsync())
                .Where(e => e.Subject == SubjectKind.Incident)
                .Select(e => (e.Kind, Change: e.Facts.Changes.Single(c => c.Field == "status")))
                .Select(e => $"{Core.SnakeCase.Of(e.Kind)}: {e.Change.From} → {e.Change.To}")
        );
        Assert.False((await db.Incidents.SingleAsync()).NextDueAt <= world.Store.Now);
    }

    /// <summary>What the follow-through does every two seconds.</summary>
    private static async Task Look(TellingWorld world)
    {
        await world.Announce().All(default);
        await world.Sweep().All(default);
    }

    private static async Task<IncidentStatus> Status(TellingWorld world)
    {
        await using var db = world.Db.Read();
        return await db.Incidents.Select(i => i.Status).SingleAsync();
    }
}
