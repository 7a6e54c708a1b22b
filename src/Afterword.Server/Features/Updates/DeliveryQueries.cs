using Afterword.Core.Delivery;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

using Delivery = Core.Delivery.Delivery;

/// <summary>What the Outbox reads. A delivery is seen by whoever may see its update.</summary>
internal static class DeliveryQueries
{
    private sealed record Place(long Made);

    /// <summary>Deliveries, newest first.</summary>
    public static async Task<Page<DeliveryRow>> Page(
        AfterwordDb db,
        Viewer viewer,
        DeliveryFilter filter,
        PageQuery page,
        CancellationToken ct = default
    )
    {
        var wanted = db.Deliveries.AsQueryable();
        if (filter.States is { } states)
        {
            wanted = wanted.Where(d => states.Contains(d.State));
        }
        if (filter.Update is { } update)
        {
            wanted = wanted.Where(d => d.UpdateNumber == update);
        }
        if (page.After<Place>() is { } after)
        {
            wanted = wanted.Where(d => d.Id < after.Made);
        }
        var rows = await Rows(db, viewer, wanted).Take(page.Rows + 1).ToListAsync(ct);
        return page.Cut(rows, row => new Place(row.Id));
    }

    /// <summary>One delivery with its payload; null when there is none or this viewer may not know of it.</summary>
    public static async Task<(DeliveryRow Row, Delivery Delivery)?> Find(
        AfterwordDb db,
        Viewer viewer,
        int update,
        string? target,
        CancellationToken ct = default
    )
    {
        var delivery = await db.Deliveries.FirstOrDefaultAsync(
            d => d.UpdateNumber == update && d.Target == target,
            ct
        );
        if (delivery is null)
        {
            return null;
        }
        var row = await ById(db, viewer, delivery.Id, ct);
        return row is null ? null : (row, delivery);
    }

    /// <summary>One delivery as lists show it.</summary>
    public static Task<DeliveryRow?> ById(
        AfterwordDb db,
        Viewer viewer,
        long id,
        CancellationToken ct = default
    ) => Rows(db, viewer, db.Deliveries.Where(d => d.Id == id)).SingleOrDefaultAsync(ct);

    /// <summary>How many will not arrive by themselves; counts to 100.</summary>
    public static Task<int> Dead(AfterwordDb db, Viewer viewer, CancellationToken ct = default) =>
        Rows(
                db,
                viewer,
                db.Deliveries.Where(d =>
                    d.State == DeliveryState.Dead || d.State == DeliveryState.Missed
                )
            )
            .Take(100)
            .CountAsync(ct);

    private static IQueryable<DeliveryRow> Rows(
        AfterwordDb db,
        Viewer viewer,
        IQueryable<Delivery> deliveries
    ) =>
        from delivery in deliveries
        join update in db.VisibleEnvelopes(viewer) on delivery.UpdateNumber equals update.Number
        orderby delivery.Id descending
        select new DeliveryRow(
            delivery.Id,
            delivery.UpdateNumber,
            delivery.IncidentNumber,
            update.Subject,
            delivery.Channel,
            delivery.Target,
            delivery.TargetName,
            delivery.State,
            delivery.Attempts,
            delivery.ClaimableAt,
            delivery.LastError,
            delivery.CreatedAt,
            delivery.SettledAt,
            delivery.MessageId
        );
}
