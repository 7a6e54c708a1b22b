using System.Security.Cryptography;
using System.Text;

namespace Afterword.Server.Delivery.Mail;

/// <summary>A message's id on the wire, made from its delivery: the same on every try, after every restart, on every node.</summary>
internal static class MessageIds
{
    /// <summary>The id without angle brackets: <c>3f2a…@afterword.example.org</c>. Two deliveries never share one (128 bits of SHA-256).</summary>
    /// <param name="deliveryKey">The delivery's unique key.</param>
    /// <param name="host">A host name of ours, usually the domain of the From address; what is no host name becomes <c>afterword.invalid</c>.</param>
    public static string For(string deliveryKey, string host)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(deliveryKey));
        var domain = Mailbox.AsciiDomain(host) ?? "afterword.invalid";
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{domain.ToLowerInvariant()}";
    }
}
