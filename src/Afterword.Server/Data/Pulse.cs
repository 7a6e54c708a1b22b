using System.Collections.Concurrent;

namespace Afterword.Server.Data;

/// <summary>Whether this node works: the database is migrated, and each worker ticked lately. <c>/readyz</c> reads it.</summary>
internal sealed class Pulse(TimeProvider time)
{
    /// <summary>How long a worker may be silent before the node is not ready.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _migrated = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly ConcurrentDictionary<string, long> _ticks = new();

    public bool IsMigrated => _migrated.Task.IsCompleted;

    /// <summary>Completes once the database has this version's tables.</summary>
    public Task Migrated(CancellationToken ct) => _migrated.Task.WaitAsync(ct);

    public void SetMigrated() => _migrated.TrySetResult();

    /// <summary>Says that a worker must tick for the node to be ready.</summary>
    public void Expect(string worker) => _ticks.TryAdd(worker, 0);

    public void Ticked(string worker) => _ticks[worker] = time.GetTimestamp();

    /// <summary>The workers that have not ticked lately, or not yet.</summary>
    public IReadOnlyList<string> Silent() =>
        [
            .. _ticks
                .Where(t => t.Value == 0 || time.GetElapsedTime(t.Value) > Patience)
                .Select(t => t.Key)
                .Order(),
        ];
}
