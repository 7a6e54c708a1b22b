using System.Globalization;
using System.Net;

namespace Afterword.Server.Security;

/// <summary>The exceptions an operator listed in <see cref="OutgoingOptions.Allow"/>. Each opens itself and nothing else.</summary>
internal sealed class OutgoingAllowList
{
    private readonly List<Entry> _entries = [];

    /// <exception cref="FormatException">An entry is neither an address nor a host name; the message names it.</exception>
    public OutgoingAllowList(IEnumerable<string> entries)
    {
        foreach (var text in entries)
            _entries.Add(Parse(text.Trim()));
    }

    /// <summary>Whether an entry lets this host at this closed address be reached on this port.</summary>
    public bool Opens(string host, IPAddress address, int port, Closed why) =>
        _entries.Any(entry =>
            (entry.Port is null || entry.Port == port)
            && (
                entry.Address is { } listed
                    ? listed.Equals(address)
                    : why.OpensByName && IsSameName(entry.Host, host)
            )
        );

    /// <summary>Whether an entry names this host together with this port.</summary>
    public bool NamesPort(string host, int port) =>
        _entries.Any(entry =>
            entry.Port == port
            && (
                entry.Address is { } listed
                    ? IPAddress.TryParse(host, out var typed) && listed.Equals(typed)
                    : IsSameName(entry.Host, host)
            )
        );

    /// <summary>DNS names compare without case, and a dot at the end changes nothing.</summary>
    private static bool IsSameName(string a, string b) =>
        string.Equals(a.TrimEnd('.'), b.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    private static Entry Parse(string text)
    {
        if (
            IPAddress.TryParse(text.Trim('[', ']'), out var bare)
            && (!text.Contains(']') || text.EndsWith(']'))
        )
            return new Entry(text, bare, Port: null);
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon];
        int? port = null;
        if (colon >= 0)
            port =
                ushort.TryParse(
                    text.AsSpan(colon + 1),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && number > 0
                    ? number
                    : throw Wrong(text);
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return new Entry(host, address, port);
        return Uri.CheckHostName(host) == UriHostNameType.Dns
            ? new Entry(host, Address: null, port)
            : throw Wrong(text);
    }

    private static FormatException Wrong(string text) =>
        new(
            $"Outgoing:Allow holds \"{text}\", which is neither an address (10.0.0.7:8065) nor a host name (chat.internal:8065)."
        );

    private sealed record Entry(string Host, IPAddress? Address, int? Port);
}
