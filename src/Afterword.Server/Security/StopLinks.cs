using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Afterword.Core;
using Afterword.Core.Updates;
using Afterword.Server.Security.Keys;

namespace Afterword.Server.Security;

/// <summary>
/// The links by which a reader stops a kind of mail without signing in. A link names person and kind under a keyed hash, so that it can be
/// made while a message is written, nothing has to be kept for it, and nobody can make one for somebody else. It opens nothing but that.
/// </summary>
internal sealed class StopLinks(MasterKey master)
{
    private const int TagBytes = 16;

    private byte[]? _key;

    private byte[] Key => _key ??= master.For("mail-stop");

    /// <summary>The token of a person and kind.</summary>
    public string Token(int personId, UpdateKind kind)
    {
        var words = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{personId}.{SnakeCase.Of(kind)}")
        );
        byte[] all = [.. HMACSHA256.HashData(Key, words).AsSpan(0, TagBytes), .. words];
        return Base64Url.EncodeToString(all);
    }

    /// <summary>Whom and what a token names; null when it is none of ours.</summary>
    public (int PersonId, UpdateKind Kind)? Read(string? token)
    {
        if (token is not { Length: > 20 and < 200 } || !Base64Url.IsValid(token))
        {
            return null;
        }
        var all = Base64Url.DecodeFromChars(token);
        if (all.Length <= TagBytes)
        {
            return null;
        }
        var words = all.AsSpan(TagBytes);
        var tag = HMACSHA256.HashData(Key, words).AsSpan(0, TagBytes);
        if (!CryptographicOperations.FixedTimeEquals(tag, all.AsSpan(0, TagBytes)))
        {
            return null;
        }
        var parts = Encoding.ASCII.GetString(words).Split('.');
        return (
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            SnakeCase.Parse<UpdateKind>(parts[1])
        );
    }
}
