using Afterword.Core;
using Afterword.Core.Delivery;
using Afterword.Server.Data;
using Afterword.Server.Data.Bulk;

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

/// <summary>
/// One thread an incident and target: the first message opens it, later ones answer. The threads of a batch of messages, read at once
/// and written at once, in the transaction that stores the payloads.
/// </summary>
internal sealed class Conversations
{
    private static readonly BulkColumn<Conversation>[] Key =
    [
        Column<Conversation>.Int("incident_number", c => c.IncidentNumber),
        Column<Conversation>.Text("channel", c => c.Channel),
        Column<Conversation>.Text("target", c => c.Target),
    ];

    private static readonly BulkRows<Conversation> Table = new(
        "conversations",
        Key,
        [
            Column<Conversation>.Text("root_id", c => c.RootId),
            Column<Conversation>.Text("last_id", c => c.LastId),
        ]
    );

    private readonly Dictionary<(int, string, string), Conversation> _standing;
    private readonly Dictionary<string, RootMessage> _roots;
    private readonly HashSet<Conversation> _new = [];
    private readonly HashSet<Conversation> _changed = [];

    private Conversations(IEnumerable<Conversation> standing, IEnumerable<RootMessage> roots) =>
        (_standing, _roots) = (
            standing.ToDictionary(c => (c.IncidentNumber, c.Channel, c.Target)),
            roots.ToDictionary(r => $"{r.Channel} {r.Target} {r.MessageId}")
        );

    /// <summary>Reads the threads of some deliveries.</summary>
    public static async Task<Conversations> Of(
        AfterwordDb db,
        IEnumerable<Delivery> deliveries,
        CancellationToken ct
    )
    {
        long[] ids = [.. deliveries.Where(d => d.IncidentNumber is not null).Select(d => d.Id)];
        if (ids.Length == 0)
        {
            return new Conversations([], []);
        }
        var found = await db.Writing.Rows(
            db.IsSqlite ? OnSqlite : OnPostgres,
            [("@ids", db.IsSqlite ? $"[{string.Join(',', ids)}]" : ids)],
            row => Read(new PlainRow(row, db.IsSqlite)),
            ct
        );
        return new Conversations(
            found.Select(f => f.Thread).DistinctBy(c => (c.IncidentNumber, c.Channel, c.Target)),
            found.Select(f => f.Root).OfType<RootMessage>().Distinct()
        );
    }

    private const string OnSqlite = $"{Threads} (SELECT value FROM json_each(@ids))";

    private const string OnPostgres = $"{Threads} (SELECT unnest(@ids))";

    /// <summary>The threads of some deliveries, each with the message that opened it.</summary>
    private const string Threads = """
        SELECT c.incident_number, c.channel, c.target, c.root_id, c.last_id, u.subject, r.state, r.claimable_at, r.remote_id
        FROM deliveries d
        JOIN conversations c ON c.incident_number = d.incident_number AND c.channel = d.channel AND c.target = d.target
        LEFT JOIN deliveries r ON r.message_id = c.root_id AND r.channel = c.channel AND r.target = c.target
        LEFT JOIN updates u ON u.number = r.update_number
        WHERE d.id IN
        """;

    private static (Conversation Thread, RootMessage? Root) Read(PlainRow row)
    {
        var (channel, target, root) = (row.Text(1), row.Text(2), row.Text(3));
        var thread = new Conversation(row.Int(0), channel, target, root);
        thread.Continue(row.Text(4));
        return (
            thread,
            row.TextOrNull(5) is { } subject
                ? new RootMessage(
                    channel,
                    target,
                    root,
                    subject,
                    SnakeCase.Parse<DeliveryState>(row.Text(6)),
                    row.InstantOrNull(7),
                    row.Text(8)
                )
                : null
        );
    }

    /// <summary>Takes a message into its conversation.</summary>
    /// <param name="delivery">The message.</param>
    /// <param name="messageId">Its id on the wire.</param>
    /// <param name="subject">Its own subject, which its thread takes over when it opens one.</param>
    /// <param name="byRemoteId">
    /// The peer names the thread, not we (Slack's <c>ts</c>): the message that opens it must have arrived before another can answer it.
    /// </param>
    public ThreadPlace Join(Delivery delivery, string messageId, string subject, bool byRemoteId)
    {
        if (delivery.IncidentNumber is not { } incident)
        {
            return new ThreadPlace(messageId, [], null);
        }
        if (!_standing.TryGetValue((incident, delivery.Channel, delivery.Target), out var thread))
        {
            thread = new Conversation(incident, delivery.Channel, delivery.Target, messageId);
            _standing[(incident, delivery.Channel, delivery.Target)] = thread;
            _new.Add(thread);
            Opens(delivery, messageId, subject);
            return new ThreadPlace(messageId, [], null);
        }
        if (thread.RootId == messageId)
        {
            return new ThreadPlace(messageId, [], null);
        }
        var root = _roots.GetValueOrDefault(
            $"{delivery.Channel} {delivery.Target} {thread.RootId}"
        );
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
            _changed.Add(thread);
            Opens(delivery, messageId, subject);
            return new ThreadPlace(messageId, [], null);
        }
        string[] earlier =
        [
            .. new[] { thread.RootId, thread.LastId }.Distinct().Where(id => id != messageId),
        ];
        thread.Continue(messageId);
        _changed.Add(thread);
        return new ThreadPlace(messageId, earlier, root?.Subject, root?.RemoteId);
    }

    /// <summary>Writes what has changed. Two nodes that open one thread at once meet at its key, and the second begins again.</summary>
    public async Task Save(AfterwordDb db, CancellationToken ct)
    {
        await Table.Insert(db, [.. _new], ct);
        List<Conversation> changed = [.. _changed.Where(c => !_new.Contains(c))];
        await Lock(db, changed, ct);
        await Table.Update(db, changed, ct);
    }

    /// <summary>In one order, so that two nodes wait for each other and never in a circle.</summary>
    private static async Task Lock(AfterwordDb db, List<Conversation> changed, CancellationToken ct)
    {
        if (db.IsSqlite || changed.Count == 0)
        {
            return;
        }
        int[] incidents = [.. changed.Select(c => c.IncidentNumber)];
        string[] channels = [.. changed.Select(c => c.Channel)];
        string[] targets = [.. changed.Select(c => c.Target)];
        await db.Writing.Rows(
            """
            SELECT 1 FROM conversations c
            JOIN unnest(@incidents, @channels, @targets) AS given(i, ch, t) ON c.incident_number = given.i AND c.channel = given.ch AND c.target = given.t
            ORDER BY c.incident_number, c.channel, c.target FOR UPDATE OF c
            """,
            [("@incidents", incidents), ("@channels", channels), ("@targets", targets)],
            static _ => true,
            ct
        );
    }

    /// <summary>A message of the same batch may answer it before it stands in the table: it is under way.</summary>
    private void Opens(Delivery delivery, string messageId, string subject) =>
        _roots[$"{delivery.Channel} {delivery.Target} {messageId}"] = new RootMessage(
            delivery.Channel,
            delivery.Target,
            messageId,
            subject,
            DeliveryState.Leased,
            delivery.ClaimableAt,
            ""
        );

    private sealed record RootMessage(
        string Channel,
        string Target,
        string MessageId,
        string Subject,
        DeliveryState State,
        DateTimeOffset? ClaimableAt,
        string RemoteId
    );
}
