namespace Afterword.Server.Start;

/// <summary>
/// Gives back what only the start needed. A server that is asked for little collects nothing for hours, and would keep it all that time.
/// </summary>
internal static class SpareMemory
{
    /// <summary>Late enough that the first looks of the workers are over.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(1.5);

    /// <summary>Once, a moment after the start; for a process that is nothing but this server.</summary>
    public static void GiveBackAfterStart(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(() =>
            _ = GiveBack(app.Lifetime.ApplicationStopping)
        );

    private static async Task GiveBack(CancellationToken stopping)
    {
        await Task.Delay(AfterStart, stopping)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stopping.IsCancellationRequested)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        }
    }
}
