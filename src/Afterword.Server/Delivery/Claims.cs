using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Delivery;

using Delivery = Core.Delivery.Delivery;

/// <summary>A delivery that this worker holds, and the fence it must come back with.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Lane">The host behind its target.</param>
/// <param name="Fence">What the claim gave.</param>
internal sealed record Claim(long Id, string Lane, int Fence);

/// <summary>Claims deliveries by lease and fence: each claim is its own commit, before anything goes over the network.</summary>
internal sealed class Claims(Store store, Database database)
{
    /// <summary>Who claims: unique for each start of each node.</summary>
    public string Worker { get; } =
        $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>
    /// The lanes in which something is due, by name, open or shut. Jumps from lane to lane in the index; settled rows are not in it.
    /// </summary>
    public async Task<(IReadOnlyList<string> Lanes, ShutGates Gates)> DueLanes(CancellationToken ct)
    {
        await using var db = database.Read();
        object now = database.IsSqlite
            ? Data.Mapping.MicrosecondsConverter.Of(store.Now)
            : store.Now;
        var lanes = await db
            .Database.SqlQueryRaw<string>(
                """
                WITH RECURSIVE lanes(lane) AS (
                    SELECT min(lane) FROM deliveries WHERE claimable_at IS NOT NULL
                    UNION ALL
                    SELECT (SELECT min(d.lane) FROM deliveries d WHERE d.claimable_at IS NOT NULL AND d.lane > lanes.lane)
                    FROM lanes WHERE lanes.lane IS NOT NULL
                )
                SELECT lane AS "Value" FROM lanes
                WHERE lane IS NOT NULL
                  AND EXISTS (SELECT 1 FROM deliveries d WHERE d.lane = lanes.lane AND d.claimable_at <= {0})
                """,
                now
            )
            .ToListAsync(ct);
        return (lanes, await Gates.Read(db, store.Now, ct));
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
                var claims = new List<Claim>();
                var now = store.Now;
                var expired = await Expired(db, now, ct);
                foreach (var (lane, many) in wanted)
                {
                    if (!await Gates.Pass(db, lane, gap(lane), now, ct))
                    {
                        continue;
                    }
                    var left = expired.Where(d => d.Lane == lane).Take(many).ToList();
                    var rest =
                        left.Count == many
                            ? []
                            : await Oldest(db, lane, many - left.Count, now, ct);
                    claims.AddRange(
                        left.Concat(rest)
                            .DistinctBy(d => d.Id)
                            .Select(d => new Claim(d.Id, lane, d.Claim(Worker, now)))
                    );
                }
                return (IReadOnlyList<Claim>)claims;
            },
            ct
        );

    /// <summary>Keeps some claims for another lease.</summary>
    /// <returns>The claims that are lost: somebody else holds them by now.</returns>
    public Task<IReadOnlyList<Claim>> Renew(
        IReadOnlyCollection<Claim> claims,
        CancellationToken ct
    ) =>
        store.Write(
            async db =>
            {
                var lost = new List<Claim>();
                var ids = claims.Select(c => c.Id).ToList();
                var held = await db
                    .Deliveries.AsTracking()
                    .Where(d => ids.Contains(d.Id))
                    .OrderBy(d => d.Id)
                    .ToDictionaryAsync(d => d.Id, ct);
                foreach (var claim in claims)
                {
                    if (!held[claim.Id].Renew(claim.Fence, store.Now))
                    {
                        lost.Add(claim);
                    }
                }
                return (IReadOnlyList<Claim>)lost;
            },
            ct
        );

    /// <summary>Gives a claim back of which nothing was sent.</summary>
    public Task Release(Claim claim) =>
        store.Write(async db =>
            (await db.Deliveries.AsTracking().SingleAsync(d => d.Id == claim.Id)).Release(
                claim.Fence
            )
        );

    /// <summary>
    /// Frees what a process before this one held when it died. Only where this process is surely the only one: on SQLite, whose
    /// folder it has locked. On PostgreSQL the lease runs out by itself.
    /// </summary>
    public async Task FreeOrphans(CancellationToken ct)
    {
        if (!database.IsSqlite)
        {
            return;
        }
        await store.Write(
            async db =>
            {
                var left = await db
                    .Deliveries.AsTracking()
                    .Where(d => d.State == Core.Delivery.DeliveryState.Leased)
                    .ToListAsync(ct);
                left.ForEach(d => d.Orphan());
            },
            ct
        );
    }

    /// <summary>What a dead worker left: few, found by their state, and first in turn however long the backlog is.</summary>
    private static async Task<List<Delivery>> Expired(
        AfterwordDb db,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rows = db.IsSqlite
            ? db.Deliveries.Where(d =>
                d.State == Core.Delivery.DeliveryState.Leased && d.ClaimableAt <= now
            )
            : db.Deliveries.FromSql(
                $"SELECT * FROM deliveries WHERE state = 'leased' AND claimable_at <= {now} ORDER BY claimable_at FOR UPDATE SKIP LOCKED"
            );
        // Who died first has waited longest.
        return [.. (await rows.AsTracking().ToListAsync(ct)).OrderBy(d => d.ClaimableAt)];
    }

    private static async Task<List<Delivery>> Oldest(
        AfterwordDb db,
        string lane,
        int many,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rows = db.IsSqlite
            ? db
                .Deliveries.Where(d => d.Lane == lane && d.ClaimableAt <= now)
                .OrderBy(d => d.ClaimableAt)
                .ThenBy(d => d.Id)
                .Take(many)
            : db.Deliveries.FromSql(
                $"SELECT * FROM deliveries WHERE lane = {lane} AND claimable_at <= {now} ORDER BY claimable_at, id LIMIT {many} FOR UPDATE SKIP LOCKED"
            );
        return await rows.AsTracking().ToListAsync(ct);
    }
}
