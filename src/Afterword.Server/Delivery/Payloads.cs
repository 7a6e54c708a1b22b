using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;
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
);

/// <summary>
/// Makes deliveries' payloads once and stores them before the first try, with their identity on the wire and their place in the
/// conversation. Every later try sends the same bytes.
/// </summary>
internal sealed class Payloads(Store store, Func<Site> site, StopLinks stops)
{
    private static readonly OutboxChannel Outbox = new();

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
                var ready = new Dictionary<Claim, ReadyDelivery>();
                var readers = await Readers(db, byId.Keys, ct);
                await Settling.ChangeAll(
                    db,
                    byId.Keys,
                    store.Now,
                    async (delivery, update) =>
                    {
                        var claim = byId[delivery.Id];
                        var prepared = await Prepare(
                            db,
                            claim,
                            delivery,
                            update,
                            Unwanted(delivery, update, readers),
                            setup(claim),
                            ct
                        );
                        if (prepared is not null)
                        {
                            ready[claim] = prepared;
                        }
                        return delivery.State != DeliveryState.Leased;
                    },
                    ct
                );
                return ready;
            },
            ct
        );
    }

    private async Task<ReadyDelivery?> Prepare(
        AfterwordDb db,
        Claim claim,
        Delivery delivery,
        Update update,
        string? unwanted,
        ChannelSetup? setup,
        CancellationToken ct
    )
    {
        var by = By.Product(store.Now);
        if (delivery.State != DeliveryState.Leased || delivery.Fence != claim.Fence)
        {
            return null;
        }
        if (unwanted is { } why)
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
        var place = await Place(db, delivery, update, setup, ct);
        if (place.WaitUntil is { } until)
        {
            delivery.Postpone(claim.Fence, until > by.At ? until : by.At.AddSeconds(1));
            await Gates.Reopen(db, claim.Lane, by.At, ct);
            return null;
        }
        if (delivery.Payload is null)
        {
            delivery.Keep(
                channel.Render(
                    Message(delivery, update, setup, place),
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
            new OutgoingPayload(Key(delivery, update), delivery.Target, delivery.Payload!)
            {
                ThreadRoot = place.RootRemoteId,
                MayHaveArrived = delivery.MayHaveArrived,
                MadeAt = delivery.CreatedAt,
            },
            delivery.Attempts,
            delivery.FirstTryAt ?? by.At
        );
    }

    private static async Task<Dictionary<int, Person>> Readers(
        AfterwordDb db,
        IReadOnlyCollection<long> deliveries,
        CancellationToken ct
    )
    {
        var ids = await db
            .Deliveries.Where(d => deliveries.Contains(d.Id) && d.PersonId != null)
            .Select(d => d.PersonId!.Value)
            .Distinct()
            .ToListAsync(ct);
        return await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, ct);
    }

    /// <summary>Why a message is not wanted any more, as the ledger keeps it; null while it is.</summary>
    private static string? Unwanted(
        Delivery delivery,
        Update update,
        Dictionary<int, Person> readers
    )
    {
        if (update.State is UpdateState.Draft or UpdateState.Discarded)
        {
            return "The message was withdrawn.";
        }
        if (delivery.PersonId is not { } id || readers.GetValueOrDefault(id) is not { } person)
        {
            return null;
        }
        return !person.Active ? $"{delivery.TargetName} has left."
            : person.HasStopped(update.Kind) && !MailChoice.IsMandatory(update, id)
                ? $"{delivery.TargetName} has stopped this kind of mail."
            : null;
    }

    /// <summary>Where a message stands in its conversation: asked once for its payload, and at each try where the peer names the thread.</summary>
    private async Task<ThreadPlace> Place(
        AfterwordDb db,
        Delivery delivery,
        Update update,
        ChannelSetup? setup,
        CancellationToken ct
    )
    {
        var id = delivery.MessageId ?? MessageIds.For(Key(delivery, update), Host(site(), setup));
        var byRemoteId = setup?.Channel.Capabilities.ThreadsByRemoteId == true;
        return delivery.Payload is null || byRemoteId
            ? await Conversations.Join(db, delivery, id, byRemoteId, ct)
            : new ThreadPlace(id, [], null);
    }

    private OutgoingMessage Message(
        Delivery delivery,
        Update update,
        ChannelSetup? setup,
        ThreadPlace place
    )
    {
        var here = site();
        var byMail = setup?.Channel.Capabilities.ThreadsByRemoteId != true;
        return new OutgoingMessage
        {
            DeliveryKey = Key(delivery, update),
            Target = delivery.Target,
            TargetName = delivery.TargetName,
            // A mail program keeps a thread together by its subject; a chat shows what each message is about.
            Subject = byMail ? place.Subject ?? update.Subject : update.Subject,
            Markdown = update.Body,
            // When it went out: a scheduled one was approved before.
            CreatedAt = delivery.CreatedAt,
            MessageId = place.MessageId,
            ThreadIds = place.Earlier,
            // No key of ours in a header that customers' mail programs show.
            ListId =
                !Audiences.IsOutside(update.Audience) && update.IncidentNumber is { } number
                    ? $"{here.Keys.OfIncident(number).ToLowerInvariant()}.{Host(here, setup)}"
                    : null,
            Footer = Footer(delivery, update, here),
            UnsubscribeUrl = CanStop(delivery, update, out var person)
                ? here.Address($"mail/stop/{stops.Token(person, update.Kind)}")
                : null,
        };
    }

    private static string Footer(Delivery delivery, Update update, Site here) =>
        delivery.PersonId is null || CanStop(delivery, update, out _)
            ? MessageFooter.Of(update, here)
            : $"{MessageFooter.Of(update, here)} This kind of message cannot be stopped.";

    private static bool CanStop(Delivery delivery, Update update, out int person)
    {
        person = delivery.PersonId ?? 0;
        return delivery.PersonId is { } id && !MailChoice.IsMandatory(update, id);
    }

    /// <summary>The domain of our ids: the one that is set, else that of the sender's address, which is ours too.</summary>
    private static string Host(Site here, ChannelSetup? setup) =>
        here.HasMailHost || setup?.Settings.Text("from")?.Split('@') is not [_, var domain]
            ? here.MailHost
            : domain;

    private static string Key(Delivery delivery, Update update) =>
        $"{update.Slot}/{update.Number}→{delivery.Target}";
}
