using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;
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
/// Makes a delivery's payload once and stores it before the first try, with its identity on the wire and its place in the
/// conversation. Every later try sends the same bytes.
/// </summary>
internal sealed class Payloads(Store store, Func<Site> site)
{
    private static readonly OutboxChannel Outbox = new();

    /// <summary>Prepares a claimed delivery, in one transaction.</summary>
    /// <param name="claim">What is held.</param>
    /// <param name="setup">How its channel is set up; null keeps it in the Outbox.</param>
    /// <param name="ct">Stops before anything is changed.</param>
    /// <returns>What to send; null when there is nothing to send any more.</returns>
    public Task<ReadyDelivery?> Prepare(Claim claim, ChannelSetup? setup, CancellationToken ct) =>
        store.Write<ReadyDelivery?>(
            async db =>
            {
                ReadyDelivery? ready = null;
                await Settling.Change(
                    db,
                    claim.Id,
                    store.Now,
                    async delivery =>
                    {
                        ready = await Prepare(db, claim, delivery, setup, ct);
                        return ready is null;
                    }
                );
                return ready;
            },
            ct
        );

    private async Task<ReadyDelivery?> Prepare(
        AfterwordDb db,
        Claim claim,
        Delivery delivery,
        ChannelSetup? setup,
        CancellationToken ct
    )
    {
        var by = By.Product(store.Now);
        if (delivery.State != DeliveryState.Leased || delivery.Fence != claim.Fence)
        {
            return null;
        }
        var update = await db
            .Updates.AsTracking()
            .SingleAsync(u => u.Number == delivery.UpdateNumber, ct);
        if (await Unwanted(db, delivery, update, ct) is { } why)
        {
            delivery.SkipClaimed(claim.Fence, why, by);
            return null;
        }
        var channel = setup?.Channel ?? Outbox;
        if (channel.CheckTarget(delivery.Target) is { } wrong)
        {
            delivery.Record(claim.Fence, new SendResult.GiveUp(wrong), null, by);
            return null;
        }
        if (delivery.Payload is null)
        {
            var message = await Message(db, delivery, update, setup, ct);
            delivery.Keep(
                channel.Render(message, setup?.Settings ?? ChannelSettings.None),
                message.MessageId
            );
        }
        if (setup is null)
        {
            delivery.KeepInOutbox(claim.Fence, by);
            return null;
        }
        return new ReadyDelivery(
            setup,
            new OutgoingPayload(Key(delivery, update), delivery.Target, delivery.Payload!),
            delivery.Attempts,
            delivery.FirstTryAt ?? store.Now
        );
    }

    private static async Task<string?> Unwanted(
        AfterwordDb db,
        Delivery delivery,
        Update update,
        CancellationToken ct
    )
    {
        if (update.State is UpdateState.Draft or UpdateState.Scheduled or UpdateState.Discarded)
        {
            return "The message was withdrawn.";
        }
        return
            delivery.PersonId is { } person
            && await db.People.AnyAsync(p => p.Id == person && !p.Active, ct)
            ? $"{delivery.TargetName} has left."
            : null;
    }

    private async Task<OutgoingMessage> Message(
        AfterwordDb db,
        Delivery delivery,
        Update update,
        ChannelSetup? setup,
        CancellationToken ct
    )
    {
        var here = site();
        var key = Key(delivery, update);
        var host = Host(here, setup);
        var id = delivery.MessageId ?? MessageIds.For(key, host);
        var thread = await Conversations.Join(db, delivery, id, ct);
        return new OutgoingMessage
        {
            DeliveryKey = key,
            Target = delivery.Target,
            TargetName = delivery.TargetName,
            Subject = thread.Subject ?? update.Subject,
            Markdown = update.Body,
            // When it went out: a scheduled one was approved before.
            CreatedAt = delivery.CreatedAt,
            MessageId = id,
            ThreadIds = thread.Earlier,
            ListId = update.IncidentNumber is { } number
                ? $"{here.Keys.OfIncident(number).ToLowerInvariant()}.{host}"
                : null,
            Footer = MessageFooter.Of(update, here),
        };
    }

    /// <summary>The domain of our ids: the one that is set, else that of the sender's address, which is ours too.</summary>
    private static string Host(Site here, ChannelSetup? setup) =>
        here.HasMailHost || setup?.Settings.Text("from")?.Split('@') is not [_, var domain]
            ? here.MailHost
            : domain;

    private static string Key(Delivery delivery, Update update) =>
        $"{update.Slot}/{update.Number}→{delivery.Target}";
}
