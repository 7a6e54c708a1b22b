using Afterword.Server.Delivery;
using Afterword.Server.Delivery.Channels;
using Afterword.Tests.Support;

namespace Afterword.Tests.Delivery;

/// <summary>How many messages are claimed ahead: more where they leave fast, never beyond the places elsewhere.</summary>
public sealed class MomentumTests
{
    private const string Lane = "email:example.test";

    private static readonly Pace Usual = new(AtOnce: 24, PerTarget: 8, Gap: TimeSpan.Zero);

    [Fact]
    public void A_server_that_answers_fast_is_claimed_ahead_for_after_one_message()
    {
        var momentum = new Momentum(() => Some.Now);

        momentum.Left(Lane, TimeSpan.FromMilliseconds(10));

        // A quarter of a second of 8 places that take 10 ms each; of 24 it would be 600.
        Assert.Equal(Usual with { PerTarget = 200, AtOnce = 512 }, momentum.Widened(Lane, Usual));
    }

    [Fact]
    public void A_server_that_takes_its_time_gets_no_more_than_it_has_places()
    {
        var momentum = new Momentum(() => Some.Now);

        momentum.Left(Lane, TimeSpan.FromMilliseconds(300));

        Assert.Equal(Usual, momentum.Widened(Lane, Usual));
    }

    [Fact]
    public void A_server_that_becomes_slow_is_noticed_within_a_few_messages()
    {
        var momentum = new Momentum(() => Some.Now);
        momentum.Left(Lane, TimeSpan.FromMilliseconds(10));

        momentum.Left(Lane, TimeSpan.FromSeconds(1));

        Assert.Equal(Usual, momentum.Widened(Lane, Usual));
    }

    [Fact]
    public void What_was_fast_yesterday_is_asked_carefully_again()
    {
        var now = Some.Now;
        var momentum = new Momentum(() => now);
        momentum.Left(Lane, TimeSpan.FromMilliseconds(10));

        now += TimeSpan.FromSeconds(10);

        Assert.Equal(Usual, momentum.Widened(Lane, Usual));
    }

    [Fact]
    public void One_message_a_second_stays_one_message_a_second()
    {
        var momentum = new Momentum(() => Some.Now);
        var slack = Usual with { Gap = TimeSpan.FromSeconds(1) };

        momentum.Left(Lane, TimeSpan.FromMilliseconds(10));

        Assert.Equal(slack, momentum.Widened(Lane, slack));
    }
}
