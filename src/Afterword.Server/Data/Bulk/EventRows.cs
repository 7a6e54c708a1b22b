using System.Security.Cryptography;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Bulk;

/// <summary>
/// Writes the events of nouns that are written in bulk, as <see cref="Store"/> does for those that EF tracks: in the same transaction, in
/// the order in which they happened. Only for events that nobody is told of and the cadence does not ask about.
/// </summary>
internal static class EventRows
{
    internal static readonly BulkRows<Event> New = new(
        "events",
        [],
        [
            Column<Event>.Name("kind", e => e.Kind),
            Column<Event>.Name("subject", e => e.Subject),
            Column<Event>.Long("subject_id", e => e.SubjectId),
            Column<Event>.Int("incident_number", e => e.IncidentNumber),
            Column<Event>.Int("actor_id", e => e.ActorId),
            Column<Event>.Name("door", e => e.Door),
            Column<Event>.Instant("at", e => e.At),
            Column<Event>.Text("payload", e => e.Payload),
            Column<Event>.Bytes("salt", e => e.Salt),
            Column<Event>.Bytes("payload_hash", e => e.PayloadHash),
        ]
    );

    private static readonly BulkRows<EventSeal> Seals = new(
        "events",
        [Column<EventSeal>.Long("id", e => e.Id)],
        [
            Column<EventSeal>.Long("sequence", e => e.Sequence),
            Column<EventSeal>.Bytes("hash", e => e.Hash),
        ]
    );

    /// <summary>Takes the nouns' new events into the log.</summary>
    public static Task Keep(AfterwordDb db, IEnumerable<Noun> nouns, CancellationToken ct)
    {
        List<Event> events = [.. nouns.SelectMany(n => n.DrainEvents()).OrderBy(e => e.At)];
        return events.Find(e => Announcements.IsAnnounced(e.Kind)) is { } told
            ? throw new InvalidOperationException(
                $"{told.Kind} is announced; only the store's own way does that."
            )
            : Log(db, events, ct);
    }

    /// <summary>Takes events into the log of which everybody who had to was told long ago.</summary>
    public static Task Log(AfterwordDb db, IEnumerable<Event> happenings, CancellationToken ct)
    {
        List<Event> events = [.. happenings.OrderBy(e => e.At)];
        foreach (var happened in events)
        {
            happened.Fix(RandomNumberGenerator.GetBytes(16));
        }
        return New.Insert(db, events, ct);
    }

    /// <summary>Writes the places of events in the chain.</summary>
    public static Task Seal(AfterwordDb db, IReadOnlyList<EventSeal> seals, CancellationToken ct)
    {
        db.Wrote(typeof(Event));
        return Seals.Update(db, seals, ct);
    }
}

/// <summary>An event's place in the chain.</summary>
/// <param name="Id">The event.</param>
/// <param name="Sequence">Its place, from 1.</param>
/// <param name="Hash">The chain's hash there.</param>
internal sealed record EventSeal(long Id, long Sequence, byte[] Hash);
