using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>Lets an update follow what its deliveries come to.</summary>
internal static class Settling
{
    /// <inheritdoc cref="Change(AfterwordDb, long, DateTimeOffset, Func{Core.Delivery.Delivery, Task{bool}})"/>
    public static Task<bool> Change(
        AfterwordDb db,
        long id,
        DateTimeOffset now,
        Func<Core.Delivery.Delivery, bool> change
    ) => Change(db, id, now, delivery => Task.FromResult(change(delivery)));

    /// <summary>Changes a delivery and lets its update follow. Two last deliveries at once wait for each other at the update's row.</summary>
    /// <returns>What the change said.</returns>
    public static async Task<bool> Change(
        AfterwordDb db,
        long id,
        DateTimeOffset now,
        Func<Core.Delivery.Delivery, Task<bool>> change
    )
    {
        var number = await db
            .Deliveries.Where(d => d.Id == id)
            .Select(d => d.UpdateNumber)
            .SingleAsync();
        var update = await Lock(db, number);
        var delivery = await db.Deliveries.AsTracking().SingleAsync(d => d.Id == id);
        if (!await change(delivery))
        {
            return false;
        }
        var others = db
            .Deliveries.AsNoTracking()
            .Where(d => d.UpdateNumber == number && d.Id != id);
        update.Settle(
            allSettled: delivery.IsSettled
                && !await others.AnyAsync(d =>
                    d.State != DeliveryState.Sent
                    && d.State != DeliveryState.Kept
                    && d.State != DeliveryState.Skipped
                ),
            anyDead: delivery.State == DeliveryState.Dead
                || await others.AnyAsync(d => d.State == DeliveryState.Dead),
            By.Product(now)
        );
        return true;
    }

    private static async Task<Update> Lock(AfterwordDb db, int number)
    {
        var rows = db.IsSqlite
            ? db.Updates.Where(u => u.Number == number)
            : db.Updates.FromSql($"SELECT * FROM updates WHERE number = {number} FOR UPDATE");
        return (await rows.AsTracking().ToListAsync()).Single();
    }
}
