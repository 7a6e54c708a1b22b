using Afterword.Core.Delivery;
using Afterword.Server.Delivery;
using Afterword.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Delivery;

/// <summary>
/// Random lives of the outbox on a real database with a clock that the test moves: two workers claim, prepare, send, record, die at
/// any step, sleep past their lease and come back.
/// </summary>
public sealed class OutboxSimulationTests
{
    private enum Step
    {
        Claim,
        Prepare,
        Send,
        Refuse,
        Record,
        Die,
        Second,
        HalfMinute,
    }

    [Fact]
    public void Whatever_dies_when_every_message_arrives_under_one_identity_and_no_late_result_counts()
    {
        var steps =
            from many in Gen.Choose(5, 60)
            from all in Gen.ArrayOf(
                Gen.Choose(0, 1)
                    .SelectMany(w =>
                        Gen.Elements(Enum.GetValues<Step>()).Select(s => (Worker: w, Step: s))
                    ),
                many
            )
            select all;

        Prop.ForAll(
                steps.ToArbitrary(),
                given => Live(given.Select(g => (g.Worker, g.Step))).GetAwaiter().GetResult()
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    private static async Task Live(IEnumerable<(int Worker, Step Step)> steps)
    {
        await using var world = await TellingWorld.Open();
        List<int> people = [];
        for (var i = 0; i < 4; i++)
        {
            people.Add(await world.AddPerson($"p{i}"));
        }
        await world.AddTeam("board", people, leadership: true);
        await world.Approved();
        var peer = new List<(string Target, string Content)>();
        var workers = new[] { new SimulatedWorker(world, peer), new SimulatedWorker(world, peer) };
        foreach (var (worker, step) in steps)
        {
            await workers[worker].Do(step);
        }

        var last = world.Worker();
        for (var hour = 0; hour < 6; hour++)
        {
            world.Clock.Advance(TimeSpan.FromHours(1));
            await TellingWorld.Run(last);
        }

        peer.AddRange(world.Mail!.Tried.Select(t => (t.Target, t.Content)));
        var deliveries = await world.Deliveries();
        Assert.All(deliveries, d => Assert.Equal(DeliveryState.Sent, d.State));
        foreach (var delivery in deliveries)
        {
            var arrived = peer.Where(p => p.Target == delivery.Target).ToList();
            Assert.NotEmpty(arrived);
            Assert.Single(arrived.Distinct());
            Assert.StartsWith(delivery.MessageId!, arrived[0].Content, StringComparison.Ordinal);
        }
        Assert.Equal(0, workers.Sum(w => w.WronglyRecorded));
    }

    /// <summary>A worker whose every step the test decides.</summary>
    private sealed class SimulatedWorker(TellingWorld world, List<(string, string)> peer)
    {
        private readonly Claims _claims = world.Claims();
        private Claim? _claim;
        private ReadyDelivery? _ready;
        private SendResult? _result;

        /// <summary>Results that were kept although somebody else had claimed the row by then.</summary>
        public int WronglyRecorded { get; private set; }

        public async Task Do(Step step)
        {
            switch (step)
            {
                case Step.Claim when _claim is null:
                    var claims = await _claims.Take(
                        new Dictionary<string, int> { ["email:example.test"] = 1 },
                        _ => TimeSpan.Zero,
                        default
                    );
                    _claim = claims.SingleOrDefault();
                    break;
                case Step.Prepare when _claim is not null && _ready is null:
                    _ready = await world.Payloads().Prepare(_claim, world.Setup(), default);
                    break;
                case Step.Send when _ready is not null && _result is null:
                    peer.Add((_ready.Payload.Target, _ready.Payload.Content));
                    _result = new SendResult.Sent();
                    break;
                case Step.Refuse when _ready is not null && _result is null:
                    _result = new SendResult.TryLater("busy");
                    break;
                case Step.Record when _result is not null:
                    await Record();
                    break;
                case Step.Die:
                    (_claim, _ready, _result) = (null, null, null);
                    break;
                case Step.Second:
                    world.Clock.Advance(TimeSpan.FromSeconds(1));
                    break;
                case Step.HalfMinute:
                    world.Clock.Advance(TimeSpan.FromSeconds(31));
                    break;
            }
        }

        private async Task Record()
        {
            var before = (await world.Deliveries()).Single(d => d.Id == _claim!.Id);
            var kept = await world
                .Results()
                .Record(_claim!, _result!, world.Store.Now.AddMinutes(1));
            if (kept && before.Fence != _claim!.Fence)
            {
                WronglyRecorded++;
            }
            (_claim, _ready, _result) = (null, null, null);
        }
    }
}
