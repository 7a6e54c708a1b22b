using System.Net;

namespace Afterword.Server.Security;

/// <summary>An entry of <see cref="SecurityOptions.TrustedProxies"/>.</summary>
internal static class ProxyNetwork
{
    /// <exception cref="InvalidOperationException">It is neither an address nor a network.</exception>
    public static IPNetwork Parse(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidOperationException(
            $"Security:TrustedProxies holds '{text}', which is neither an address such as 10.0.0.5 nor a network such as 10.0.0.0/24."
        );
}
