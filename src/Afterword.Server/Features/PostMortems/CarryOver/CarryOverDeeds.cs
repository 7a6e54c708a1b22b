using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.CarryOver;

/// <summary>Links an item of an earlier incident to a later one, so that nobody writes it again.</summary>
internal static class CarryOverDeeds
{
    /// <summary>Links or unlinks.</summary>
    /// <returns>Null when the incident or the item is not there for this viewer.</returns>
    /// <exception cref="RuleException">The item came of this very incident.</exception>
    public static Task<ActionItem?> LinkItem(
        this Store store,
        int incident,
        int number,
        bool linked,
        Viewer viewer,
        By by
    ) =>
        store.Write<ActionItem?>(async db =>
        {
            var item = await db.VisibleItems(viewer)
                .AsTracking()
                .SingleOrDefaultAsync(a => a.Number == number);
            if (item is null || !await db.Incidents.To(viewer).AnyAsync(i => i.Number == incident))
            {
                return null;
            }
            await Change(db, item, incident, linked, by);
            return item;
        });

    /// <summary>Links or unlinks within a write that is under way; nothing happens where it is so already.</summary>
    public static async Task Change(
        AfterwordDb db,
        ActionItem item,
        int incident,
        bool linked,
        By by
    )
    {
        if (item.IncidentNumber == incident)
        {
            throw new RuleException("", "This item came of this very incident.");
        }
        var standing = await db.Set<CarriedItem>()
            .AsTracking()
            .SingleOrDefaultAsync(c => c.IncidentNumber == incident && c.ItemNumber == item.Number);
        if (standing is not null == linked)
        {
            return;
        }
        if (standing is null)
        {
            db.Add(new CarriedItem(incident, item.Number, by.At));
        }
        else
        {
            db.Remove(standing);
        }
        item.TellOfLink(db.Keys.OfIncident(incident), linked, by);
    }
}
