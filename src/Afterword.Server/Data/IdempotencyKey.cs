using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data;

/// <summary>A POST that was carried out under a key its client chose, and what it was answered.</summary>
internal sealed class IdempotencyKey
{
    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private IdempotencyKey() { }

    public IdempotencyKey(
        string caller,
        string key,
        byte[] requestHash,
        DateTimeOffset createdAt
    ) => (Caller, Key, RequestHash, CreatedAt) = (caller, key, requestHash, createdAt);

    public string Caller { get; private set; } = "";
    public string Key { get; private set; } = "";
    public byte[] RequestHash { get; private set; } = [];
    public int? Status { get; private set; }
    public string? Location { get; private set; }
    public string? Etag { get; private set; }
    public string? Body { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public void Answered(int status, string? location, string? etag, string body) =>
        (Status, Location, Etag, Body) = (status, location, etag, body);
}

/// <summary>
/// The key of the request that is being carried out, if it has one. The store puts it into the transaction of the deed: a crash
/// before the commit leaves neither, a crash after it leaves both.
/// </summary>
internal static class CurrentKey
{
    private static readonly AsyncLocal<Holder?> Current = new();

    /// <summary>Holds the key for what follows in this request.</summary>
    public static void Hold(IdempotencyKey key) => Current.Value = new Holder(key);

    /// <summary>The key, the first time only: a request's later writes belong to the same deed.</summary>
    public static IdempotencyKey? Peek() =>
        Current.Value is { Stored: false } holder ? holder.Key : null;

    public static void Stored()
    {
        if (Current.Value is { } holder)
        {
            holder.Stored = true;
        }
    }

    private sealed class Holder(IdempotencyKey key)
    {
        public IdempotencyKey Key { get; } = key;
        public bool Stored { get; set; }
    }
}

/// <summary>The same request is being carried out, or was: nothing was changed this time.</summary>
internal sealed class KeyInUseException : Exception;

internal sealed class IdempotencyKeyMap : IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<IdempotencyKey> key)
    {
        key.ToTable("idempotency_keys").HasKey(k => new { k.Caller, k.Key });
        key.HasIndex(k => k.CreatedAt);
    }
}
