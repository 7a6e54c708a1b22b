using Afterword.Core.Delivery;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery.Channels;
using Afterword.Tests.Support;

namespace Afterword.Tests.Delivery;

/// <summary>Whose updates go to which channel, and that an incident has one thread there.</summary>
public sealed class SlackThreadTests
{
    private static readonly Pace OneAtATime = new(8, 1, TimeSpan.FromSeconds(1));

    private static async Task<TellingWorld> World(string provider)
    {
        var world = await TellingWorld.Open(provider);
        world.Mail = new FakeChannel
        {
            Capabilities = new(true, false, true, ThreadsByRemoteId: true),
            Pace = OneAtATime,
            AnyTarget = true,
        };
        await world.Store.Write(async db =>
        {
            var setting = new Setting(await db.NextSetting(), "channel:slack");
            setting.Change(
                """{"leadership":"C0BOARD00","technical":"C0TECH000"}""",
                "",
                new Core.Events.Changes(),
                Core.Events.By.Product(world.Store.Now)
            );
            db.Add(setting);
        });
        return world;
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_second_message_waits_for_the_first_and_answers_it(string provider)
    {
        await using var world = await World(provider);
        var incident = await world.Declare();
        await world.Approved(incident, "One");
        await world.Approved(incident, "Two");
        var busy = true;
        world.Mail!.Peer = (_, _) =>
            Task.FromResult<SendResult>(
                busy
                    ? new SendResult.TryLater("busy", TimeSpan.FromMinutes(1))
                    : new SendResult.Sent($"17.{world.Mail.Tried.Count}")
            );
        var worker = world.Worker();
        await TellingWorld.Run(worker);
        world.Clock.Advance(TimeSpan.FromSeconds(59));
        await TellingWorld.Run(worker);
        Assert.Single(world.Mail.Tried);

        busy = false;
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await TellingWorld.Run(worker);
        Assert.Equal(2, world.Mail.Tried.Count);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await TellingWorld.Run(worker);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        await TellingWorld.Run(worker);

        var tried = world.Mail.Tried.ToList();
        Assert.Equal(3, tried.Count);
        Assert.Equal([null, null, "17.2"], tried.Select(t => t.ThreadRoot));
        Assert.All(tried, t => Assert.Equal("C0BOARD00", t.Target));
        Assert.All(await world.Deliveries(), d => Assert.Equal(DeliveryState.Sent, d.State));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task When_the_first_will_not_arrive_the_second_opens_the_thread(string provider)
    {
        await using var world = await World(provider);
        var incident = await world.Declare();
        await world.Approved(incident, "One");
        await world.Approved(incident, "Two");
        world.Mail!.Peer = (_, _) =>
            Task.FromResult<SendResult>(
                world.Mail.Tried.Count == 1
                    ? new SendResult.GiveUp("too long")
                    : new SendResult.Sent("17.9")
            );
        var worker = world.Worker();
        for (var i = 0; i < 4; i++)
        {
            await TellingWorld.Run(worker);
            world.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(
            [DeliveryState.Dead, DeliveryState.Sent],
            (await world.Deliveries()).Select(d => d.State)
        );
        Assert.Null(world.Mail.Tried.Last().ThreadRoot);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Who_waits_for_the_first_notices_within_half_a_minute_that_somebody_gave_it_up(
        string provider
    )
    {
        await using var world = await World(provider);
        var incident = await world.Declare();
        await world.Approved(incident, "One");
        await world.Approved(incident, "Two");
        world.Mail!.Peer = (payload, _) =>
            Task.FromResult<SendResult>(
                payload.Content.Contains("One", StringComparison.Ordinal)
                    ? new SendResult.Unknown("no answer")
                    : new SendResult.Sent("17.2")
            );
        var worker = world.Worker();
        await TellingWorld.Run(worker);
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        await TellingWorld.Run(worker);
        var first = (await world.Deliveries())[0];
        Assert.Equal(DeliveryState.Unknown, first.State);
        await world.Store.Write(db =>
            Settling.Change(
                db,
                first.Id,
                world.Store.Now,
                d =>
                {
                    d.Skip("Told by phone.", Some.Alice(world.Store.Now));
                    return true;
                }
            )
        );

        // Its own next try would have been a minute after the first one's.
        world.Clock.Advance(TimeSpan.FromSeconds(31));
        await TellingWorld.Run(worker);

        Assert.Equal(DeliveryState.Sent, (await world.Deliveries())[1].State);
        Assert.Null(world.Mail.Tried.Last().ThreadRoot);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_nodes_post_at_most_one_message_a_second_into_a_channel(string provider)
    {
        await using var world = await World(provider);
        for (var i = 0; i < 6; i++)
            await world.Approved(null, $"Note {i}");
        var (one, two) = (world.Worker(), world.Worker());
        var perSecond = new List<int>();
        for (var second = 0; second < 12; second++)
        {
            var before = world.Mail!.Tried.Count;
            await Task.WhenAll(TellingWorld.Run(one), TellingWorld.Run(two));
            perSecond.Add(world.Mail.Tried.Count - before);
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.All(perSecond, many => Assert.InRange(many, 0, 1));
        Assert.Equal(6, perSecond.Sum());
        Assert.Equal(6, world.Mail!.Tried.DistinctBy(t => t.DeliveryKey).Count());
    }

    [Fact]
    public async Task An_audience_has_its_channel_and_engineers_the_incidents_own_thread()
    {
        await using var world = await World("sqlite");
        await using var db = world.Db.Read();
        var number = await world.Declare(
            Some.IncidentDetails() with
            {
                SlackThread = "https://acme.slack.com/archives/C0WAR0000/p1700000000000100",
            }
        );
        var incident = db.Incidents.Single(i => i.Number == number);

        async Task<string[]> Chat(Audience audience, Incident? about) =>
            [
                .. (await Recipients.Of(db, audience, about, default))
                    .All.Where(r => r.Channel == "slack")
                    .Select(r => r.Address),
            ];

        Assert.Equal(["C0BOARD00"], await Chat(Audience.Leadership, incident));
        Assert.Equal(["C0WAR0000/1700000000.000100"], await Chat(Audience.Technical, incident));
        Assert.Equal(["C0WAR0000/1700000000.000100"], await Chat(Audience.Thread, incident));
        Assert.Equal(["C0TECH000"], await Chat(Audience.Technical, null));
        Assert.Empty(await Chat(Audience.Customers, incident));
        Assert.Empty(await Chat(Audience.Company, incident));

        var secret = await world.Declare(Some.IncidentDetails() with { Restricted = true });
        Assert.Empty(await Chat(Audience.Leadership, db.Incidents.Single(i => i.Number == secret)));
    }
}
