using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>What pages and the API do to items: find it as the caller may see it, let the noun act, all behind the store's one door.</summary>
internal static class ItemDeeds
{
    /// <summary>Does a deed to an item.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="caller">Who does it.</param>
    /// <param name="number">The item.</param>
    /// <param name="version">The version the caller saw; null when it does not matter.</param>
    /// <param name="deed">The deed.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The item as it is now; null when there is none, or none this caller may know of.</returns>
    /// <exception cref="StaleException">Somebody saved in between.</exception>
    public static Task<ActionItem?> Do(
        Store store,
        Caller caller,
        int number,
        int? version,
        Func<AfterwordDb, ActionItem, Task> deed,
        CancellationToken ct
    )
    {
        MayWork(caller);
        return store.Write(db => Do(db, caller, number, version, deed, ct), ct);
    }

    /// <summary>The same, answered as the API gives the item: just as this deed left it, whoever comes next.</summary>
    /// <inheritdoc cref="Do(Store, Caller, int, int?, Func{AfterwordDb, ActionItem, Task}, CancellationToken)"/>
    public static Task<ItemJson?> DoAndAnswer(
        Store store,
        Caller caller,
        KeyPrefixes keys,
        int number,
        int? version,
        Func<AfterwordDb, ActionItem, Task> deed,
        CancellationToken ct
    )
    {
        MayWork(caller);
        return store.Write(
            async db =>
            {
                if (await Do(db, caller, number, version, deed, ct) is null)
                {
                    return null;
                }
                await db.Writing.Items.Save(store.Now, ct);
                return await ActionItemQueries.Json(db, keys, number, caller.Viewer, ct);
            },
            ct
        );
    }

    /// <summary>Adds items to an incident, all or none.</summary>
    /// <returns>The items in the order of the drafts; null when there is no such incident for this caller.</returns>
    public static Task<IReadOnlyList<ActionItem>?> Add(
        Store store,
        Caller caller,
        DueDatePolicy policy,
        int incidentNumber,
        IReadOnlyList<ItemDraft> drafts,
        int? parent,
        CancellationToken ct,
        int? update = null
    )
    {
        MayWork(caller);
        return store.Write<IReadOnlyList<ActionItem>?>(
            async db =>
            {
                if (await Incident(db, caller, incidentNumber, ct) is not { } incident)
                {
                    return null;
                }
                await MustSee(db, caller, parent, ct);
                await MustSeeUpdate(db, caller, update, ct);
                var added = new List<ActionItem>(drafts.Count);
                foreach (var draft in drafts)
                {
                    added.Add(await Add(db, caller, policy, incident, draft, (parent, update), ct));
                }
                return added;
            },
            ct
        );
    }

    /// <summary>Edits fields; the owner is a handle. A due date that was set stays: it moves with a reason.</summary>
    public static async Task Edit(
        AfterwordDb db,
        ActionItem item,
        ActionItemDetails fields,
        string? owner,
        By by
    )
    {
        var (after, words) = await Owners.Change(db, item, owner, default);
        item.Edit(
            fields with
            {
                OwnerId = after.Person,
                OwnerTeamId = after.Team,
                DueOn = item.DueOn ?? fields.DueOn,
            },
            by,
            words
        );
    }

    private static async Task<ActionItem?> Do(
        AfterwordDb db,
        Caller caller,
        int number,
        int? version,
        Func<AfterwordDb, ActionItem, Task> deed,
        CancellationToken ct
    )
    {
        var item = await db.Writing.Items.Find(number, caller.Viewer, ct);
        if (item is not null)
        {
            item.Expect(version);
            await deed(db, item);
        }
        return item;
    }

    private static async Task<ActionItem> Add(
        AfterwordDb db,
        Caller caller,
        DueDatePolicy policy,
        OfIncident incident,
        ItemDraft draft,
        (int? Item, int? Update) follows,
        CancellationToken ct
    )
    {
        var details = await draft.Details(db, incident.Severity, policy, caller, ct);
        incident.MustAllow(details.DueOn);
        var by = caller.By();
        var item = ActionItem.Add(
            await db.NextItem(ct),
            incident.Number,
            details,
            by,
            follows.Item,
            Owners.WordsOf(draft.Owner, new OwnerId(details.OwnerId, details.OwnerTeamId)),
            follows.Update
        );
        db.Writing.Items.Add(item);
        return item;
    }

    /// <summary>What a new item wants to know of its incident; null when there is none for this caller.</summary>
    private static async Task<OfIncident?> Incident(
        AfterwordDb db,
        Caller caller,
        int incident,
        CancellationToken ct
    )
    {
        var sqlite = db.Writing.IsSqlite;
        var found = await db.Rows(
            $"SELECT i.severity, i.occurred_at FROM incidents i WHERE i.number = @number AND {VisibleSql.To("i", caller.Viewer, sqlite)}",
            [("@number", incident), .. VisibleSql.Parameters(caller.Viewer)],
            row => new OfIncident(
                incident,
                SnakeCase.Parse<Severity>(row.Text(0)),
                DateOnly.FromDateTime(row.Instant(1).UtcDateTime)
            ),
            ct
        );
        return found is [var one] ? one : null;
    }

    private sealed record OfIncident(int Number, Severity Severity, DateOnly Day)
    {
        // What was planned before the incident may become an item of it; what lies a year before it is a slip of the pen.
        public void MustAllow(DateOnly? dueOn)
        {
            if (dueOn < Day.AddYears(-1))
            {
                throw new RuleException(
                    "dueOn",
                    $"The incident was on {Changes.Words(Day)}; what is done because of it is due later."
                );
            }
        }
    }

    private static async Task MustSee(
        AfterwordDb db,
        Caller caller,
        int? parent,
        CancellationToken ct
    )
    {
        if (
            parent is not null
            && !await db.VisibleItems(caller.Viewer).AnyAsync(a => a.Number == parent, ct)
        )
        {
            throw new RuleException("parent", "There is no such item to follow up.");
        }
    }

    private static async Task MustSeeUpdate(
        AfterwordDb db,
        Caller caller,
        int? update,
        CancellationToken ct
    )
    {
        if (
            update is not null
            && !await db.VisibleUpdates(caller.Viewer).AnyAsync(u => u.Number == update, ct)
        )
        {
            throw new RuleException("update", "There is no such message to follow up.");
        }
    }

    // Routes and pages ask already; this is for the form that somebody forgets to hide.
    private static void MayWork(Caller caller)
    {
        if (!caller.Can(Deed.WorkOnItems))
        {
            throw new RuleException(
                "",
                "Writing items needs the role Member; ask an administrator for it."
            );
        }
    }
}
