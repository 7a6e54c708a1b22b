using System.Collections.Concurrent;
using Afterword.Core;
using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery.Channels;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Afterword.Tests.Support.Wait;

namespace Afterword.Tests.Delivery;

public sealed class DeliveryWorkerTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task An_approved_update_reaches_each_reader_once_and_is_then_sent(string provider)
    {
        await using var world = await Leaders(provider, "ana", "lee");
        var number = await world.Approved();

        await TellingWorld.Run(world.Worker());
        await TellingWorld.Run(world.Worker());

        Assert.Equal(
            ["ana@example.test", "lee@example.test"],
            world.Mail!.Tried.Select(t => t.Target).Order()
        );
        Assert.All(await world.Deliveries(), d => Assert.Equal(DeliveryState.Sent, d.State));
        Assert.Equal(UpdateState.Sent, (await world.Update(number)).State);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_refused_message_is_tried_again_on_schedule_with_the_same_bytes_and_identity(
        string provider
    )
    {
        await using var world = await Leaders(provider, "ana");
        await world.Approved();
        var answers = new Queue<SendResult>([
            new SendResult.TryLater("451 busy"),
            new SendResult.Unknown("the line went dead"),
            new SendResult.Sent("q7"),
        ]);
        world.Mail!.Peer = (_, _) => Task.FromResult(answers.Dequeue());
        var worker = world.Worker();

        await TellingWorld.Run(worker);
        var waiting = Assert.Single(await world.Deliveries());
        await TellingWorld.Run(worker);
        Assert.Single(world.Mail.Tried);
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await TellingWorld.Run(worker);
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await TellingWorld.Run(worker);

        Assert.Equal((DeliveryState.RetryWait, "451 busy"), (waiting.State, waiting.LastError));
        Assert.Equal(3, world.Mail.Tried.Count);
        Assert.Single(world.Mail.Tried.Select(t => t.Content).Distinct());
        var sent = Assert.Single(await world.Deliveries());
        Assert.Equal((DeliveryState.Sent, "q7", ""), (sent.State, sent.RemoteId, sent.LastError));
        Assert.StartsWith(
            sent.MessageId!,
            world.Mail.Tried.First().Content,
            StringComparison.Ordinal
        );
        Assert.EndsWith("@mail.example.test", sent.MessageId, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_a_dead_worker_had_claimed_is_sent_by_another_once_its_lease_is_over(
        string provider
    )
    {
        await using var world = await Leaders(provider, "ana");
        await world.Approved();
        await world
            .Claims()
            .Take(new Dictionary<string, int> { [Lane] = 1 }, _ => TimeSpan.Zero, default);
        var survivor = world.Worker();

        await TellingWorld.Run(survivor);
        Assert.Empty(world.Mail!.Tried);
        world.Clock.Advance(TimeSpan.FromSeconds(31));
        await TellingWorld.Run(survivor);

        Assert.Single(world.Mail.Tried);
        Assert.Equal(DeliveryState.Sent, Assert.Single(await world.Deliveries()).State);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_a_dead_worker_left_goes_before_all_lanes_of_a_long_backlog(
        string provider
    )
    {
        await using var world = await TellingWorld.Open(provider);
        var people = await world.AddPeople(
            Enumerable.Range(0, 12).Select(i => $"r{i}@host{i % 6}.example")
        );
        await world.AddTeam("board", people, leadership: true);
        await world.Approved();
        world.Mail!.Pace = new(2, 1, TimeSpan.Zero);
        // Two starts in a row die with the last lanes in their hands, the second before it could take over from the first.
        foreach (var lane in new[] { "email:host5.example", "email:host4.example" })
        {
            var dead = world.Claims();
            await dead.FreeOrphans(default);
            await dead.Take(
                new Dictionary<string, int> { [lane] = 1 },
                _ => TimeSpan.Zero,
                default
            );
            world.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var claims = world.Claims();
        await claims.FreeOrphans(default);
        world.Clock.Advance(TimeSpan.FromSeconds(provider == "sqlite" ? 1 : 31));

        var worker = world.Worker(claims);
        await worker.Begin(default);
        await worker.Idle();

        Assert.Equal(
            ["host4.example", "host5.example"],
            world.Mail.Tried.Select(t => t.Target.Split('@')[1]).Order()
        );
    }

    [Fact]
    public async Task On_SQLite_what_the_process_before_had_claimed_is_free_at_the_next_start()
    {
        await using var world = await Leaders("sqlite", "ana");
        await world.Approved();
        await world
            .Claims()
            .Take(new Dictionary<string, int> { [Lane] = 1 }, _ => TimeSpan.Zero, default);

        await world.Claims().FreeOrphans(default);
        await TellingWorld.Run(world.Worker());

        Assert.Single(world.Mail!.Tried);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_worker_that_slept_past_its_lease_cannot_overwrite_what_its_successor_did(
        string provider
    )
    {
        await using var world = await Leaders(provider, "ana");
        await world.Approved();
        var asleep = new TaskCompletionSource<SendResult>();
        world.Mail!.Peer = (_, _) => asleep.Task;
        var zombie = world.Worker();
        await zombie.Begin(default);
        await Until(() => world.Mail.Tried.Count == 1);

        world.Mail.Peer = (_, _) => Task.FromResult<SendResult>(new SendResult.Sent("second"));
        world.Clock.Advance(TimeSpan.FromSeconds(31));
        await TellingWorld.Run(world.Worker());
        asleep.SetResult(new SendResult.GiveUp("550 said the past"));
        await zombie.Idle();

        var delivery = Assert.Single(await world.Deliveries());
        Assert.Equal((DeliveryState.Sent, "second"), (delivery.State, delivery.RemoteId));
        Assert.Single(world.Mail.Tried.Select(t => t.Content).Distinct());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_slow_send_keeps_its_lease(string provider)
    {
        await using var world = await Leaders(provider, "ana");
        await world.Approved();
        var slow = new TaskCompletionSource<SendResult>();
        world.Mail!.Peer = (_, _) => slow.Task;
        var worker = world.Worker();
        await worker.Begin(default);
        await Until(() => world.Mail.Tried.Count == 1);

        for (var i = 0; i < 5; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(20));
            await worker.Renew();
            Assert.Equal(0, await world.Worker().Begin(default));
        }
        slow.SetResult(new SendResult.Sent());
        await worker.Idle();

        Assert.Single(world.Mail.Tried);
        Assert.Equal(DeliveryState.Sent, Assert.Single(await world.Deliveries()).State);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_dead_host_delays_nobody_but_itself(string provider)
    {
        await using var world = await TellingWorld.Open(provider);
        var people = await world.AddPeople(
            Enumerable.Range(0, 20).Select(i => $"r{i}@{(i % 2 == 0 ? "dead" : "live")}.example")
        );
        await world.AddTeam("board", people, leadership: true);
        await world.Approved();
        var never = new TaskCompletionSource<SendResult>();
        world.Mail!.Peer = (payload, _) =>
            payload.Target.EndsWith("@dead.example", StringComparison.Ordinal)
                ? never.Task
                : Task.FromResult<SendResult>(new SendResult.Sent());
        var worker = world.Worker();

        await Until(async () =>
        {
            await worker.Begin(default);
            return (await world.Deliveries()).Count(d => d.State == DeliveryState.Sent) == 10;
        });

        var left = (await world.Deliveries()).Where(d => d.State != DeliveryState.Sent).ToList();
        Assert.All(left, d => Assert.Equal("email:dead.example", d.Lane));
        Assert.Equal(2, left.Count(d => d.State == DeliveryState.Leased));
        never.SetResult(new SendResult.TryLater("cut at last"));
        await worker.Idle();
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_workers_at_once_send_each_of_two_hundred_messages_once(string provider)
    {
        await using var world = await TellingWorld.Open(provider);
        var people = await world.AddPeople(
            Enumerable.Range(0, 200).Select(i => $"p{i}@host{i % 7}.example")
        );
        await world.AddTeam("board", people, leadership: true);
        var number = await world.Approved();

        await Task.WhenAll(
            Enumerable.Range(0, 2).Select(_ => Task.Run(() => TellingWorld.Run(world.Worker())))
        );

        Assert.Equal(200, world.Mail!.Tried.Count);
        Assert.Equal(200, world.Mail.Tried.Select(t => t.Target).Distinct().Count());
        Assert.Equal(UpdateState.Sent, (await world.Update(number)).State);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Nothing_goes_to_somebody_who_left_in_the_meantime_and_the_reason_is_kept(
        string provider
    )
    {
        await using var world = await Leaders(provider, "ana", "lee");
        await world.Approved();
        await world.Store.Write(async db =>
            (await db.People.AsTracking().SingleAsync(p => p.Handle == "lee")).Edit(
                Some.PersonDetails("lee") with
                {
                    Active = false,
                },
                By.Product(world.Store.Now)
            )
        );

        await TellingWorld.Run(world.Worker());

        Assert.Equal("ana@example.test", Assert.Single(world.Mail!.Tried).Target);
        var skipped = (await world.Deliveries()).Single(d => d.Target == "lee@example.test");
        Assert.Equal(DeliveryState.Skipped, skipped.State);
        await using var read = world.Db.Read();
        var why = await read.Events.SingleAsync(e => e.Kind == EventKind.DeliverySkipped);
        Assert.Equal("Lee Example has left.", why.Facts.Reason);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Without_mail_messages_are_kept_and_can_be_sent_once_mail_is_there(
        string provider
    )
    {
        await using var world = await Leaders(provider, "ana");
        var mail = world.Mail!;
        world.Mail = null;
        var number = await world.Approved();
        await TellingWorld.Run(world.Worker());
        var kept = Assert.Single(await world.Deliveries());
        Assert.Equal(DeliveryState.Kept, kept.State);
        Assert.Equal("INC-1: Checkout", OutboxChannel.Read(kept.Payload!)!.Subject);
        Assert.Equal(UpdateState.Sent, (await world.Update(number)).State);

        world.Mail = mail;
        await world.Store.Write(db =>
            Settling.Change(
                db,
                kept.Id,
                world.Store.Now,
                d =>
                {
                    d.Retry(Some.Alice(world.Store.Now));
                    return true;
                }
            )
        );
        Assert.Equal(UpdateState.Approved, (await world.Update(number)).State);
        await TellingWorld.Run(world.Worker());

        Assert.StartsWith(
            kept.MessageId!,
            Assert.Single(mail.Tried).Content,
            StringComparison.Ordinal
        );
        Assert.Equal(UpdateState.Sent, (await world.Update(number)).State);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_second_message_of_an_incident_answers_the_first_and_keeps_its_subject(
        string provider
    )
    {
        await using var world = await Leaders(provider, "ana");
        var incident = await world.Declare();
        await world.Approved(incident, "INC-1: Checkout failed");
        await TellingWorld.Run(world.Worker());
        await world.Approved(incident, "Another subject");
        await TellingWorld.Run(world.Worker());
        await world.Approved(incident, "A third");

        await TellingWorld.Run(world.Worker());

        var ids = (await world.Deliveries()).Select(d => d.MessageId).ToList();
        var contents = world.Mail!.Tried.Select(t => t.Content.Split('\n')).ToList();
        Assert.All(contents, c => Assert.Equal("INC-1: Checkout failed", c[1]));
        Assert.Equal("after ", contents[0][2]);
        Assert.Equal($"after {ids[0]}", contents[1][2]);
        Assert.Equal($"after {ids[0]} {ids[1]}", contents[2][2]);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_refused_address_is_a_dead_letter_that_a_person_can_send_elsewhere(
        string provider
    )
    {
        await using var world = await Leaders(provider, "ana", "lee");
        var number = await world.Approved();
        world.Mail!.Peer = (payload, _) =>
            Task.FromResult<SendResult>(
                payload.Target.StartsWith("lee@", StringComparison.Ordinal)
                    ? new SendResult.GiveUp("550 no such mailbox")
                    : new SendResult.Sent()
            );
        await TellingWorld.Run(world.Worker());
        var dead = (await world.Deliveries()).Single(d => d.State == DeliveryState.Dead);
        Assert.Equal("550 no such mailbox", dead.LastError);
        Assert.Equal(UpdateState.PartlyFailed, (await world.Update(number)).State);

        await world.Store.Write(db =>
            Settling.Change(
                db,
                dead.Id,
                world.Store.Now,
                d =>
                {
                    d.Redirect("lee.new@example.test", Some.Alice(world.Store.Now));
                    return true;
                }
            )
        );
        await TellingWorld.Run(world.Worker());

        Assert.Equal("lee.new@example.test", world.Mail.Tried.Last().Target);
        Assert.NotEqual(
            dead.MessageId,
            (await world.Deliveries()).Single(d => d.Id == dead.Id).MessageId
        );
        Assert.Equal(UpdateState.Sent, (await world.Update(number)).State);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_node_that_stops_gives_back_at_once_what_is_not_sent(string provider)
    {
        await using var world = await Leaders(provider, "ana");
        await world.Approved();
        world.Mail!.Peer = async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            throw new InvalidOperationException("unreachable");
        };
        var worker = world.Worker();
        using var stopping = new CancellationTokenSource();
        await worker.Begin(stopping.Token);
        await Until(() => world.Mail.Tried.Count == 1);

        await stopping.CancelAsync();
        await worker.Finish();

        var back = Assert.Single(await world.Deliveries());
        Assert.Equal((DeliveryState.Ready, 0, ""), (back.State, back.Attempts, back.LastError));
        Assert.True(back.ClaimableAt <= world.Store.Now);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_channel_that_breaks_is_tried_again_because_it_may_or_may_not_have_arrived(
        string provider
    )
    {
        await using var world = await Leaders(provider, "ana");
        await world.Approved();
        world.Mail!.Peer = (_, _) => throw new InvalidOperationException("a bug");

        await TellingWorld.Run(world.Worker());

        var delivery = Assert.Single(await world.Deliveries());
        Assert.Equal(DeliveryState.Unknown, delivery.State);
        Assert.True(delivery.ClaimableAt > world.Store.Now);
    }

    private const string Lane = "email:example.test";

    private static async Task<TellingWorld> Leaders(string provider, params string[] handles)
    {
        var world = await TellingWorld.Open(provider);
        List<int> people = [];
        foreach (var handle in handles)
        {
            people.Add(await world.AddPerson(handle));
        }
        await world.AddTeam("board", people, leadership: true);
        return world;
    }
}
