using Afterword.Simulate;

namespace Afterword.Tests.FollowThrough;

public sealed class SimulationTests
{
    [Fact]
    public void A_year_with_random_incidents_breaks_no_promise_and_the_same_seed_sends_the_same()
    {
        var first = Simulation.Live(seed: 7, years: 1);
        var again = Simulation.Live(seed: 7, years: 1);

        Assert.Empty(first.Broken);
        Assert.True(first.Messages > 500, $"only {first.Messages} messages");
        Assert.Equal(first.Trace, again.Trace);
    }
}
