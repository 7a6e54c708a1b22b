using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Mapping;
using Afterword.Server.Data.Settings;
using Afterword.Server.Data.Telling;
using Afterword.Tests.Delivery;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.FollowThrough;

/// <summary>The sweep of the reminders on both databases. <see cref="Some.Now"/> is a Saturday; Monday morning in Berlin is 07:30 UTC.</summary>
public sealed class RemindTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 7, 30, 0, TimeSpan.Zero);

    [Theory, ClassData(typeof(Databases))]
    public async Task Everybody_gets_one_message_on_Monday_morning_however_many_items_and_nodes(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        var (lee, ana) = (await world.AddPerson("lee"), await world.AddPerson("ana"));
        var team = await world.AddTeam("core", [ana], lead: ana);
        var incident = await world.Declare();
        await world.Store.Write(async db =>
        {
            for (var n = 0; n < 6; n++)
            {
                var details = Some.ItemDetails(
                    $"Alert when queue {n} is over 5 %",
                    new DateOnly(2026, 11, 19 + (n % 2 * 4))
                );
                db.ActionItems.Add(
                    Some.Item(
                        await db.NextItem(),
                        n < 4
                            ? details with
                            {
                                OwnerId = lee,
                            }
                            : details with
                            {
                                OwnerTeamId = team,
                            },
                        Some.Alice(world.Store.Now),
                        incident
                    )
                );
            }
        });

        Assert.Equal(0, await world.Remind().All(default));
        world.Clock.Advance(Monday - world.Store.Now);
        await Task.WhenAll(
            Task.Run(() => world.Remind().All(default)),
            Task.Run(() => world.Remind().All(default))
        );
        Assert.Equal(0, await world.Remind().All(default));

        var digests = (await world.Updates()).Where(u => u.Kind == UpdateKind.ReminderDigest);
        Assert.Equal(
            ["@ana/reminder-digest/2026-11-23", "@lee/reminder-digest/2026-11-23"],
            digests.Select(u => u.Slot).Order()
        );
        Assert.All(digests, u => Assert.Equal(UpdateState.Approved, u.State));
        await using var db = world.Db.Read();
        Assert.All(await db.ItemReminders.ToListAsync(), next => Assert.True(next.At > Monday));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_came_up_at_night_waits_for_the_morning_and_what_is_done_is_left_out(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        var lee = await world.AddPerson("lee");
        var incident = await world.Declare();
        await world.Store.Write(async db =>
        {
            foreach (var title in new[] { "Alert on queue one", "Alert on queue two" })
            {
                db.ActionItems.Add(
                    Some.Item(
                        await db.NextItem(),
                        Some.ItemDetails(title, new DateOnly(2026, 11, 24), lee),
                        Some.Alice(world.Store.Now),
                        incident
                    )
                );
            }
        });
        // The server stood still over Monday and comes back in the evening.
        world.Clock.Advance(Monday.AddHours(14) - world.Store.Now);

        Assert.Equal(0, await world.Remind().All(default));
        await world.Store.Write(async db =>
            (await db.ActionItems.AsTracking().SingleAsync(a => a.Number == 1)).Complete(
                Some.Alice(world.Store.Now),
                "Done in #1."
            )
        );
        world.Clock.Advance(Monday.AddDays(1) - world.Store.Now);
        Assert.Equal(1, await world.Remind().All(default));

        var digest = (await world.Updates()).Single(u => u.Kind == UpdateKind.ReminderDigest);
        Assert.Contains("OUT-2", digest.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("OUT-1", digest.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_SQLite_what_somebody_does_while_the_words_are_made_is_not_overlooked()
    {
        await using var world = await TellingWorld.Open("sqlite");
        var lee = await world.AddPerson("lee");
        var incident = await world.Declare();
        await world.Store.Write(async db =>
            db.ActionItems.Add(
                Some.Item(
                    await db.NextItem(),
                    Some.ItemDetails(dueOn: new DateOnly(2026, 11, 24), owner: lee),
                    Some.Alice(world.Store.Now),
                    incident
                )
            )
        );
        await using var read = world.Db.Read();
        var last = await OwedReminders.LastEvent(read, default);
        var before = await OwedReminders.Stand(read, last, default);

        await world.Store.Write(async db =>
            (await db.ActionItems.AsTracking().SingleAsync()).Complete(
                Some.Alice(world.Store.Now),
                "Done in #1."
            )
        );

        Assert.True(before);
        Assert.False(await OwedReminders.Stand(read, last, default));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_new_zone_and_a_new_policy_move_the_next_reminder(string provider)
    {
        await using var world = await TellingWorld.Open(provider);
        var lee = await world.AddPerson("lee");
        var incident = await world.Declare();
        await world.Store.Write(async db =>
            db.ActionItems.Add(
                Some.Item(
                    await db.NextItem(),
                    Some.ItemDetails(dueOn: new DateOnly(2026, 12, 8), owner: lee),
                    Some.Alice(world.Store.Now),
                    incident
                )
            )
        );
        // Quiet for 5 days comes first: Thursday.
        Assert.Equal(Monday.AddDays(3), await Next(world));

        await world.Store.Write(async db =>
            (await db.People.AsTracking().SingleAsync(p => p.Id == lee)).Edit(
                Some.PersonDetails("lee") with
                {
                    TimeZone = "America/New_York",
                },
                Some.Alice(world.Store.Now)
            )
        );
        Assert.Equal(Monday.AddDays(3).AddHours(6), await Next(world));

        await world.Store.Write(async db =>
        {
            var setting = new Setting(await db.NextSetting(), "cadence");
            db.Add(setting);
            setting.Change(
                """{"stalledReminderDays":200}""",
                "",
                new Core.Events.Changes(),
                Some.Alice(world.Store.Now)
            );
        });
        Assert.Equal(Monday.AddDays(8).AddHours(6), await Next(world));
    }

    private static async Task<DateTimeOffset?> Next(TellingWorld world)
    {
        await using var db = world.Db.Read();
        return (await db.ItemReminders.SingleOrDefaultAsync())?.At;
    }
}
