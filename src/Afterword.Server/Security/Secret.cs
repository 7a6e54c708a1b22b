using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Afterword.Server.Security;

/// <summary>Tokens that we make: long enough that a plain hash of one cannot be guessed backwards.</summary>
internal static class Secret
{
    private const int Bytes = 32;

    /// <summary>256 bits from the system's source, in letters that fit a link or a cookie.</summary>
    public static string New(string prefix = "") =>
        prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What the database keeps of a token: SHA-256 in lower-case hexadecimal.</summary>
    public static string Hash(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Compares without telling by the time it takes how much was right.</summary>
    public static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(given)),
            SHA256.HashData(Encoding.UTF8.GetBytes(expected))
        );
}
