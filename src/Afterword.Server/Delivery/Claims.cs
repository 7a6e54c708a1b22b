using Afterword.Server.Data;
using Afterword.Server.Data.Bulk;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Delivery;

using Delivery = Core.Delivery.Delivery;

/// <summary>A delivery that this worker holds, and the fence it must come back with.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Lane">The host behind its target.</param>
/// <param name="Fence">What the claim gave.</param>
internal sealed record Claim(long Id, string Lane, int Fence);

/// <summary>Claims deliveries by lease and fence: each claim is its own commit, before anything goes over the network.</summary>
internal sealed class Claims(Store store, Database database, RollCall roll)
{
    /// <summary>Fewer messages are rendered soon enough within their claim.</summary>
    private const int ManyWords = 16;

    private readonly string _start =
        $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Who claims: unique for each start of each node; its name on the roll comes last, once it has one.</summary>
    public string Worker => roll.Me is { } me ? $"{_start}/{me}" : _start;

    /// <summary>
    /// The lanes in which something is due, by name, open or shut; and those of them in which dead workers left something, the longest
    /// waiting first. Jumps from lane to lane in the index; settled rows are not in it.
    /// </summary>
    public async Task<(
        IReadOnlyList<string> Lanes,
        IReadOnlyList<string> Left,
        ShutGates Gates
    )> DueLanes(CancellationToken ct)
    {
        var now = store.Now;
        var lanes = await database.Plain.Rows(
            """
            WITH RECURSIVE lanes(lane) AS (
                SELECT min(lane) FROM deliveries WHERE claimable_at IS NOT NULL
                UNION ALL
                SELECT (SELECT min(d.lane) FROM deliveries d WHERE d.claimable_at IS NOT NULL AND d.lane > lanes.lane)
                FROM lanes WHERE lanes.lane IS NOT NULL
            )
            SELECT lane FROM lanes
            WHERE lane IS NOT NULL
              AND EXISTS (SELECT 1 FROM deliveries d WHERE d.lane = lanes.lane AND d.claimable_at <= @now)
            """,
            [("@now", now)],
            row => row.Text(0),
            ct
        );
        if (lanes.Count == 0)
        {
            return ([], [], ShutGates.None);
        }
        var left = await database.Plain.Rows(
            "SELECT lane FROM deliveries WHERE state = 'leased' AND claimable_at <= @now GROUP BY lane ORDER BY min(claimable_at)",
            [("@now", now)],
            row => row.Text(0),
            ct
        );
        return (lanes, left, await Gates.Read(database.Plain, now, ct));
    }

    /// <summary>
    /// The words that a claim is about to send by mail, each once: on SQLite they are rendered before the one writer is held. Nothing where
    /// that is not worth a look.
    /// </summary>
    public async Task<IReadOnlyCollection<string>> Words(
        IReadOnlyDictionary<string, int> wanted,
        CancellationToken ct
    )
    {
        var bodies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (lane, many) in wanted)
        {
            if (!database.IsSqlite || many < ManyWords || Gates.ChannelOf(lane) != "email")
            {
                continue;
            }
            var found = await database.Plain.Rows(
                """
                SELECT body FROM updates WHERE number IN (SELECT update_number FROM (SELECT update_number, payload FROM deliveries
                WHERE lane = @lane AND claimable_at <= @now ORDER BY claimable_at, id LIMIT @many) WHERE payload IS NULL)
                """,
                [("@lane", lane), ("@now", store.Now), ("@many", many)],
                row => row.Text(0),
                ct
            );
            bodies.UnionWith(found);
        }
        return bodies;
    }

    /// <summary>Claims the oldest due deliveries of some lanes.</summary>
    /// <param name="wanted">How many of each lane.</param>
    /// <param name="gap">The least time between two messages of a lane.</param>
    /// <param name="ct">Stops before anything is claimed.</param>
    public Task<IReadOnlyList<Claim>> Take(
        IReadOnlyDictionary<string, int> wanted,
        Func<string, TimeSpan> gap,
        CancellationToken ct
    ) =>
        store.Write(
            async db =>
            {
                var (rows, claims) = await Take(db, wanted, gap, left: true, ct);
                await rows.Save(db, ct);
                return (IReadOnlyList<Claim>)[.. claims.Select(c => c.Claim)];
            },
            ct
        );

    /// <summary>Claims the oldest due deliveries of some lanes and prepares them, in one commit.</summary>
    /// <param name="wanted">How many of each lane.</param>
    /// <param name="gap">The least time between two messages of a lane.</param>
    /// <param name="prepare">Makes what is sent, within the write.</param>
    /// <param name="left">Whether dead workers left something that goes first.</param>
    /// <param name="ct">Stops before anything is claimed.</param>
    public Task<(IReadOnlyList<Claim> Claims, Dictionary<Claim, ReadyDelivery> Ready)> Take(
        IReadOnlyDictionary<string, int> wanted,
        Func<string, TimeSpan> gap,
        Func<
            AfterwordDb,
            IReadOnlyList<(Claim, Delivery)>,
            CancellationToken,
            Task<Dictionary<Claim, ReadyDelivery>>
        > prepare,
        bool left,
        CancellationToken ct
    ) =>
        store.Write(
            async db =>
            {
                var (rows, claims) = await Take(db, wanted, gap, left, ct);
                var ready = await prepare(db, claims, ct);
                await rows.Save(db, ct);
                await Settling.Follow(db, Payloads.Ended(claims), store.Now, ct);
                return ((IReadOnlyList<Claim>)[.. claims.Select(c => c.Claim)], ready);
            },
            ct
        );

    private async Task<(OutboxRows Rows, List<(Claim Claim, Delivery Row)> Claims)> Take(
        AfterwordDb db,
        IReadOnlyDictionary<string, int> wanted,
        Func<string, TimeSpan> gap,
        bool left,
        CancellationToken ct
    )
    {
        var now = store.Now;
        var open = new Dictionary<string, int>();
        foreach (var (lane, many) in wanted)
        {
            if (await Gates.Pass(db, lane, gap(lane), now, ct))
            {
                open[lane] = many;
            }
        }
        var rows = await OutboxRows.Of(
            [
                .. left ? [Expired(db, now)] : Array.Empty<IQueryable<Delivery>>(),
                .. Oldest(db, open, now),
            ],
            ct
        );
        var claims = rows
            .All.GroupBy(d => d.Lane)
            .SelectMany(lane => lane.Take(open.GetValueOrDefault(lane.Key)))
            .Select(d => (new Claim(d.Id, d.Lane, d.Claim(Worker, now)), d))
            .ToList();
        return (rows, claims);
    }

    /// <summary>Keeps some claims for another lease.</summary>
    /// <returns>The claims that are lost: somebody else holds them by now.</returns>
    public Task<IReadOnlyList<Claim>> Renew(
        IReadOnlyCollection<Claim> claims,
        CancellationToken ct
    ) =>
        store.Write(
            async db =>
            {
                var rows = await OutboxRows.Locked(
                    db,
                    [.. claims.Select(c => c.Id)],
                    ct,
                    courseOnly: true
                );
                var held = rows.All.ToDictionary(d => d.Id);
                var lost = claims.Where(c => !held[c.Id].Renew(c.Fence, store.Now)).ToList();
                await rows.Save(db, ct);
                return (IReadOnlyList<Claim>)lost;
            },
            ct
        );

    /// <summary>
    /// Frees what a process before this one held when it died. Only where this process is surely the only one: on SQLite, whose
    /// folder it has locked. On PostgreSQL <see cref="DeadNodes"/> finds out who is gone.
    /// </summary>
    public async Task FreeOrphans(CancellationToken ct)
    {
        if (
            !database.IsSqlite
            || !await database.Plain.Any("SELECT 1 FROM deliveries WHERE state = 'leased'", [], ct)
        )
        {
            return;
        }
        await Free(
            db => db.Deliveries.Where(d => d.State == Core.Delivery.DeliveryState.Leased),
            ct
        );
    }

    /// <summary>The workers that hold something.</summary>
    public Task<List<string>> Holders(CancellationToken ct) =>
        database.Plain.Rows(
            "SELECT DISTINCT lease_owner FROM deliveries WHERE state = 'leased'",
            [],
            row => row.Text(0),
            ct
        );

    /// <summary>Ends the leases of a worker of another node that is known to be gone (PostgreSQL).</summary>
    public Task FreeOf(string worker, CancellationToken ct) =>
        Free(
            db =>
                db.Deliveries.FromSql(
                    $"SELECT * FROM deliveries WHERE state = 'leased' AND lease_owner = {worker} FOR UPDATE SKIP LOCKED"
                ),
            ct
        );

    private Task Free(Func<AfterwordDb, IQueryable<Delivery>> held, CancellationToken ct) =>
        store.Write(
            async db =>
            {
                var left = await OutboxRows.Of([held(db)], ct);
                foreach (var delivery in left.All)
                {
                    delivery.Orphan(store.Now);
                }
                await left.Save(db, ct);
            },
            ct
        );

    /// <summary>What dead workers left: few, found by their state, and first in turn however long the backlog is. Who died first has waited longest.</summary>
    private static IQueryable<Delivery> Expired(AfterwordDb db, DateTimeOffset now) =>
        db.IsSqlite
            ? db
                .Deliveries.Where(d =>
                    d.State == Core.Delivery.DeliveryState.Leased && d.ClaimableAt <= now
                )
                .OrderBy(d => d.ClaimableAt)
            : db.Deliveries.FromSql(
                $"SELECT * FROM deliveries WHERE state = 'leased' AND claimable_at <= {now} ORDER BY claimable_at FOR UPDATE SKIP LOCKED"
            );

    /// <summary>The oldest of each lane; PostgreSQL looks into all of them at once.</summary>
    private static IEnumerable<IQueryable<Delivery>> Oldest(
        AfterwordDb db,
        Dictionary<string, int> open,
        DateTimeOffset now
    )
    {
        if (!db.IsSqlite)
        {
            string[] lanes = [.. open.Keys];
            int[] many = [.. open.Values];
            return
            [
                db.Deliveries.FromSql(
                    $"""
                    SELECT d.* FROM unnest({lanes}, {many}) AS wanted(lane, many) CROSS JOIN LATERAL (
                        SELECT * FROM deliveries WHERE lane = wanted.lane AND claimable_at <= {now}
                        ORDER BY claimable_at, id LIMIT wanted.many FOR UPDATE SKIP LOCKED
                    ) d
                    """
                ),
            ];
        }
        return open.Select(o =>
            db.Deliveries.Where(d => d.Lane == o.Key && d.ClaimableAt <= now)
                .OrderBy(d => d.ClaimableAt)
                .ThenBy(d => d.Id)
                .Take(o.Value)
        );
    }
}
