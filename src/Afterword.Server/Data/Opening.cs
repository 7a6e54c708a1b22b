using System.Data.Common;
using Afterword.Server.Data.Settings;

namespace Afterword.Server.Data;

/// <summary>
/// Migrates at the start. Where the database cannot be reached yet the server starts all the same, answers 503 and tries again,
/// so that nobody has to restart it.
/// </summary>
internal sealed class Opening(
    Migrator migrator,
    Pulse pulse,
    AfterwordSettings settings,
    IEnumerable<IFirstStart> firstStarts,
    ILogger<Opening> log
) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _later = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await TryOpen(cancellationToken))
        {
            _later = KeepTrying(_stopping.Token);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _later.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task KeepTrying(CancellationToken ct)
    {
        do
        {
            await Task.Delay(TimeSpan.FromSeconds(2), ct);
        } while (!await TryOpen(ct));
    }

    private async Task<bool> TryOpen(CancellationToken ct)
    {
        try
        {
            await migrator.Run(ct);
            _ = settings.Of<OrganizationSettings>(); // from here on contexts know how keys are written
            foreach (var step in firstStarts)
            {
                await step.Run(ct);
            }
            pulse.SetMigrated();
            return true;
        }
        catch (DbException unreachable)
            when (unreachable.IsTransient
                || unreachable.InnerException is System.Net.Sockets.SocketException
            )
        {
            log.LogWarning(
                "The database cannot be reached yet ({Reason}); trying again in 2 seconds.",
                unreachable.Message
            );
            return false;
        }
    }
}

/// <summary>Something to do after the migration and before the first request: demo data, the first-run token. Runs at every start; must be idempotent.</summary>
internal interface IFirstStart
{
    Task Run(CancellationToken ct);
}
