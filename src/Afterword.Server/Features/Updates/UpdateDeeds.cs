using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>What people do with updates, the same from page and API. Whoever calls has asked whether the caller may see and do it.</summary>
internal static class UpdateDeeds
{
    /// <summary>Writes a message of one's own.</summary>
    public static Task<int> WriteUpdate(
        this Store store,
        int? incident,
        Audience audience,
        Words words,
        By by
    ) =>
        store.Write(async db =>
        {
            var number = await db.NextUpdate();
            db.Updates.Add(
                Update.Draft(
                    number,
                    new UpdateAbout(
                        $"ad-hoc/{number}",
                        UpdateKind.AdHoc,
                        audience,
                        incident,
                        null,
                        null
                    ),
                    words,
                    by
                )
            );
            return number;
        });

    /// <summary>Changes the words of a draft.</summary>
    /// <exception cref="StaleException">Somebody saved in between.</exception>
    /// <exception cref="RuleException">The words break a rule, or are frozen.</exception>
    public static Task EditUpdate(
        this Store store,
        int number,
        int? version,
        Func<Words, Words> words,
        By by
    ) =>
        store.Write(async db =>
        {
            var update = await Load(db, number, version);
            update.Edit(words(new Words(update.Subject, update.Body)), by);
        });

    /// <summary>Freezes the words and lets them go.</summary>
    /// <exception cref="StaleException">The words are others than those that were looked at.</exception>
    /// <exception cref="RuleException">Nobody would get it, or it is no draft.</exception>
    public static Task ApproveUpdate(this Store store, int number, int? version, By by) =>
        store.Write(async db =>
        {
            var update = await Load(db, number, version);
            var incident = await About(db, update.IncidentNumber);
            if ((await Recipients.Of(db, update, incident, default)).All.Count == 0)
            {
                throw new RuleException(
                    "",
                    $"Nobody would get this: {UpdateWords.Readers(update.Audience)} has no member with a mail address. Add one under Teams or People."
                );
            }
            update.Approve(by);
        });

    /// <summary>Says that a draft will not be sent.</summary>
    public static Task DiscardUpdate(
        this Store store,
        int number,
        int? version,
        string reason,
        By by
    ) => store.Write(async db => (await Load(db, number, version)).Discard(reason, by));

    /// <summary>Writes a draft anew from the incident as it is now; what was typed into it is replaced.</summary>
    public static Task RewriteUpdate(
        this Store store,
        int number,
        int? version,
        Site site,
        By by
    ) =>
        store.Write(async db =>
        {
            var update = await Load(db, number, version);
            if (
                await About(db, update.IncidentNumber) is { } incident
                && await FreshWords(db, update, incident, site, by.At) is { } words
            )
            {
                update.Edit(words, by);
            }
        });

    /// <summary>The words the product would write now; null where it writes none.</summary>
    public static async Task<Words?> FreshWords(
        AfterwordDb db,
        Update update,
        Incident incident,
        Site site,
        DateTimeOffset now
    ) =>
        Drafting.Write(
            update.Kind,
            update.Audience,
            await IncidentFacts.Of(
                db,
                incident,
                site,
                await NextDue.Policy(db, default),
                now,
                default
            )
        );

    /// <summary>Lets a message that did not arrive try again.</summary>
    public static Task RetryDelivery(this Store store, long id, By by) =>
        Change(store, id, delivery => delivery.Retry(by));

    /// <summary>Says that a message is not needed.</summary>
    public static Task SkipDelivery(this Store store, long id, string reason, By by) =>
        Change(store, id, delivery => delivery.Skip(reason, by));

    /// <summary>Sends a message to another address.</summary>
    /// <exception cref="RuleException">The address is none, or gets this message already.</exception>
    public static Task RedirectDelivery(this Store store, long id, string target, By by)
    {
        var address = target.Trim();
        if (!Core.People.EmailShape.IsValid(address))
        {
            throw new RuleException(
                "target",
                $"'{address}' is no mail address; one looks like lee@example.com."
            );
        }
        return store.Write(async db =>
        {
            var standing = await db.Deliveries.SingleAsync(d => d.Id == id);
            if (
                await db.Deliveries.AnyAsync(d =>
                    d.UpdateNumber == standing.UpdateNumber
                    && d.Channel == standing.Channel
                    && d.Target == address
                    && d.Id != id
                )
            )
            {
                throw new RuleException("target", $"{address} gets this message already.");
            }
            await Settling.Change(
                db,
                id,
                store.Now,
                delivery =>
                {
                    delivery.Redirect(address, by);
                    return true;
                }
            );
        });
    }

    private static Task<bool> Change(Store store, long id, Action<Core.Delivery.Delivery> deed) =>
        store.Write(db =>
            Settling.Change(
                db,
                id,
                store.Now,
                delivery =>
                {
                    deed(delivery);
                    return true;
                }
            )
        );

    private static async Task<Update> Load(AfterwordDb db, int number, int? version)
    {
        var update = await db.Updates.AsTracking().SingleAsync(u => u.Number == number);
        update.Expect(version);
        return update;
    }

    private static async Task<Incident?> About(AfterwordDb db, int? number) =>
        number is null
            ? null
            : await db.Incidents.AsNoTracking().SingleAsync(i => i.Number == number);
}
