using Afterword.Core.Delivery;
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
        var updates = await Lock(db, numbers, ct);
        var stands = await db
            .Updates.AsNoTracking()
            .Where(u => numbers.Contains(u.Number))
            .Select(u => new
            {
                u.Number,
                AnyOpen = db.Deliveries.Any(d =>
                    d.UpdateNumber == u.Number
                    && d.State != DeliveryState.Sent
                    && d.State != DeliveryState.Kept
                    && d.State != DeliveryState.Skipped
                ),
                AnyDead = db.Deliveries.Any(d =>
                    d.UpdateNumber == u.Number
                    && (d.State == DeliveryState.Dead || d.State == DeliveryState.Missed)
                ),
            })
            .ToDictionaryAsync(u => u.Number, ct);
        foreach (var update in updates)
        {
            update.Settle(
                allSettled: !stands[update.Number].AnyOpen,
                stands[update.Number].AnyDead,
                By.Product(now)
            );
        }
    }

    private static Task<List<Update>> Lock(AfterwordDb db, int[] numbers, CancellationToken ct)
    {
        var rows = db.IsSqlite
            ? db.Updates.Where(u => numbers.Contains(u.Number))
            : db.Updates.FromSql(
                $"SELECT * FROM updates WHERE number = ANY({numbers}) ORDER BY number FOR UPDATE"
            );
        return rows.AsTracking().ToListAsync(ct);
    }
}
