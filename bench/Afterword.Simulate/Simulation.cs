namespace Afterword.Simulate;

/// <summary>Lives through years with random worlds.</summary>
internal static class Simulation
{
    public const int IncidentsInAWorld = 20;
    private static readonly DateTimeOffset Start = new(2024, 2, 26, 7, 0, 0, TimeSpan.Zero);

    /// <summary>One world, from its first day to its last.</summary>
    /// <param name="seed">The same seed gives the same world and the same messages.</param>
    /// <param name="years">How long.</param>
    /// <param name="about">An item whose life is told line by line, such as <c>OUT-17</c>: to find why something broke.</param>
    public static Figures Live(int seed, double years, string? about = null)
    {
        var invariants = new Invariants();
        var world = new World(seed, invariants) { About = about };
        var happenings = new Happenings(world);
        happenings.Begin(Start, IncidentsInAWorld);
        var end = Start.AddDays(365.25 * years);
        var next = Start + happenings.Pause(IncidentsInAWorld);
        while (world.Now < end && invariants.Broken.Count < 50)
        {
            var act = world.NextAct();
            if (act <= next)
            {
                // The loops look every two seconds.
                world.Now = act < world.Now ? world.Now.AddSeconds(2) : act.Value.AddSeconds(1);
                world.Tick();
                continue;
            }
            world.Now = next > world.Now ? next : world.Now.AddSeconds(2);
            happenings.Next();
            world.Tick();
            next = world.Now + happenings.Pause(IncidentsInAWorld);
        }
        invariants.End();
        return new Figures(
            1,
            IncidentsInAWorld,
            world.Messages,
            world.Refused,
            invariants.Checks,
            invariants.Broken,
            world.Trace
        );
    }
}

/// <summary>What came of some worlds.</summary>
internal sealed record Figures(
    int Worlds,
    int Incidents,
    long Messages,
    long Refused,
    long Checks,
    IReadOnlyList<string> Broken,
    string Trace
);
