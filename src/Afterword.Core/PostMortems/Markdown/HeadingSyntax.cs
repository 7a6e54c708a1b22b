using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The spellings of a heading: ATX (also closed), setext underline, HTML.</summary>
internal static partial class HeadingSyntax
{
    /// <summary>An ATX heading; a mark without a space ("##Timeline") is taken too, since people write it.</summary>
    internal static (int Level, string Text)? Atx(string line)
    {
        var start = 0;
        while (start < line.Length && start < 2 && line[start] == ' ')
            start++;
        var level = 0;
        while (start + level < line.Length && line[start + level] == '#')
            level++;
        if (level is 0 or > 6)
            return null;
        var rest = line[(start + level)..];
        if (rest.Length > 0 && !char.IsWhiteSpace(rest[0]))
        {
            // "#2127" is a ticket, "#tag" a channel; only two marks or more before a letter are meant as a heading.
            if (level == 1 || !char.IsLetter(rest[0]))
                return null;
        }
        var text = rest.Trim();
        var closed = text.TrimEnd('#');
        if (closed.Length < text.Length && (closed.Length == 0 || char.IsWhiteSpace(closed[^1])))
            text = closed.TrimEnd();
        return (level, text);
    }

    /// <summary>1 or 2 when the line underlines a heading, else 0.</summary>
    internal static int SetextLevel(string line)
    {
        var text = line.AsSpan().TrimEnd();
        if (text.Length < 2 || line.StartsWith("    ", StringComparison.Ordinal))
            return 0;
        text = text.TrimStart();
        if (text.Length < 2)
            return 0;
        if (text.TrimStart('=').IsEmpty)
            return 1;
        return text.TrimStart('-').IsEmpty ? 2 : 0;
    }

    /// <summary>As <see cref="Html(string)"/>, of a line that need not be trimmed.</summary>
    internal static (int Level, string Text)? Html(Line line) =>
        line.Text.AsSpan().TrimStart() is ['<', 'h' or 'H', ..] ? Html(line.Readable) : null;

    internal static (int Level, string Text)? Html(string line)
    {
        if (line.Length < 9 || line[0] != '<' || line[1] is not ('h' or 'H'))
            return null;
        var match = HtmlHeading().Match(line);
        return match.Success
            ? (match.Groups[1].Value[0] - '0', match.Groups[2].Value.Trim())
            : null;
    }

    internal static bool IsRule(string line)
    {
        var text = line.AsSpan().Trim();
        if (text.Length < 3 || text[0] is not ('-' or '*' or '_'))
            return false;
        var mark = text[0];
        var count = 0;
        foreach (var c in text)
        {
            if (c == mark)
                count++;
            else if (c is not (' ' or '\t'))
                return false;
        }
        return count >= 3;
    }

    [GeneratedRegex(
        @"^<h([1-6])(?:\s[^<>]*)?>(.*?)</h\1>\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex HtmlHeading();
}
