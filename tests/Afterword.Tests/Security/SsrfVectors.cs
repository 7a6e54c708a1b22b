using System.Globalization;
using System.Net;

namespace Afterword.Tests.Security;

/// <summary>Addresses that must not be reached, each in the notations that programs understand.</summary>
public static class SsrfVectors
{
    private static readonly string[] Closed4 =
    [
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.254",
        "127.0.0.1",
        "127.1.2.3",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.0.1",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.254",
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.254",
        "198.18.0.1",
        "198.19.255.254",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
    ];

    private static readonly string[] Closed6 =
    [
        "::",
        "::1",
        "::127.0.0.1",
        "::2",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:53aa:64c:0:fbff:ffff:fffe",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "2002:a9fe:a9fe::1",
        "2002:808:808::1",
        "3fff::1",
        "4000::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fd20:ce::254",
        "fdff:ffff::1",
        "fe80::1",
        "fe80::a9fe:a9fe",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "ffff::1",
    ];

    /// <summary>Hosts of URLs, none of which may be connected to.</summary>
    public static IEnumerable<string> Hosts() =>
        Closed4.SelectMany(Notations).Concat(Closed6.Select(six => $"[{six}]")).Distinct();

    /// <summary>The same as addresses, the way a resolver would give them.</summary>
    public static IEnumerable<IPAddress> Addresses() =>
        Closed4
            .Select(IPAddress.Parse)
            .SelectMany(four => new[] { four, four.MapToIPv6(), Nat64(four) })
            .Concat(Closed6.Select(IPAddress.Parse));

    private static IEnumerable<string> Notations(string address)
    {
        var b = IPAddress.Parse(address).GetAddressBytes();
        var whole = ((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3];
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        yield return address;
        yield return Text($"{whole}"); // decimal
        yield return Text($"0x{whole:x8}"); // hexadecimal
        yield return Text($"0{Convert.ToString(whole, 8)}"); // octal
        yield return Text($"0x{b[0]:x}.0x{b[1]:x}.0x{b[2]:x}.0x{b[3]:x}");
        yield return Text(
            $"0{Convert.ToString(b[0], 8)}.0{Convert.ToString(b[1], 8)}.0{Convert.ToString(b[2], 8)}.0{Convert.ToString(b[3], 8)}"
        );
        yield return Text($"{b[0]}.{b[1]}.{(b[2] << 8) | b[3]}"); // three parts
        yield return Text($"{b[0]}.{(b[1] << 16) | (b[2] << 8) | b[3]}"); // two parts
        yield return address + "."; // a dot at the end
        yield return Text($"[::ffff:{address}]");
        yield return Text($"[64:ff9b::{address}]");
        // Digits and dots of other scripts, which IDNA folds to ASCII.
        yield return string.Concat(address.Select(c => c == '.' ? '。' : (char)('０' + (c - '0'))));
    }

    private static IPAddress Nat64(IPAddress four) =>
        new([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. four.GetAddressBytes()]);
}
