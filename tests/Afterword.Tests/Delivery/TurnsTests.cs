using Afterword.Server.Delivery;
using Afterword.Server.Delivery.Channels;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Delivery;

public sealed class TurnsTests
{
    private static Pace Two(string lane) => new(64, 2, TimeSpan.Zero);

    [Fact]
    public void A_long_backlog_takes_two_places_and_leaves_the_others()
    {
        var turns = new Turns(8);

        var wanted = turns.Next(["a", "b", "c"], Two);

        Assert.Equal([("a", 2), ("b", 2), ("c", 2)], wanted.Select(w => (w.Key, w.Value)));
    }

    [Fact]
    public void A_lane_that_is_full_is_passed_over_until_one_of_its_messages_ends()
    {
        var turns = new Turns(8);
        turns.Began("a");
        turns.Began("a");

        Assert.Empty(turns.Next(["a"], Two));
        turns.Ended("a");
        Assert.Equal(1, turns.Next(["a"], Two)["a"]);
    }

    [Fact]
    public void However_many_lanes_are_busy_each_has_its_turn_and_the_limits_hold()
    {
        var numbers =
            from lanes in Gen.Choose(1, 40)
            from most in Gen.Choose(1, 8)
            select (lanes, most);

        Prop.ForAll(
                numbers.ToArbitrary(),
                given =>
                {
                    var lanes = Enumerable
                        .Range(0, given.lanes)
                        .Select(i => $"lane{i:D2}")
                        .ToList();
                    var turns = new Turns(given.most);
                    var served = new Dictionary<string, int>();
                    // Every lane always has more to send; each round all that is in flight ends.
                    for (var round = 0; round < given.lanes; round++)
                    {
                        var wanted = turns.Next(lanes, Two);
                        Assert.InRange(wanted.Values.Sum(), 1, given.most);
                        Assert.All(wanted.Values, many => Assert.InRange(many, 1, 2));
                        foreach (var (lane, many) in wanted)
                        {
                            served[lane] = served.GetValueOrDefault(lane) + many;
                        }
                    }
                    Assert.Equal(given.lanes, served.Count);
                    Assert.InRange(served.Values.Max() - served.Values.Min(), 0, 2);
                }
            )
            .QuickCheckThrowOnFailure();
    }
}
