using System.Text.Json;

namespace Afterword.Core.Events;

/// <summary>
/// Something that happened, with the facts copied at that moment. Events are inserted once and never changed but for
/// their place in the chain; they are the history of an item and the audit log.
/// </summary>
public sealed class Event
{
    private Event() { }

    internal Event(
        EventKind kind,
        SubjectKind subject,
        By by,
        IReadOnlyList<FieldChange> changes,
        string? reason,
        string? note
    )
    {
        Kind = kind;
        Subject = subject;
        ActorId = by.PersonId;
        Door = by.Door;
        At = by.At;
        Payload = JsonSerializer.Serialize(
            new EventPayload(changes, reason, note),
            EventPayload.Json
        );
    }

    /// <summary>The database's number; never leaves the server.</summary>
    public long Id { get; private set; }

    /// <summary>What happened.</summary>
    public EventKind Kind { get; private set; }

    /// <summary>What kind of thing it happened to.</summary>
    public SubjectKind Subject { get; private set; }

    /// <summary>The number of that thing.</summary>
    public long SubjectId { get; internal set; }

    /// <summary>The incident it belongs to, if any.</summary>
    public int? IncidentNumber { get; internal set; }

    /// <summary>Who did it; null for the product itself.</summary>
    public int? ActorId { get; private set; }

    /// <summary>Through which door.</summary>
    public Door Door { get; private set; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The facts as JSON (<see cref="EventPayload"/>). Erasable: the chain holds only its salted hash.</summary>
    public string Payload { get; private set; } = "{}";

    /// <summary>16 random bytes that hide the payload behind its hash; given by the write path.</summary>
    public byte[] Salt { get; private set; } = [];

    /// <summary>SHA-256 of salt and payload; stays when the payload is erased.</summary>
    public byte[] PayloadHash { get; private set; } = [];

    /// <summary>The place in the chain, from 1, without gaps; null until sealed.</summary>
    public long? Sequence { get; private set; }

    /// <summary>The chain's hash at this event; null until sealed.</summary>
    public byte[]? Hash { get; private set; }

    /// <summary>The facts, read back.</summary>
    public EventPayload Facts =>
        JsonSerializer.Deserialize<EventPayload>(Payload, EventPayload.Json) ?? EventPayload.Empty;

    /// <summary>Fixes what the chain will vouch for. Called once, by the write path, just before the insert.</summary>
    /// <param name="salt">16 bytes from a cryptographic source.</param>
    public void Fix(byte[] salt)
    {
        Salt = salt;
        PayloadHash = Evidence.AuditChain.PayloadHash(salt, Payload);
    }
}
