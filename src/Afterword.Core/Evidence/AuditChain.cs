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
    public static byte[] Link(long sequence, byte[] previous, Event happened)
    {
        using var record = new MemoryStream();
        record.WriteByte(0x00);
        Put(record, sequence);
        record.Write(previous);
        Put(record, SnakeCase.Of(happened.Kind));
        Put(record, SnakeCase.Of(happened.Subject));
        Put(record, happened.SubjectId);
        Put(record, happened.IncidentNumber ?? -1);
        Put(record, happened.ActorId ?? -1);
        Put(record, SnakeCase.Of(happened.Door));
        Put(
            record,
            (happened.At.UtcDateTime - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond
        );
        record.Write(happened.PayloadHash);
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
