namespace Afterword.Server.Start;

/// <summary>
/// Gives back what only the start or a busy hour needed. A server that is asked for little collects nothing for hours, and would keep
/// it all that time.
/// </summary>
internal static class SpareMemory
{
    /// <summary>Late enough that the first looks of the workers are over.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>What the workers allocate between two looks while nobody asks for anything is far less, bytes.</summary>
    private const long Quiet = 2 << 20;

    /// <summary>What was allocated since the last time that makes another one worth its pause, bytes.</summary>
    private const long Worth = 4 << 20;

    /// <summary>The same where more is resident than the workers alone bring back: a rare page allocates little and runs much code, bytes.</summary>
    private const long WorthAfterPages = 512 << 10;

    private const long Grown = 24 << 20;

    /// <summary>From a moment after the start; for a process that is nothing but this server.</summary>
    public static void GiveBackWhatIsSpare(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
            _ = GiveBack(app.Lifetime.ApplicationStopping)
        );

    private static async Task GiveBack(CancellationToken stopping)
    {
        await Wait(AfterStart, stopping);
        var (given, before, left) = (0L, 0L, 0L);
        // Twice each time: the compiler goes on for a while behind a busy time, and what was just loaded may not go at once.
        var times = 0;
        for (var first = true; !stopping.IsCancellationRequested; first = false)
        {
            var allocated = GC.GetTotalAllocatedBytes();
            var worth = Environment.WorkingSet - left > Grown ? WorthAfterPages : Worth;
            if (!first && allocated - before >= Quiet)
            {
                ProgramPages.Look();
            }
            else if (first || times > 0 || allocated - given > worth)
            {
                if (first || allocated - given > worth)
                {
                    GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
                    times = 2;
                }
                ProgramPages.GiveBack();
                times--;
                given = allocated = GC.GetTotalAllocatedBytes();
                left = Environment.WorkingSet;
            }
            before = allocated;
            await Wait(LookEvery, stopping);
        }
    }

    private static async Task Wait(TimeSpan time, CancellationToken stopping) =>
        await Task.Delay(time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
