using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Afterword.Core.Events;

namespace Afterword.Core.Evidence;

/// <summary>
/// The arithmetic of the audit log. Each sealed event carries
/// <c>h = SHA-256(0x00 ‖ sequence ‖ previous hash ‖ record)</c>, all integers big-endian, texts in UTF-8 behind their 4-byte length.
/// The record holds the payload only as a salted hash, so that personal data can be erased without breaking the chain.
/// </summary>
public static class AuditChain
{
    /// <summary>The hash before the first event: 32 zero bytes.</summary>
    public static byte[] Genesis => new byte[SHA256.HashSizeInBytes];

    /// <summary>SHA-256 over salt and payload.</summary>
    public static byte[] PayloadHash(byte[] salt, string payload) =>
        SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(payload)]);

    /// <summary>The chain's hash at an event.</summary>
    /// <param name="sequence">Its place, from 1.</param>
    /// <param name="previous">The hash of the event before it, or <see cref="Genesis"/>.</param>
    /// <param name="happened">The event, with its payload hash fixed.</param>
    public static byte[] Link(long sequence, byte[] previous, Event happened) =>
        Link(
            sequence,
            previous,
            new ChainedFacts(
                SnakeCase.Of(happened.Kind),
                SnakeCase.Of(happened.Subject),
                happened.SubjectId,
                happened.IncidentNumber,
                happened.ActorId,
                SnakeCase.Of(happened.Door),
                happened.At,
                happened.PayloadHash
            )
        );

    /// <summary>The chain's hash at what it vouches for of an event.</summary>
    /// <param name="sequence">Its place, from 1.</param>
    /// <param name="previous">The hash of the event before it, or <see cref="Genesis"/>.</param>
    /// <param name="facts">The event without its payload.</param>
    public static byte[] Link(long sequence, byte[] previous, in ChainedFacts facts)
    {
        using var record = new MemoryStream(256);
        record.WriteByte(0x00);
        Put(record, sequence);
        record.Write(previous);
        Put(record, facts.Kind);
        Put(record, facts.Subject);
        Put(record, facts.SubjectId);
        Put(record, facts.IncidentNumber ?? -1);
        Put(record, facts.ActorId ?? -1);
        Put(record, facts.Door);
        Put(
            record,
            (facts.At.UtcDateTime - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
        );
        record.Write(facts.PayloadHash);
        return SHA256.HashData(record.GetBuffer().AsSpan(0, (int)record.Length));
    }

    private static void Put(MemoryStream record, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        record.Write(bytes);
    }

    private static void Put(MemoryStream record, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        record.Write(length);
        record.Write(bytes);
    }
}

/// <summary>What the chain vouches for of an event: all but its payload, of which it holds the salted hash.</summary>
/// <param name="Kind">What happened, by its stored name.</param>
/// <param name="Subject">To what kind of thing, by its stored name.</param>
/// <param name="SubjectId">The number of that thing.</param>
/// <param name="IncidentNumber">The incident it belongs to, if any.</param>
/// <param name="ActorId">Who did it; null for the product itself.</param>
/// <param name="Door">Through which door, by its stored name.</param>
/// <param name="At">When, UTC.</param>
/// <param name="PayloadHash">SHA-256 of salt and payload.</param>
public readonly record struct ChainedFacts(
    string Kind,
    string Subject,
    long SubjectId,
    int? IncidentNumber,
    int? ActorId,
    string Door,
    DateTimeOffset At,
    byte[] PayloadHash
);
