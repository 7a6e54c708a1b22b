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

    /// <summary>From a moment after the start; for a process that is nothing but this server.</summary>
    public static void GiveBackWhatIsSpare(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
            _ = GiveBack(app.Lifetime.ApplicationStopping)
        );

    private static async Task GiveBack(CancellationToken stopping)
    {
        await Wait(AfterStart, stopping);
        var (given, before) = (0L, 0L);
        for (var first = true; !stopping.IsCancellationRequested; first = false)
        {
            var allocated = GC.GetTotalAllocatedBytes();
            if (first || (allocated - before < Quiet && allocated - given > Worth))
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
                ProgramPages.GiveBack();
                given = allocated;
            }
            before = allocated;
            await Wait(LookEvery, stopping);
        }
    }

    private static async Task Wait(TimeSpan time, CancellationToken stopping) =>
        await Task.Delay(time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
