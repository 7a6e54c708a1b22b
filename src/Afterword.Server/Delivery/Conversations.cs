using Afterword.Core.Delivery;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Delivery;

using Delivery = Core.Delivery.Delivery;

/// <summary>A message's place in its conversation.</summary>
/// <param name="MessageId">Its own id on the wire.</param>
/// <param name="Earlier">The ids before it: the root, then the newest; empty for the first.</param>
/// <param name="Subject">The subject of the root, which the whole thread keeps; null for the first.</param>
/// <param name="RootRemoteId">What the peer called the message that opened the thread; null for the first.</param>
/// <param name="WaitUntil">When to look again, because the message that opens the thread is not there yet; null when it is.</param>
internal sealed record ThreadPlace(
    string MessageId,
    IReadOnlyList<string> Earlier,
    string? Subject,
    string? RootRemoteId = null,
    DateTimeOffset? WaitUntil = null
);

/// <summary>One thread an incident and target: the first message opens it, later ones answer.</summary>
internal static class Conversations
{
    /// <summary>Takes a message into its conversation, within the transaction that stores its payload.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="delivery">The message.</param>
    /// <param name="messageId">Its id on the wire.</param>
    /// <param name="byRemoteId">
    /// The peer names the thread, not we (Slack's <c>ts</c>): the message that opens it must have arrived before another can answer it.
    /// </param>
    /// <param name="ct">Stops the work.</param>
    public static async Task<ThreadPlace> Join(
        AfterwordDb db,
        Delivery delivery,
        string messageId,
        bool byRemoteId,
        CancellationToken ct
    )
    {
        if (delivery.IncidentNumber is not { } incident)
        {
            return new ThreadPlace(messageId, [], null);
        }
        // Two messages of one incident may be prepared in one transaction, so the first may not be in the table yet.
        var thread =
            db.Conversations.Local.FirstOrDefault(c =>
                c.IncidentNumber == incident
                && c.Channel == delivery.Channel
                && c.Target == delivery.Target
            )
            ?? await db
                .Conversations.AsTracking()
                .SingleOrDefaultAsync(
                    c =>
                        c.IncidentNumber == incident
                        && c.Channel == delivery.Channel
                        && c.Target == delivery.Target,
                    ct
                );
        if (thread is null)
        {
            db.Conversations.Add(
                new Conversation(incident, delivery.Channel, delivery.Target, messageId)
            );
            return new ThreadPlace(messageId, [], null);
        }
        if (thread.RootId == messageId)
        {
            return new ThreadPlace(messageId, [], null);
        }
        var root = await Root(db, incident, delivery, thread.RootId, ct);
        if (byRemoteId && root is not { State: DeliveryState.Sent })
        {
            if (root is { ClaimableAt: { } until })
            {
                var soon = root.State == DeliveryState.Leased;
                return new ThreadPlace(
                    messageId,
                    [],
                    null,
                    null,
                    soon ? DateTimeOffset.UnixEpoch : until
                );
            }
            // The message that should have opened the thread will not arrive by itself; this one opens it.
            thread.BeginAnew(messageId);
            return new ThreadPlace(messageId, [], null);
        }
        string[] earlier =
        [
            .. new[] { thread.RootId, thread.LastId }.Distinct().Where(id => id != messageId),
        ];
        thread.Continue(messageId);
        return new ThreadPlace(messageId, earlier, root?.Subject, root?.RemoteId);
    }

    private static Task<RootMessage?> Root(
        AfterwordDb db,
        int incident,
        Delivery delivery,
        string rootId,
        CancellationToken ct
    ) =>
        (
            from update in db.Updates
            where update.IncidentNumber == incident
            join sent in db.Deliveries on update.Number equals sent.UpdateNumber
            where
                sent.Channel == delivery.Channel
                && sent.Target == delivery.Target
                && sent.MessageId == rootId
            select new RootMessage(update.Subject, sent.State, sent.ClaimableAt, sent.RemoteId)
        ).FirstOrDefaultAsync(ct);

    private sealed record RootMessage(
        string Subject,
        DeliveryState State,
        DateTimeOffset? ClaimableAt,
        string RemoteId
    );
}
