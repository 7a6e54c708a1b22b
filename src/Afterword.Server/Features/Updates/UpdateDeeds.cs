using Afterword.Core;
using Afterword.Core.Delivery;
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
    /// <summary>Whether it is out or on its way, so that only a correction can change what it said.</summary>
    public static bool HasLeft(Update update) =>
        update.State is UpdateState.Approved or UpdateState.Sent or UpdateState.PartlyFailed;

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
            var edited = words(new Words(update.Subject, update.Body));
            var thread = await Thread(db, update);
            update.Edit(thread is null ? edited : edited with { Subject = thread }, by);
        });

    /// <summary>Promises the next update with a draft.</summary>
    /// <exception cref="RuleException">The instant is past, or the draft is about no incident or frozen.</exception>
    public static Task PromiseNext(
        this Store store,
        int number,
        int? version,
        DateTimeOffset? at,
        By by
    ) =>
        store.Write(async db =>
        {
            var update = await Load(db, number, version);
            if (at is not null && update.IncidentNumber is null)
            {
                throw new RuleException(
                    "nextUpdateAt",
                    "A next update is promised about an incident; this message is about none."
                );
            }
            update.Promise(at, by);
        });

    /// <summary>Freezes the words and lets them go.</summary>
    /// <exception cref="StaleException">The words are others than those that were looked at.</exception>
    /// <exception cref="RuleException">Nobody would get it, or it is no draft.</exception>
    public static Task ApproveUpdate(this Store store, int number, int? version, By by) =>
        store.Write(async db =>
        {
            var update = await Load(db, number, version);
            await MustHaveReaders(db, update);
            await JoinThread(db, update, by);
            update.Approve(by);
        });

    /// <summary>Freezes the words and lets them go at an instant; what is scheduled already moves.</summary>
    /// <exception cref="StaleException">The words are others than those that were looked at.</exception>
    /// <exception cref="RuleException">Nobody would get it, it has left, or the instant is past.</exception>
    public static Task ScheduleUpdate(
        this Store store,
        int number,
        int? version,
        DateTimeOffset at,
        string? reason,
        By by
    ) =>
        store.Write(async db =>
        {
            var update = await Load(db, number, version);
            await MustHaveReaders(db, update);
            await JoinThread(db, update, by);
            update.Schedule(at, by, reason);
        });

    /// <summary>Takes a scheduled message back; it is a draft again.</summary>
    /// <exception cref="RuleException">It is not scheduled.</exception>
    public static Task WithdrawUpdate(
        this Store store,
        int number,
        int? version,
        string? reason,
        By by
    ) => store.Write(async db => (await Load(db, number, version)).Withdraw(by, reason));

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
        Newsroom.Write(
            update.About,
            await IncidentFacts.Of(
                db,
                incident,
                site,
                await NextDue.Policy(db, default),
                now,
                default
            ),
            site
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
        return store.Write(async db =>
        {
            var standing = await db.Deliveries.SingleAsync(d => d.Id == id);
            var address = Address(standing.Channel, target.Trim());
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

    /// <summary>Lets messages that did not arrive try again; those that are under way by now stay as they are.</summary>
    /// <returns>How many are tried again.</returns>
    public static async Task<int> RetryDeliveries(
        this Store store,
        IReadOnlyCollection<long> ids,
        By by
    ) =>
        (
            await store.Write(db =>
                Settling.ChangeAll(
                    db,
                    ids,
                    store.Now,
                    delivery =>
                    {
                        var still = delivery.State is DeliveryState.Dead or DeliveryState.Missed;
                        if (still)
                        {
                            delivery.Retry(by);
                        }
                        return still;
                    },
                    default
                )
            )
        ).Count;

    /// <summary>A typed target in the form its channel keeps it in.</summary>
    /// <exception cref="RuleException">It is none.</exception>
    private static string Address(string channel, string typed) =>
        channel switch
        {
            "slack" => SlackTarget.TryParse(typed)?.ToString()
                ?? throw new RuleException("target", SlackTarget.Help),
            _ when Core.People.EmailShape.IsValid(typed) => typed,
            _ => throw new RuleException(
                "target",
                $"'{typed}' is no mail address; one looks like lee@example.com."
            ),
        };

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

    internal static async Task MustHaveReaders(AfterwordDb db, Update update)
    {
        var incident = await About(db, update.IncidentNumber);
        if ((await Recipients.Of(db, update, incident, default)).All.Count == 0)
        {
            throw new RuleException(
                "",
                $"Nobody would get this: {UpdateWords.Readers(update.Audience)} has no member with a mail address. Add one under Teams or People."
            );
        }
    }

    /// <summary>A draft made before the thread began takes over its subject.</summary>
    private static async Task JoinThread(AfterwordDb db, Update update, By by)
    {
        if (!update.IsFrozen && await Thread(db, update) is { } subject)
        {
            update.Edit(new Words(subject, update.Body), by);
        }
    }

    private static async Task<string?> Thread(AfterwordDb db, Update update) =>
        update.IncidentNumber is { } incident
            ? await ThreadSubject.Of(db, incident, update.Audience, default)
            : null;

    private static async Task<Incident?> About(AfterwordDb db, int? number) =>
        number is null
            ? null
            : await db.Incidents.AsNoTracking().SingleAsync(i => i.Number == number);
}
