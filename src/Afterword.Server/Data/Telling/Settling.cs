using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.Updates;
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
    ) =>
        (
            await ChangeAll(
                db,
                [id],
                now,
                (delivery, _) => Task.FromResult(change(delivery)),
                default
            )
        ).Count == 1;

    /// <summary>
    /// Changes deliveries in one transaction and lets their updates follow. Two nodes that record the last deliveries of one update at
    /// once wait for each other at the update's row.
    /// </summary>
    /// <param name="db">The transaction.</param>
    /// <param name="ids">The deliveries.</param>
    /// <param name="now">Now.</param>
    /// <param name="change">Changes one; false when its update need not follow.</param>
    /// <param name="ct">Stops before anything is changed.</param>
    /// <returns>The deliveries for which the change said true.</returns>
    public static async Task<IReadOnlySet<long>> ChangeAll(
        AfterwordDb db,
        IReadOnlyCollection<long> ids,
        DateTimeOffset now,
        Func<Delivery, Update, Task<bool>> change,
        CancellationToken ct
    )
    {
        var numbers = await db
            .Deliveries.Where(d => ids.Contains(d.Id))
            .Select(d => d.UpdateNumber)
            .Distinct()
            .ToListAsync(ct);
        var updates = await Lock(db, numbers, ct);
        var deliveries = await db
            .Deliveries.AsTracking()
            .Where(d => ids.Contains(d.Id))
            .OrderBy(d => d.Id)
            .ToListAsync(ct);
        var changed = new HashSet<long>();
        foreach (var delivery in deliveries)
        {
            if (await change(delivery, updates[delivery.UpdateNumber]))
            {
                changed.Add(delivery.Id);
            }
        }
        foreach (var group in deliveries.GroupBy(d => d.UpdateNumber))
        {
            if (group.Any(d => changed.Contains(d.Id)))
            {
                await Settle(db, updates[group.Key], [.. group], now, ct);
            }
        }
        return changed;
    }

    private static async Task Settle(
        AfterwordDb db,
        Update update,
        List<Delivery> touched,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var ids = touched.Select(d => d.Id).ToList();
        var others = db
            .Deliveries.AsNoTracking()
            .Where(d => d.UpdateNumber == update.Number && !ids.Contains(d.Id));
        update.Settle(
            allSettled: touched.TrueForAll(d => d.IsSettled)
                && !await others.AnyAsync(
                    d =>
                        d.State != DeliveryState.Sent
                        && d.State != DeliveryState.Kept
                        && d.State != DeliveryState.Skipped,
                    ct
                ),
            anyDead: touched.Exists(d => d.State is DeliveryState.Dead or DeliveryState.Missed)
                || await others.AnyAsync(
                    d => d.State == DeliveryState.Dead || d.State == DeliveryState.Missed,
                    ct
                ),
            By.Product(now)
        );
    }

    private static async Task<Dictionary<int, Update>> Lock(
        AfterwordDb db,
        List<int> numbers,
        CancellationToken ct
    )
    {
        var rows = db.IsSqlite
            ? db.Updates.Where(u => numbers.Contains(u.Number))
            : db.Updates.FromSql(
                $"SELECT * FROM updates WHERE number = ANY({numbers}) ORDER BY number FOR UPDATE"
            );
        return await rows.AsTracking().ToDictionaryAsync(u => u.Number, ct);
    }
}
