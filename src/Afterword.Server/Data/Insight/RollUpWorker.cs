using System.Diagnostics;

namespace Afterword.Server.Data.Insight;

/// <summary>Runs the roll-up. It rests nine times as long as it works (as long as it works while it builds): figures may wait, people may not.</summary>
internal sealed class RollUpWorker(
    RollUp rollUp,
    Pulse pulse,
    TimeProvider time,
    ILogger<RollUpWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await pulse.Migrated(stoppingToken);
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                while (
                    await rollUp.Step(stoppingToken) && Stopwatch.GetElapsedTime(began) < Longest
                ) { }
                pulse.Ticked(nameof(RollUpWorker));
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                log.LogError(failed, "Adding up figures waits for the next turn.");
            }
            var worked = Stopwatch.GetElapsedTime(began);
            var rest = rollUp.IsBuilding ? worked : worked * 9;
            await Task.Delay(rest > Pause || rollUp.IsBuilding ? rest : Pause, time, stoppingToken);
        }
    }
}
