using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data.Bulk;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

using Delivery = Core.Delivery.Delivery;

/// <summary>Lets updates follow what their deliveries come to.</summary>
internal static class Settling
{
    /// <summary>Changes a delivery and lets its update follow.</summary>
    /// <returns>What the change said.</returns>
    public static async Task<bool> Change(
        AfterwordDb db,
        long id,
        DateTimeOffset now,
        Func<Delivery, bool> change
    ) => (await ChangeAll(db, [id], now, change, default)).Count == 1;

    /// <summary>Changes deliveries in one transaction and lets their updates follow.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="ids">The deliveries.</param>
    /// <param name="now">Now.</param>
    /// <param name="change">Changes one; false when its update need not follow.</param>
    /// <param name="ct">Stops before anything is changed.</param>
    /// <param name="courseOnly">The change neither reads nor touches payloads.</param>
    /// <returns>The deliveries for which the change said true.</returns>
    public static async Task<IReadOnlySet<long>> ChangeAll(
        AfterwordDb db,
        IReadOnlyCollection<long> ids,
        DateTimeOffset now,
        Func<Delivery, bool> change,
        CancellationToken ct,
        bool courseOnly = false
    )
    {
        var rows = await OutboxRows.Locked(db, ids, ct, courseOnly);
        var changed = rows.All.Where(change).ToList();
        await rows.Save(db, ct);
        await Follow(db, changed, now, ct);
        return changed.Select(d => d.Id).ToHashSet();
    }

    /// <summary>
    /// Lets the updates of some deliveries follow what stands in the outbox by now. Two nodes that record the last deliveries of one
    /// update at once wait for each other at the update's row, and the second sees what both wrote.
    /// </summary>
    public static async Task Follow(
        AfterwordDb db,
        IEnumerable<Delivery> deliveries,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        int[] numbers = [.. deliveries.Select(d => d.UpdateNumber).Distinct()];
        if (numbers.Length == 0)
        {
            return;
        }
        await Lock(db, numbers, ct);
        var stands = (await Reading.Of(db, StandsSql, numbers, Stand.Read, ct))
            .Where(s => s.Moves)
            .ToDictionary(s => s.Number);
        if (stands.Count == 0)
        {
            return;
        }
        int[] moved = [.. stands.Keys];
        var updates = await db
            .Updates.AsTracking()
            .Where(u => moved.Contains(u.Number))
            .ToListAsync(ct);
        foreach (var update in updates)
        {
            var stand = stands[update.Number];
            update.Settle(!stand.AnyOpen, stand.AnyDead, By.Product(now));
        }
        // What is about no incident is nothing the cadence asks about.
        var alone = updates.FindAll(u => u.IncidentNumber is null);
        alone.ForEach(u => db.Entry(u).State = EntityState.Detached);
        await UpdateRows.Settle(db, alone, ct);
    }

    private const string StandsSql = """
        SELECT u.number, u.state,
               EXISTS (SELECT 1 FROM deliveries d WHERE d.update_number = u.number AND d.state NOT IN ('sent', 'kept', 'skipped')),
               EXISTS (SELECT 1 FROM deliveries d WHERE d.update_number = u.number AND d.state IN ('dead', 'missed'))
        FROM updates u WHERE u.number IN {numbers}
        """;

    /// <summary>On SQLite nobody else writes meanwhile.</summary>
    private static async Task Lock(AfterwordDb db, int[] numbers, CancellationToken ct)
    {
        if (!db.IsSqlite)
        {
            await db.Writing.Rows(
                "SELECT number FROM updates WHERE number = ANY(@numbers) ORDER BY number FOR UPDATE",
                [("@numbers", numbers)],
                row => row.GetInt32(0),
                ct
            );
        }
    }

    /// <summary>Where an update stands, and what its deliveries have come to.</summary>
    private sealed record Stand(int Number, UpdateState State, bool AnyOpen, bool AnyDead)
    {
        public static Stand Read(PlainRow row) =>
            new(row.Int(0), SnakeCase.Parse<UpdateState>(row.Text(1)), row.Flag(2), row.Flag(3));

        /// <summary>Most results are of one reader among many, and move nothing.</summary>
        public bool Moves =>
            State is not (UpdateState.Draft or UpdateState.Scheduled or UpdateState.Discarded)
            && State
                != (
                    AnyDead ? UpdateState.PartlyFailed
                    : AnyOpen ? UpdateState.Approved
                    : UpdateState.Sent
                );
    }
}
