using Afterword.Core.Delivery;
using Afterword.Server.Data;
using Afterword.Server.Delivery;
using Afterword.Tests.Support;
using Npgsql;

namespace Afterword.Tests.Delivery;

/// <summary>On PostgreSQL the survivor need not wait for the leases of a node whose process is gone.</summary>
public sealed class DeadNodesTests
{
    [Theory, ClassData(typeof(PostgresOnly))]
    public async Task What_a_dead_node_held_is_sent_by_another_within_seconds(string provider)
    {
        await using var world = await Leaders(provider);
        var dying = await Holding(world);
        var survivor = world.DeadNodes();

        Assert.False(await survivor.Look(default));
        await End(world, dying);
        Assert.False(await survivor.Look(default));
        world.Clock.Advance(DeadNodes.Patience);
        Assert.True(await survivor.Look(default));
        await TellingWorld.Run(world.Worker());

        Assert.Single(world.Mail!.Tried);
        var sent = Assert.Single(await world.Deliveries());
        Assert.Equal((DeliveryState.Sent, true), (sent.State, sent.MayHaveArrived));
    }

    [Theory, ClassData(typeof(PostgresOnly))]
    public async Task A_node_whose_connection_broke_answers_again_and_keeps_what_it_holds(
        string provider
    )
    {
        await using var world = await Leaders(provider);
        var node = await Holding(world);
        var other = world.DeadNodes();
        await other.Look(default);

        await CutAllLines(world);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => node.Ask(default));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => other.Look(default));
        Assert.False(await other.Look(default));
        await node.Ask(default);
        world.Clock.Advance(DeadNodes.Patience);

        Assert.False(await other.Look(default));
        Assert.Equal(DeliveryState.Leased, Assert.Single(await world.Deliveries()).State);
    }

    [Theory, ClassData(typeof(PostgresOnly))]
    public async Task While_the_database_is_away_nobody_is_taken_for_dead(string provider)
    {
        await using var world = await Leaders(provider);
        var gone = await Holding(world);
        var other = world.DeadNodes();
        await End(world, gone);
        await other.Look(default);

        await CutAllLines(world);
        world.Clock.Advance(DeadNodes.Patience);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => other.Look(default));

        Assert.False(await other.Look(default));
        world.Clock.Advance(DeadNodes.Patience);
        Assert.True(await other.Look(default));
    }

    [Theory, ClassData(typeof(PostgresOnly))]
    public async Task A_worker_that_never_answered_the_roll_keeps_its_lease(string provider)
    {
        await using var world = await Leaders(provider);
        await Take(world.Claims());
        var other = world.DeadNodes();
        await other.Look(default);
        world.Clock.Advance(DeadNodes.Patience);

        Assert.False(await other.Look(default));
    }

    private static async Task<TellingWorld> Leaders(string provider)
    {
        var world = await TellingWorld.Open(provider);
        await world.AddTeam("board", await world.AddPeople(["ana@example.test"]), leadership: true);
        await world.Approved();
        return world;
    }

    /// <summary>A node that answered the roll and holds the message.</summary>
    private static async Task<RollCall> Holding(TellingWorld world)
    {
        var roll = world.Roll();
        await roll.Ask(default);
        await Take(world.Claims(roll));
        return roll;
    }

    /// <summary>Ends its connection, as the end of its process does; PostgreSQL takes a moment to see that.</summary>
    private static async Task End(TellingWorld world, RollCall node)
    {
        var name = node.Me!;
        await node.DisposeAsync();
        await using var roll = world.Roll();
        while ((await roll.Ask(default))!.Contains(name))
        {
            await Task.Delay(20);
        }
    }

    private static async Task Take(Claims claims) =>
        Assert.Single(
            await claims.Take(
                new Dictionary<string, int> { ["email:example.test"] = 1 },
                _ => TimeSpan.Zero,
                default
            )
        );

    /// <summary>Ends the connections of all nodes, as a restart of PostgreSQL does.</summary>
    private static async Task CutAllLines(TellingWorld world)
    {
        await using var line = await world.Db.Database.OpenLine(default);
        await using var cut = new NpgsqlCommand(
            """
            SELECT pg_terminate_backend(l.pid, 5000) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
            WHERE l.locktype = 'advisory' AND d.datname = current_database()
            """,
            line
        );
        await cut.ExecuteNonQueryAsync();
    }
}
