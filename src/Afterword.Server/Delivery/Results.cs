using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Server.Data;
using Afterword.Server.Data.Bulk;
using Afterword.Server.Data.Telling;

namespace Afterword.Server.Delivery;

using Delivery = Core.Delivery.Delivery;

/// <summary>
/// Writes down what became of deliveries. Results that arrive while a write is under way go together into the next one, so that a disk
/// that must be waited for is waited for once for many messages.
/// </summary>
internal sealed class Results(Store store, TimeProvider time, ILogger<Results> log)
{
    private const int Tries = 20;
    private const int Batch = 256;

    private readonly Lock _lock = new();
    private readonly Queue<Pending> _waiting = new();
    private bool _writing;

    /// <summary>
    /// Records a result. The message may have left, so a database that is away for a moment is waited for: the lease runs meanwhile,
    /// and the fence decides in the end.
    /// </summary>
    /// <param name="claim">What was held.</param>
    /// <param name="result">What the channel said.</param>
    /// <param name="nextTryAt">When to try again where that helps.</param>
    /// <param name="gap">The least time between two messages of the lane.</param>
    /// <param name="row">The row as it was claimed, which nobody else uses any more; null reads it again.</param>
    /// <returns>False when somebody else holds the claim by now.</returns>
    public Task<bool> Record(
        Claim claim,
        SendResult result,
        DateTimeOffset? nextTryAt,
        TimeSpan gap = default,
        Delivery? row = null
    )
    {
        // Once, however often the write begins again.
        var ended = row?.Record(claim.Fence, result, nextTryAt, By.Product(store.Now)) == true;
        return Add(
            new Pending(claim, result, nextTryAt, gap)
            {
                Row = ended ? row : null,
                Happened = ended ? row!.DrainEvents() : [],
            }
        );
    }

    /// <summary>Gives a claim back of which nothing was sent.</summary>
    /// <returns>False when somebody else holds the claim by now.</returns>
    public Task<bool> Release(Claim claim) => Add(new Pending(claim, null, null, default));

    private Task<bool> Add(Pending mine)
    {
        lock (_lock)
        {
            _waiting.Enqueue(mine);
            if (!_writing)
            {
                _writing = true;
                _ = WriteAll();
            }
        }
        return mine.Written.Task;
    }

    /// <summary>Writes until nobody waits; whoever comes first starts it.</summary>
    private async Task WriteAll()
    {
        await Task.Yield();
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                await Write(batch);
            }
            catch (Exception failed)
            {
                await OneByOne(batch, failed);
            }
        }
    }

    private List<Pending> Next()
    {
        lock (_lock)
        {
            var batch = new List<Pending>();
            while (batch.Count < Batch && _waiting.TryDequeue(out var next))
            {
                batch.Add(next);
            }
            _writing = batch.Count > 0;
            return batch;
        }
    }

    /// <summary>A batch fails as a whole; one row that cannot be written must not keep the others.</summary>
    private async Task OneByOne(List<Pending> batch, Exception failed)
    {
        foreach (var pending in batch)
        {
            if (batch.Count == 1)
            {
                pending.Written.SetException(failed);
                return;
            }
            try
            {
                await Write([pending]);
            }
            catch (Exception alone)
            {
                pending.Written.SetException(alone);
            }
        }
    }

    private async Task Write(List<Pending> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var kept = await WriteOnce(batch);
                batch.ForEach(p => p.Written.SetResult(kept.Contains(p)));
                return;
            }
            catch (Exception failed) when (attempt < (batch.Count == 1 ? Tries : 2))
            {
                log.LogWarning(
                    failed,
                    "The results of {Count} deliveries ({Delivery} first) are not recorded yet.",
                    batch.Count,
                    batch[0].Claim.Id
                );
                await Task.Delay(TimeSpan.FromSeconds(1), time);
            }
        }
    }

    private Task<HashSet<Pending>> WriteOnce(List<Pending> batch) =>
        store.Write(async db =>
        {
            var now = store.Now;
            var kept = await EndHeld(db, [.. batch.Where(p => p.Row is not null)], now);
            kept.UnionWith(await EndRead(db, [.. batch.Where(p => p.Row is null)], now));
            await Gates.Learn(
                db,
                [
                    .. batch
                        .Where(p => p.Result is not null && kept.Contains(p))
                        .Select(p => (p.Claim, p.Result!, p.Gap)),
                ],
                now,
                default
            );
            return kept;
        });

    /// <summary>Those whose rows are at hand: nothing is read, and the fence decides within the update.</summary>
    private static async Task<HashSet<Pending>> EndHeld(
        AfterwordDb db,
        List<Pending> batch,
        DateTimeOffset now
    )
    {
        if (batch.Count == 0)
        {
            return [];
        }
        var ended = await OutboxRows.End(db, batch.ConvertAll(p => p.Row!), default);
        var rows = ended.ToHashSet(ReferenceEqualityComparer.Instance);
        var kept = batch.Where(p => rows.Contains(p.Row!)).ToHashSet();
        await EventRows.Log(db, kept.SelectMany(p => p.Happened), default);
        await Settling.Follow(db, ended, now, default);
        return kept;
    }

    /// <summary>Those of which only the claim is known.</summary>
    private static async Task<IEnumerable<Pending>> EndRead(
        AfterwordDb db,
        List<Pending> batch,
        DateTimeOffset now
    )
    {
        if (batch.Count == 0)
        {
            return [];
        }
        // A node never holds one row by two claims at once, but a result may come late, after the row was claimed anew.
        var byId = batch.ToLookup(p => p.Claim.Id);
        var by = By.Product(now);
        var kept = await Settling.ChangeAll(
            db,
            [.. byId.Select(g => g.Key)],
            now,
            delivery => byId[delivery.Id].Any(p => p.End(delivery, by)),
            default,
            courseOnly: true
        );
        return batch.Where(p => kept.Contains(p.Claim.Id));
    }

    /// <summary>What a claim came to; without a result it goes back.</summary>
    private sealed class Pending(
        Claim claim,
        SendResult? result,
        DateTimeOffset? nextTryAt,
        TimeSpan gap
    )
    {
        public Claim Claim => claim;

        public SendResult? Result => result;

        public TimeSpan Gap => gap;

        /// <summary>Its row with the result in it; null where only the claim is known.</summary>
        public Delivery? Row { get; init; }

        public IReadOnlyList<Event> Happened { get; init; } = [];

        public TaskCompletionSource<bool> Written { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool End(Delivery delivery, By by) =>
            result is null
                ? delivery.Release(claim.Fence)
                : delivery.Record(claim.Fence, result, nextTryAt, by);
    }
}
