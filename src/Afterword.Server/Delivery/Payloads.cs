using Afterword.Core.ActionItems;
using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Bulk;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Delivery;

using Delivery = Core.Delivery.Delivery;

/// <summary>A delivery that can be sent: what, by which channel, and where its schedule stands.</summary>
internal sealed record ReadyDelivery(
    ChannelSetup Setup,
    OutgoingPayload Payload,
    int Attempts,
    DateTimeOffset FirstTryAt
)
{
    /// <summary>The row as it is stored by now, for its result.</summary>
    public required Delivery Row { get; init; }
}

/// <summary>
/// Makes deliveries' payloads once and stores them before the first try, with their identity on the wire and their place in the
/// conversation. Every later try sends the same bytes.
/// </summary>
internal sealed class Payloads(Store store, Func<Site> site, StopLinks stops)
{
    private static readonly OutboxChannel Outbox = new();
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(30);
    private readonly Composing _composing = new(site, stops);

    /// <summary>Prepares a claimed delivery, in one transaction.</summary>
    /// <returns>What to send; null when there is nothing to send (any more, or yet).</returns>
    public async Task<ReadyDelivery?> Prepare(
        Claim claim,
        ChannelSetup? setup,
        CancellationToken ct
    ) => (await Prepare([claim], _ => setup, ct)).GetValueOrDefault(claim);

    /// <summary>Prepares claimed deliveries, in one transaction.</summary>
    /// <param name="claims">What is held.</param>
    /// <param name="setup">How a claim's channel is set up; null keeps it in the Outbox.</param>
    /// <param name="ct">Stops before anything is changed.</param>
    /// <returns>What to send, of those for which there is something to send.</returns>
    public Task<Dictionary<Claim, ReadyDelivery>> Prepare(
        IReadOnlyList<Claim> claims,
        Func<Claim, ChannelSetup?> setup,
        CancellationToken ct
    )
    {
        var byId = claims.ToDictionary(c => c.Id);
        return store.Write(
            async db =>
            {
                var rows = await OutboxRows.Locked(db, byId.Keys, ct);
                var held = rows
                    .All.Where(d => d.State == DeliveryState.Leased && d.Fence == byId[d.Id].Fence)
                    .Select(d => (byId[d.Id], d))
                    .ToList();
                var ready = await Prepare(db, held, setup, ct);
                await rows.Save(db, ct);
                await Settling.Follow(db, Ended(held), store.Now, ct);
                return ready;
            },
            ct
        );
    }

    /// <summary>Those of some prepared deliveries for which there was nothing to send.</summary>
    public static IEnumerable<Delivery> Ended(IEnumerable<(Claim, Delivery Row)> held) =>
        held.Select(h => h.Row).Where(d => d.SettledAt is not null);

    /// <summary>Prepares deliveries that are held, within a write that saves them.</summary>
    public async Task<Dictionary<Claim, ReadyDelivery>> Prepare(
        AfterwordDb db,
        IReadOnlyList<(Claim Claim, Delivery Row)> held,
        Func<Claim, ChannelSetup?> setup,
        CancellationToken ct
    )
    {
        var ready = new Dictionary<Claim, ReadyDelivery>();
        var batch = await Batch.Of(db, [.. held.Select(h => h.Row)], ct);
        Render(held.Select(h => h.Row), batch.Updates);
        foreach (var (claim, delivery) in held)
        {
            if (await Prepare(db, claim, delivery, batch, setup(claim), ct) is { } one)
            {
                ready[claim] = one;
            }
        }
        await batch.Threads.Save(db, ct);
        return ready;
    }

    /// <summary>Renders words that nobody has asked for yet.</summary>
    private static void Render(IEnumerable<Delivery> held, IReadOnlyDictionary<int, Update> updates)
    {
        var bodies = held.Where(d => d.Payload is null && d.Channel == "email")
            .Select(d => updates[d.UpdateNumber].Body)
            .Distinct()
            .ToList();
        if (bodies.Count > 1)
        {
            RenderedWords.Prepare(bodies);
        }
    }

    private async Task<ReadyDelivery?> Prepare(
        AfterwordDb db,
        Claim claim,
        Delivery delivery,
        Batch batch,
        ChannelSetup? setup,
        CancellationToken ct
    )
    {
        var by = By.Product(store.Now);
        var update = batch.Updates[delivery.UpdateNumber];
        if (batch.Unwanted(delivery, update) is { } why)
        {
            delivery.SkipClaimed(claim.Fence, why, by);
            return null;
        }
        if (delivery.IsStale(by.At))
        {
            delivery.Miss(claim.Fence, by);
            return null;
        }
        var channel = setup?.Channel ?? Outbox;
        if (channel.CheckTarget(delivery.Target) is { } wrong)
        {
            delivery.Record(claim.Fence, new SendResult.GiveUp(wrong), null, by);
            return null;
        }
        var place = Place(delivery, update, setup, batch.Threads);
        if (place.WaitUntil is { } until)
        {
            delivery.Postpone(claim.Fence, LookAgain(until, by.At));
            await Gates.Reopen(db, claim.Lane, by.At, ct);
            return null;
        }
        if (delivery.Payload is null)
        {
            delivery.Keep(
                channel.Render(
                    _composing.Message(delivery, update, setup, place),
                    setup?.Settings ?? ChannelSettings.None
                ),
                place.MessageId
            );
        }
        if (setup is null)
        {
            delivery.KeepInOutbox(claim.Fence, by);
            return null;
        }
        return new ReadyDelivery(
            setup,
            new OutgoingPayload(Composing.Key(delivery, update), delivery.Target, delivery.Payload!)
            {
                ThreadRoot = place.RootRemoteId,
                MayHaveArrived = delivery.MayHaveArrived,
                MadeAt = delivery.CreatedAt,
            },
            delivery.Attempts,
            delivery.FirstTryAt ?? by.At
        )
        {
            Row = delivery,
        };
    }

    /// <summary>When the message that opens the thread is tried next, but soon: a person may send it before, or give it up.</summary>
    private static DateTimeOffset LookAgain(DateTimeOffset root, DateTimeOffset now) =>
        root <= now ? now.AddSeconds(1)
        : root < now + MostPatience ? root
        : now + MostPatience;

    /// <summary>Where a message stands in its conversation: asked once for its payload, and at each try where the peer names the thread.</summary>
    private ThreadPlace Place(
        Delivery delivery,
        Update update,
        ChannelSetup? setup,
        Conversations threads
    )
    {
        var id = delivery.MessageId ?? _composing.MessageId(delivery, update, setup);
        var byRemoteId = setup?.Channel.Capabilities.ThreadsByRemoteId == true;
        return delivery.Payload is null || byRemoteId
            ? threads.Join(delivery, id, update.Subject, byRemoteId)
            : new ThreadPlace(id, [], null);
    }

    /// <summary>What the payloads of a batch are made from, read at once.</summary>
    private sealed record Batch(
        IReadOnlyDictionary<int, Update> Updates,
        IReadOnlyDictionary<int, Person> Readers,
        IReadOnlyDictionary<int, ActionItem> Escalated,
        Conversations Threads
    )
    {
        public static async Task<Batch> Of(
            AfterwordDb db,
            IReadOnlyList<Delivery> deliveries,
            CancellationToken ct
        )
        {
            int[] numbers = [.. deliveries.Select(d => d.UpdateNumber).Distinct()];
            int[] readers = [.. deliveries.Select(d => d.PersonId).OfType<int>().Distinct()];
            var updates = await db
                .Updates.AsNoTracking()
                .Where(u => numbers.Contains(u.Number))
                .ToDictionaryAsync(u => u.Number, ct);
            int[] escalated =
            [
                .. updates
                    .Values.Where(u => u.Kind == UpdateKind.Escalation)
                    .Select(u => u.ItemNumber)
                    .OfType<int>()
                    .Distinct(),
            ];
            return new Batch(
                updates,
                readers.Length == 0
                    ? new Dictionary<int, Person>()
                    : await db
                        .People.AsNoTracking()
                        .Where(p => readers.Contains(p.Id))
                        .ToDictionaryAsync(p => p.Id, ct),
                escalated.Length == 0
                    ? new Dictionary<int, ActionItem>()
                    : await db
                        .ActionItems.AsNoTracking()
                        .Where(i => escalated.Contains(i.Number))
                        .ToDictionaryAsync(i => i.Number, ct),
                await Conversations.Of(db, deliveries, ct)
            );
        }

        /// <summary>Why a message is not wanted any more, as the ledger keeps it; null while it is.</summary>
        public string? Unwanted(Delivery delivery, Update update)
        {
            if (update.State is UpdateState.Draft or UpdateState.Discarded)
            {
                return "The message was withdrawn.";
            }
            if (
                update.ItemNumber is { } number
                && Escalated.TryGetValue(number, out var item)
                && EscalationReason.Gone(update, item) is { } why
            )
            {
                return why;
            }
            if (delivery.PersonId is not { } id || Readers.GetValueOrDefault(id) is not { } person)
            {
                return null;
            }
            return !person.Active ? $"{delivery.TargetName} has left."
                : person.HasStopped(update.Kind) && !MailChoice.IsMandatory(update, id)
                    ? $"{delivery.TargetName} has stopped this kind of mail."
                : null;
        }
    }
}
