using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Delivery;

/// <summary>Servers that are down, say "later" for a day, or come back when it is too late (reliability.md B1, B2, B8).</summary>
public sealed class OutageTests
{
    private static readonly SendResult Down = new SendResult.TryLater(
        "The mail server cannot be reached.",
        ServerDown: true
    );

    [Theory, ClassData(typeof(Databases))]
    public async Task After_two_hours_without_a_server_everything_arrives_once_and_the_oldest_first(
        string provider
    )
    {
        await using var world = await World(provider, 5);
        await world.Approved(subject: "One");
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Approved(subject: "Two");
        var arrived = new List<string>();
        var up = false;
        world.Mail!.Peer = (payload, _) =>
        {
            lock (arrived)
            {
                if (up)
                    arrived.Add(payload.Content.Split('\n')[1]);
            }
            return Task.FromResult(up ? new SendResult.Sent() : Down);
        };
        var worker = world.Worker();
        for (var minute = 0; minute < 120; minute++)
        {
            await TellingWorld.Run(worker);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var tries = world.Mail.Tried.Count;
        await using (var db = world.Db.Read())
        {
            var waiting = await WaitingMessages.Of(db, world.Store.Now, default);
            Assert.Equal(10, waiting!.Many);
            Assert.Equal(["The mail server cannot be reached."], waiting.Troubles);
        }

        up = true;
        world.Clock.Advance(Gate.LongestPause);
        await TellingWorld.Run(worker);

        // One look a pause, not one a message: 1, 2, 4 … seconds and then every 5 minutes.
        Assert.InRange(tries, 20, 60);
        Assert.Equal(10, arrived.Count);
        Assert.All(arrived.Take(5), subject => Assert.Equal("One", subject));
        Assert.All(await world.Deliveries(), d => Assert.Equal(DeliveryState.Sent, d.State));
        await using var after = world.Db.Read();
        Assert.Null(await WaitingMessages.Of(after, world.Store.Now, default));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_server_that_is_down_holds_back_its_own_channel_only(string provider)
    {
        await using var world = await World(provider, 1);
        await world.Approved(subject: "One");
        await world.Store.Write(async db =>
        {
            var update = await db.Updates.AsTracking().SingleAsync();
            db.Deliveries.Add(
                Core.Delivery.Delivery.To(update, "chat", "C1", "Chat", null, world.Store.Now)
            );
        });
        world.Mail!.Peer = (payload, _) =>
            Task.FromResult(payload.Target == "C1" ? new SendResult.Sent() : Down);
        var worker = world.Worker();

        await TellingWorld.Run(worker);

        Assert.Equal(
            [("chat", DeliveryState.Sent), ("email", DeliveryState.RetryWait)],
            (await world.Deliveries()).Select(d => (d.Channel, d.State)).Order()
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_server_that_says_later_for_a_day_gets_it_on_schedule_and_once(
        string provider
    )
    {
        await using var world = await World(provider, 1);
        await world.Approved();
        var began = world.Store.Now;
        world.Mail!.Peer = (_, _) =>
            Task.FromResult<SendResult>(
                world.Store.Now < began.AddDays(1)
                    ? new SendResult.TryLater("450 busy")
                    : new SendResult.Sent()
            );
        var worker = world.Worker();
        for (var quarter = 0; quarter < 4 * 27; quarter++)
        {
            await TellingWorld.Run(worker);
            world.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Equal(DeliveryState.Sent, Assert.Single(await world.Deliveries()).State);
        Assert.InRange(world.Mail.Tried.Count, 20, 32);
        Assert.Single(world.Mail.Tried.Select(t => t.Content).Distinct());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_first_summary_is_not_sent_two_days_late_until_a_person_says_so(
        string provider
    )
    {
        await using var world = await World(provider, 1);
        var number = await Summary(world);
        world.Mail!.Peer = (_, _) => Task.FromResult(Down);
        var worker = world.Worker();
        await TellingWorld.Run(worker);
        world.Clock.Advance(TimeSpan.FromHours(73));
        world.Mail.Peer = (_, _) => Task.FromResult<SendResult>(new SendResult.Sent());
        await TellingWorld.Run(worker);

        var missed = Assert.Single(await world.Deliveries());
        Assert.Equal(DeliveryState.Missed, missed.State);
        Assert.Contains("It was not sent by", missed.LastError, StringComparison.Ordinal);
        Assert.Equal(UpdateState.PartlyFailed, (await world.Update(number)).State);

        await world.Store.Write(db =>
            Settling.Change(
                db,
                missed.Id,
                world.Store.Now,
                d =>
                {
                    d.Retry(Some.Alice(world.Store.Now));
                    return true;
                }
            )
        );
        await TellingWorld.Run(worker);

        Assert.Equal(DeliveryState.Sent, Assert.Single(await world.Deliveries()).State);
        Assert.Equal(UpdateState.Sent, (await world.Update(number)).State);
    }

    [Fact]
    public async Task What_a_person_stopped_is_skipped_and_what_is_theirs_to_decide_is_not()
    {
        await using var world = await World("sqlite", 2);
        await world.Store.Write(async db =>
        {
            foreach (var person in await db.People.AsTracking().ToListAsync())
            {
                // p0 is who approves below, and gets that in any case.
                if (person.Handle == "p1")
                {
                    person.ChooseMail(UpdateKind.AdHoc, true, Some.Alice(world.Store.Now));
                    person.ChooseMail(UpdateKind.Escalation, true, Some.Alice(world.Store.Now));
                }
            }
        });
        await world.Approved();

        await TellingWorld.Run(world.Worker());

        var deliveries = await world.Deliveries();
        Assert.Equal(
            [DeliveryState.Sent, DeliveryState.Skipped],
            deliveries.Select(d => d.State).Order()
        );
        await using var db = world.Db.Read();
        var why = await db.Events.SingleAsync(e => e.Kind == EventKind.DeliverySkipped);
        Assert.Contains("stopped this kind of mail", why.Facts.Reason, StringComparison.Ordinal);
        Assert.True(MailChoice.IsMandatory(UpdateKind.Escalation));
    }

    [Fact]
    public async Task An_escalation_that_waited_for_the_server_goes_only_while_its_item_is_as_late_as_it_says()
    {
        await using var world = await World("sqlite", 1);
        var incident = await world.Declare();
        await Escalated(world, incident, 3);
        world.Mail!.Peer = (_, _) => Task.FromResult(Down);
        var worker = world.Worker();
        await TellingWorld.Run(worker);
        world.Clock.Advance(TimeSpan.FromHours(2));
        await world.Store.Write(async db =>
        {
            var by = Some.Alice(world.Store.Now);
            var items = await db.ActionItems.AsTracking().OrderBy(i => i.Number).ToListAsync();
            items[0].Complete(by, "PR 12 is live.");
            items[1].MoveDueDate(items[1].DueOn!.Value.AddDays(20), "Waits for a part.", by);
        });
        world.Mail.Peer = (_, _) => Task.FromResult<SendResult>(new SendResult.Sent());

        await TellingWorld.Run(worker);

        Assert.Equal(
            [DeliveryState.Skipped, DeliveryState.Skipped, DeliveryState.Sent],
            (await world.Deliveries()).OrderBy(d => d.UpdateNumber).Select(d => d.State)
        );
        await using var db = world.Db.Read();
        Assert.Equal(
            [
                "The due date was moved before this could go out.",
                "The item was closed before this could go out.",
            ],
            (
                await db
                    .Events.Where(e => e.Kind == EventKind.DeliverySkipped)
                    .Select(e => e.Facts)
                    .ToListAsync()
            )
                .Select(f => f.Reason)
                .Order()
        );
    }

    private static async Task Escalated(TellingWorld world, int incident, int items)
    {
        await world.Store.Write(async db =>
        {
            for (var number = 1; number <= items; number++)
            {
                var item = Some.Item(
                    number,
                    Some.ItemDetails() with
                    {
                        DueOn = new DateOnly(2026, 11, 20),
                    },
                    incident: incident
                );
                db.ActionItems.Add(item);
                db.Updates.Add(
                    Core.Updates.Update.Automatic(
                        await db.NextUpdate(),
                        new UpdateAbout(
                            $"OUT-{number}/escalation/3/due-2026-11-20",
                            UpdateKind.Escalation,
                            Audience.Leadership,
                            incident,
                            number,
                            null
                        ),
                        new Words("Late", "It is late."),
                        null,
                        By.Product(world.Store.Now, Door.Cadence)
                    )
                );
            }
        });
        await world.Announce().All(default);
    }

    private static async Task<TellingWorld> World(string provider, int readers)
    {
        var world = await TellingWorld.Open(provider);
        world.Mail = new FakeChannel { AnyTarget = true, Pace = new(4, 4, TimeSpan.Zero) };
        List<int> people = [];
        for (var i = 0; i < readers; i++)
            people.Add(await world.AddPerson($"p{i}"));
        await world.AddTeam("board", people, leadership: true);
        return world;
    }

    private static async Task<int> Summary(TellingWorld world)
    {
        var incident = await world.Declare();
        var number = await world.Store.Write(async db =>
        {
            var update = Core.Updates.Update.Draft(
                await db.NextUpdate(),
                new UpdateAbout(
                    "INC-1/initial-summary/leadership/test",
                    UpdateKind.InitialSummary,
                    Audience.Leadership,
                    incident,
                    null,
                    world.Store.Now.AddHours(24)
                ),
                new Words("Summary", "It is over."),
                Some.Alice(world.Store.Now)
            );
            update.Approve(Some.Alice(world.Store.Now));
            db.Updates.Add(update);
            return update.Number;
        });
        await world.Announce().All(default);
        return number;
    }
}
