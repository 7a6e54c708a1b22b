namespace Afterword.Server.Security;

/// <summary>Whether a typed URL may be posted to at all, as far as the URL itself can tell. Where it leads is checked when connecting.</summary>
internal static class OutgoingUrl
{
    /// <summary>Ports web servers use; others must be listed with their host in <see cref="OutgoingOptions.Allow"/>. Our choice.</summary>
    private static readonly int[] WebPorts = [80, 443, 8080, 8443];

    /// <summary>What is wrong with a URL, as a sentence for who typed it; null when it may be tried.</summary>
    public static string? WhyNot(string? typed, OutgoingAllowList allowed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return "There is no address.";
        // "http:\\host" and "http://host\t" are read differently by different programs.
        if (typed.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\'))
            return "The address holds a space, a backslash or an invisible character.";
        return Uri.TryCreate(typed, UriKind.Absolute, out var url)
            ? WhyNot(url, allowed)
            : "The address is not a whole URL. It looks like https://chat.example.org/hooks/abc.";
    }

    /// <summary>What is wrong with a URL, as a sentence; null when it may be tried.</summary>
    public static string? WhyNot(Uri url, OutgoingAllowList allowed)
    {
        if (
            !url.IsAbsoluteUri
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
        )
            return "Only https and http addresses can be posted to.";
        if (url.UserInfo.Length > 0)
            return "The address holds a user name or password; leave it out and use the channel's own field.";
        if (
            url.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic
            || url.IdnHost.Length == 0
        )
            return "The address has no host that can be looked up.";
        return WebPorts.Contains(url.Port) || allowed.NamesPort(url.IdnHost, url.Port)
            ? null
            : $"The port {url.Port} is unusual for the web. An administrator can allow {url.IdnHost}:{url.Port}: Outgoing:Allow in the configuration.";
    }
}
