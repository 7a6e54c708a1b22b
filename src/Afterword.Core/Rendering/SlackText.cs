using System.Text;

namespace Afterword.Core.Rendering;

/// <summary>Text for Slack: what its marks would make of a writer's words is taken away.</summary>
internal static class SlackText
{
    /// <summary>
    /// <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> escaped, so that no mention (<c>&lt;!everyone&gt;</c>, <c>&lt;@U1&gt;</c>) and no link can be
    /// written; and a word joiner behind the <c>@</c> of @here, @channel and @everyone, for programs that look for the bare words.
    /// </summary>
    public static string Escape(string text) =>
        Defused(text)
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Plain text (a header, a notification): nothing is escaped there, but nobody is called either.</summary>
    public static string Plain(string text) => Defused(text);

    /// <summary>A text cut at a word to a number of characters, the "…" included.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }
        var at = text.LastIndexOf(' ', most - 1);
        if (at < most / 2)
        {
            at = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        }
        return text[..at].TrimEnd() + "…";
    }

    /// <summary>An address as it may stand between <c>&lt;</c> and <c>|</c>; null when Slack would not take it.</summary>
    public static string? Address(string? address)
    {
        if (SafeLink.Of(address, ownPaths: false) is not { } safe)
        {
            return null;
        }
        var escaped = Escape(safe)
            .Replace("|", "%7C", StringComparison.Ordinal)
            .Replace("&lt;", "%3C", StringComparison.Ordinal)
            .Replace("&gt;", "%3E", StringComparison.Ordinal);
        return escaped.Length <= SlackLimits.Address ? escaped : null;
    }

    private static string Defused(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c != '\n' && char.IsControl(c))
            {
                continue;
            }
            clean.Append(c);
            if (c == '@' && Calls(text.AsSpan(i + 1)))
            {
                clean.Append('\u2060');
            }
        }
        return clean.ToString();
    }

    private static bool Calls(ReadOnlySpan<char> after) =>
        after.StartsWith("here", StringComparison.OrdinalIgnoreCase)
        || after.StartsWith("channel", StringComparison.OrdinalIgnoreCase)
        || after.StartsWith("everyone", StringComparison.OrdinalIgnoreCase);
}
