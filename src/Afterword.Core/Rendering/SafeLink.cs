namespace Afterword.Core.Rendering;

/// <summary>Which addresses may become a link. Everything else stays words.</summary>
internal static class SafeLink
{
    /// <summary>
    /// The address if it may be linked: <c>http</c>, <c>https</c> or <c>mailto</c>, and on our own pages a path of ours or a
    /// fragment. Null otherwise.
    /// </summary>
    /// <param name="address">As it stands in the Markdown, escapes undone.</param>
    /// <param name="ownPaths">Whether <c>/incidents/INC-12</c> and <c>#part</c> lead somewhere.</param>
    public static string? Of(string? address, bool ownPaths)
    {
        // Browsers drop control characters and read a backslash as a slash, so "java\tscript:" and "/\evil" are not what they seem.
        if (string.IsNullOrWhiteSpace(address) || IsMasked(address))
            return null;
        if (IsWeb(address) || Starts(address, "mailto:"))
            return address;
        if (!ownPaths)
            return null;
        return
            address[0] == '#'
            || address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal)
            ? address
            : null;
    }

    private static bool IsMasked(string address)
    {
        foreach (var c in address)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
                return true;
        }
        return false;
    }

    /// <summary>Whether the address leads to a web server.</summary>
    public static bool IsWeb(string address) =>
        Starts(address, "https://") || Starts(address, "http://");

    /// <summary>The address as it is read aloud: without <c>mailto:</c>.</summary>
    public static string Spoken(string address) =>
        Starts(address, "mailto:") ? address["mailto:".Length..] : address;

    private static bool Starts(string address, string scheme) =>
        address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase);
}
