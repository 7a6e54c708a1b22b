using System.Net;
using System.Net.Sockets;

namespace Afterword.Server.Security;

/// <summary>Why an address is not the open internet.</summary>
/// <param name="What">What it is, for a sentence: "a private network".</param>
/// <param name="OpensByName">
/// Whether an entry for a host name may open it. Only an operator's own networks do: a name must never lead to this machine or to
/// a cloud's metadata service.
/// </param>
internal readonly record struct Closed(string What, bool OpensByName = false);

/// <summary>Which addresses belong to the open internet. Source: the IANA special-purpose address registries (RFC 6890 and later).</summary>
internal static class AddressRules
{
    private static readonly Closed Machine = new("this machine");
    private static readonly Closed Private = new("a private network", OpensByName: true);
    private static readonly Closed Metadata = new("a cloud's metadata service");
    private static readonly Closed Reserved = new("a reserved network");
    private static readonly Closed Documentation = new("a network for documentation");
    private static readonly Closed Tunnel = new("a tunnel into another network");

    /// <summary>Everything IPv4 that is not the open internet; the first match counts.</summary>
    private static readonly (IPNetwork Network, Closed Why)[] Closed4 =
    [
        (IPNetwork.Parse("0.0.0.0/8"), Machine),
        (IPNetwork.Parse("10.0.0.0/8"), Private),
        (IPNetwork.Parse("100.100.100.200/32"), Metadata), // Alibaba
        (IPNetwork.Parse("100.64.0.0/10"), Private), // carriers, and overlay networks such as Tailscale
        (IPNetwork.Parse("127.0.0.0/8"), Machine),
        (IPNetwork.Parse("168.63.129.16/32"), Metadata), // Azure
        (
            IPNetwork.Parse("169.254.0.0/16"),
            new Closed("the local link or a cloud's metadata service")
        ),
        (IPNetwork.Parse("172.16.0.0/12"), Private),
        (IPNetwork.Parse("192.0.0.0/24"), Reserved),
        (IPNetwork.Parse("192.0.2.0/24"), Documentation),
        (IPNetwork.Parse("192.88.99.0/24"), Tunnel), // 6to4 relays
        (IPNetwork.Parse("192.168.0.0/16"), Private),
        (IPNetwork.Parse("198.18.0.0/15"), Reserved), // benchmarks
        (IPNetwork.Parse("198.51.100.0/24"), Documentation),
        (IPNetwork.Parse("203.0.113.0/24"), Documentation),
        (IPNetwork.Parse("224.0.0.0/4"), new Closed("a multicast address")),
        (IPNetwork.Parse("240.0.0.0/4"), Reserved),
    ];

    /// <summary>The IPv6 space handed out for the open internet, less what is not; everything outside 2000::/3 is closed.</summary>
    private static readonly (IPNetwork Network, Closed Why)[] Closed6 =
    [
        (IPNetwork.Parse("2001::/23"), Tunnel), // Teredo, benchmarks, ORCHID
        (IPNetwork.Parse("2001:db8::/32"), Documentation),
        (IPNetwork.Parse("2002::/16"), Tunnel), // 6to4
        (IPNetwork.Parse("3fff::/20"), Documentation),
        (IPNetwork.Parse("fd00:ec2::/32"), Metadata), // Amazon
        (IPNetwork.Parse("fd20:ce::/32"), Metadata), // Google
        (IPNetwork.Parse("fc00::/7"), Private), // ULA
        (IPNetwork.Parse("::/127"), Machine),
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    /// <summary>NAT64 (RFC 6052): the last four bytes are the IPv4 address it leads to.</summary>
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Why an address does not belong to the open internet; null when it does.</summary>
    public static Closed? WhyClosed(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return WhyClosed(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return Find(Closed4, address);
        // A zone ("%eth0") names an interface of this machine; networks compare without it.
        var six = new IPAddress(address.GetAddressBytes());
        if (Nat64.Contains(six))
            return WhyClosed(new IPAddress(six.GetAddressBytes().AsSpan(12)));
        return Find(Closed6, six) ?? (Global6.Contains(six) ? null : Reserved);
    }

    private static Closed? Find((IPNetwork Network, Closed Why)[] list, IPAddress address)
    {
        foreach (var (network, why) in list)
        {
            if (network.Contains(address))
                return why;
        }
        return null;
    }
}
