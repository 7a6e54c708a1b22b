using Afterword.Core.Evidence;
using Afterword.Server.Data.Bulk;

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
            await db.Writing.Rows(
                "SELECT pg_advisory_xact_lock(@key)",
                [("@key", LockKey)],
                static _ => true,
                ct
            );
        }
        var head = await db.Writing.Rows(
            "SELECT sequence, hash FROM events WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1",
            [],
            row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            ct
        );
        var (sequence, hash) = head is [var last] ? last : (0, AuditChain.Genesis);
        var unsealed = await db.Writing.Rows(
            db.IsSqlite ? UnsealedInSqlite : UnsealedInPostgres,
            [("@most", Batch)],
            row => Read(new PlainRow(row, db.IsSqlite)),
            ct
        );
        var seals = new List<EventSeal>(unsealed.Count);
        foreach (var (id, facts) in unsealed)
        {
            hash = AuditChain.Link(++sequence, hash, facts);
            seals.Add(new EventSeal(id, sequence, hash));
        }
        await EventRows.Seal(db, seals, ct);
        return seals.Count;
    }

    private static (long Id, ChainedFacts Facts) Read(PlainRow row) =>
        (
            row.Long(0),
            new ChainedFacts(
                row.Text(1),
                row.Text(2),
                row.Long(3),
                row.IntOrNull(4),
                row.IntOrNull(5),
                row.Text(6),
                row.Instant(7),
                row.Bytes(8)
            )
        );

    /// <summary>Without the payloads: the chain holds their hash.</summary>
    private const string Unsealed =
        "SELECT id, kind, subject, subject_id, incident_number, actor_id, door, at, payload_hash FROM events WHERE sequence IS NULL";

    private const string UnsealedInSqlite = $"{Unsealed} ORDER BY id LIMIT @most";

    /// <summary>PostgreSQL would walk the whole log in the order of its numbers to find the few at its end; a sum is no index.</summary>
    private const string UnsealedInPostgres = $"{Unsealed} ORDER BY id + 0 LIMIT @most";
}
