using Afterword.Core.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Bulk;

using Delivery = Core.Delivery.Delivery;

/// <summary>
/// Deliveries within a write: loaded as the nouns they are, changed by their own verbs, and put back with their events in few statements,
/// whoever has changed one meanwhile being noticed by its version. The outbox moves each row three times, a thousand rows a second.
/// </summary>
internal sealed class OutboxRows
{
    private static readonly BulkColumn<Delivery>[] Keys =
    [
        Column<Delivery>.Long("id", d => d.Id),
        Column<Delivery>.Int("version", d => d.Version - 1),
    ];

    private static readonly BulkColumn<Delivery>[] Course =
    [
        Column<Delivery>.Name("state", d => d.State),
        Column<Delivery>.Instant("first_try_at", d => d.FirstTryAt),
        Column<Delivery>.Int("attempts", d => d.Attempts),
        Column<Delivery>.Instant("claimable_at", d => d.ClaimableAt),
        Column<Delivery>.Int("fence", d => d.Fence),
        Column<Delivery>.Text("lease_owner", d => d.LeaseOwner),
        Column<Delivery>.Flag("may_have_arrived", d => d.MayHaveArrived),
        Column<Delivery>.Text("remote_id", d => d.RemoteId),
        Column<Delivery>.Text("last_error", d => d.LastError),
        Column<Delivery>.Instant("settled_at", d => d.SettledAt),
        Column<Delivery>.Int("version", d => d.Version),
    ];

    private static readonly BulkColumn<Delivery>[] Content =
    [
        Column<Delivery>.Text("target", d => d.Target),
        Column<Delivery>.Text("lane", d => d.Lane),
        Column<Delivery>.Int("person_id", d => d.PersonId),
        Column<Delivery>.Instant("not_after", d => d.NotAfter),
        Column<Delivery>.Text("payload", d => d.Payload),
        Column<Delivery>.Text("message_id", d => d.MessageId),
    ];

    private static readonly BulkRows<Delivery> Moved = new("deliveries", Keys, Course);

    private static readonly BulkRows<Delivery> Rewritten = new(
        "deliveries",
        Keys,
        [.. Course, .. Content]
    );

    /// <summary>
    /// What became of claims, by whoever holds the rows in memory. The fence decides: whoever renewed the lease meanwhile has counted the
    /// version, and whoever took it over has raised the fence.
    /// </summary>
    private static readonly BulkRows<Delivery> Ended = new(
        "deliveries",
        [Column<Delivery>.Long("id", d => d.Id), Column<Delivery>.Int("fence", d => d.Fence)],
        [
            Column<Delivery>.Name("state", d => d.State),
            Column<Delivery>.Instant("claimable_at", d => d.ClaimableAt),
            Column<Delivery>.Text("lease_owner", d => d.LeaseOwner),
            Column<Delivery>.Flag("may_have_arrived", d => d.MayHaveArrived),
            Column<Delivery>.Text("remote_id", d => d.RemoteId),
            Column<Delivery>.Text("last_error", d => d.LastError),
            Column<Delivery>.Instant("settled_at", d => d.SettledAt),
        ],
        raised: "version",
        where: "deliveries.state = 'leased'"
    );

    internal static readonly BulkRows<Delivery> New = new(
        "deliveries",
        [],
        [
            Column<Delivery>.Int("update_number", d => d.UpdateNumber),
            Column<Delivery>.Int("incident_number", d => d.IncidentNumber),
            Column<Delivery>.Text("channel", d => d.Channel),
            Column<Delivery>.Text("target_name", d => d.TargetName),
            Column<Delivery>.Instant("created_at", d => d.CreatedAt),
            .. Course,
            .. Content,
        ]
    );

    internal const string CourseColumns =
        "id, update_number, incident_number, channel, target, target_name, person_id, lane, state, first_try_at, attempts, claimable_at, fence, "
        + "lease_owner, NULL AS payload, message_id, remote_id, last_error, created_at, settled_at, version, may_have_arrived, not_after";

    private readonly List<(Delivery Delivery, Look Before)> _all;

    private OutboxRows(IEnumerable<Delivery> all) => _all = [.. all.Select(d => (d, Look.At(d)))];

    /// <summary>The rows, in the order of their query.</summary>
    public IEnumerable<Delivery> All => _all.Select(row => row.Delivery);

    /// <summary>Loads the rows of some queries; what two of them find is loaded once.</summary>
    public static async Task<OutboxRows> Of(
        IEnumerable<IQueryable<Delivery>> queries,
        CancellationToken ct
    )
    {
        var all = new List<Delivery>();
        foreach (var query in queries)
        {
            all.AddRange(await query.AsNoTracking().ToListAsync(ct));
        }
        return new OutboxRows(all.DistinctBy(d => d.Id));
    }

    /// <summary>Loads some rows and locks them, so that renewing and recording wait for each other instead of beginning again.</summary>
    /// <param name="db">The write.</param>
    /// <param name="ids">The rows.</param>
    /// <param name="ct">Stops the work.</param>
    /// <param name="courseOnly">Leaves the payloads where they are: for a change that neither reads nor touches them.</param>
    public static Task<OutboxRows> Locked(
        AfterwordDb db,
        IReadOnlyCollection<long> ids,
        CancellationToken ct,
        bool courseOnly = false
    )
    {
        var columns = courseOnly ? CourseColumns : "*";
#pragma warning disable EF1002 // names of our own columns
        var rows = db.IsSqlite
            ? db.Deliveries.FromSqlRaw(
                $"SELECT {columns} FROM deliveries WHERE id IN (SELECT value FROM json_each({{0}})) ORDER BY id",
                $"[{string.Join(',', ids)}]"
            )
            : db.Deliveries.FromSqlRaw(
                $"SELECT {columns} FROM deliveries WHERE id = ANY({{0}}) ORDER BY id FOR UPDATE",
                ids.ToArray()
            );
#pragma warning restore EF1002
        return Of([rows], ct);
    }

    /// <summary>Puts back what has changed, with its events.</summary>
    public async Task Save(AfterwordDb db, CancellationToken ct)
    {
        var changed = _all.Where(row => row.Before != Look.At(row.Delivery)).ToList();
        changed.ForEach(row => row.Delivery.CountVersion());
        await Moved.Update(db, Those(changed, rewritten: false), ct);
        await Rewritten.Update(db, Those(changed, rewritten: true), ct);
        await EventRows.Keep(db, changed.Select(row => row.Delivery), ct);
    }

    /// <summary>Writes down what became of claims, without reading them again; their events are the caller's.</summary>
    /// <returns>Those that were still held by their fence.</returns>
    public static Task<IReadOnlyList<Delivery>> End(
        AfterwordDb db,
        IReadOnlyList<Delivery> ended,
        CancellationToken ct
    ) => Ended.UpdateStanding(db, ended, ct);

    /// <summary>Writes new deliveries into the outbox; one that stands there already stays as it is.</summary>
    public static async Task Add(
        AfterwordDb db,
        IReadOnlyList<Delivery> deliveries,
        CancellationToken ct
    )
    {
        foreach (var delivery in deliveries)
        {
            delivery.CountVersion();
        }
        await New.Insert(
            db,
            deliveries,
            ct,
            "ON CONFLICT (update_number, channel, target) DO NOTHING"
        );
        await EventRows.Keep(db, deliveries, ct);
    }

    private static List<Delivery> Those(
        IEnumerable<(Delivery Delivery, Look Before)> changed,
        bool rewritten
    ) =>
        [
            .. changed
                .Where(row => (row.Before.Content != Look.At(row.Delivery).Content) == rewritten)
                .Select(row => row.Delivery),
        ];

    /// <summary>What a delivery looked like when it was loaded.</summary>
    private readonly record struct Look(
        DeliveryState State,
        int Fence,
        DateTimeOffset? ClaimableAt,
        int Attempts,
        bool MayHaveArrived,
        string LastError,
        LookAtContent Content
    )
    {
        public static Look At(Delivery d) =>
            new(
                d.State,
                d.Fence,
                d.ClaimableAt,
                d.Attempts,
                d.MayHaveArrived,
                d.LastError,
                new LookAtContent(d.Target, d.Lane, d.PersonId, d.NotAfter, d.Payload, d.MessageId)
            );
    }

    private readonly record struct LookAtContent(
        string Target,
        string Lane,
        int? PersonId,
        DateTimeOffset? NotAfter,
        string? Payload,
        string? MessageId
    );
}
