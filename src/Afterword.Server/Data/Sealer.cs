using Afterword.Core.Events;
using Afterword.Core.Evidence;
using Afterword.Server.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>
/// Puts new events into the hash chain, every second, one sealer at a time. Writers never wait on the chain's head; the price is
/// that the last second is unsealed, which the documentation says.
/// </summary>
internal sealed class Sealer(
    Store store,
    Database database,
    Pulse pulse,
    TimeProvider time,
    ILogger<Sealer> log
) : BackgroundService
{
    private const int Batch = 500;

    /// <summary>An arbitrary number that only sealers lock on.</summary>
    private const long LockKey = 0x4146_5445_5345_414c;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await pulse.Migrated(stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        do
        {
            try
            {
                while (await SealBatch(stoppingToken) == Batch) { }
                pulse.Ticked(nameof(Sealer));
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                log.LogError(failed, "Sealing waits for the next second.");
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Seals the oldest unsealed events.</summary>
    /// <returns>How many were sealed.</returns>
    public async Task<int> SealBatch(CancellationToken ct)
    {
        if (!await database.Plain.Any("SELECT 1 FROM events WHERE sequence IS NULL", [], ct))
        {
            return 0;
        }
        return await store.Write(db => Seal(db, ct), ct);
    }

    private static async Task<int> Seal(AfterwordDb db, CancellationToken ct)
    {
        if (!db.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})", ct);
        }
        var head = await db
            .Events.AsNoTracking()
            .Where(e => e.Sequence != null)
            .OrderByDescending(e => e.Sequence)
            .FirstOrDefaultAsync(ct);
        var (sequence, hash) = (head?.Sequence ?? 0, head?.Hash ?? AuditChain.Genesis);
        var unsealed = await Unsealed(db).AsNoTracking().ToListAsync(ct);
        foreach (var happened in unsealed)
        {
            happened.Seal(++sequence, hash);
            hash = happened.Hash!;
        }
        await EventRows.Seal(db, unsealed, ct);
        return unsealed.Count;
    }

    /// <summary>The oldest of them. PostgreSQL would walk the whole log in the order of its numbers to find the few at its end; a sum is no index.</summary>
    private static IQueryable<Event> Unsealed(AfterwordDb db) =>
        db.IsSqlite
            ? db.Events.Where(e => e.Sequence == null).OrderBy(e => e.Id).Take(Batch)
            : db.Events.FromSql(
                $"SELECT * FROM events WHERE sequence IS NULL ORDER BY id + 0 LIMIT {Batch}"
            );
}
