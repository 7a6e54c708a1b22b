using Afterword.Core.Delivery;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Delivery;

using Delivery = Core.Delivery.Delivery;

/// <summary>A message's place in its conversation.</summary>
/// <param name="Earlier">The ids before it: the root, then the newest; empty for the first.</param>
/// <param name="Subject">The subject of the root, which the whole thread keeps; null for the first.</param>
internal sealed record ThreadPlace(IReadOnlyList<string> Earlier, string? Subject);

/// <summary>One thread an incident and target: the first message opens it, later ones answer.</summary>
internal static class Conversations
{
    /// <summary>Takes a message into its conversation, within the transaction that stores its payload.</summary>
    public static async Task<ThreadPlace> Join(
        AfterwordDb db,
        Delivery delivery,
        string messageId,
        CancellationToken ct
    )
    {
        if (delivery.IncidentNumber is not { } incident)
        {
            return new ThreadPlace([], null);
        }
        var thread = await db
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
            return new ThreadPlace([], null);
        }
        string[] earlier =
        [
            .. new[] { thread.RootId, thread.LastId }.Distinct().Where(id => id != messageId),
        ];
        thread.Continue(messageId);
        return new ThreadPlace(earlier, await Subject(db, incident, delivery, thread.RootId, ct));
    }

    private static Task<string?> Subject(
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
            select update.Subject
        ).FirstOrDefaultAsync(ct);
}
