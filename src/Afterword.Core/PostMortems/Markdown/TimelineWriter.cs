using System.Globalization;
using System.Text;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>
/// Writes a moment as a bullet: <c>- 2025-01-31 14:02 UTC: text</c>. A stamp that was written otherwise stands behind in
/// parentheses, so that nothing of it is lost; one that gives no moment stands there alone.
/// </summary>
internal static class TimelineWriter
{
    internal static string Write(DocumentTimelineEntry entry)
    {
        var stamp = Stamp(entry);
        var text = Extraction.Trim(entry.Text);
        var lines = text.Split('\n');
        var result = new StringBuilder("-");
        if (stamp.Length > 0)
            result.Append(' ').Append(stamp).Append(':');
        var start = 0;
        if (text.Length > 0 && (stamp.Length == 0 || !StandsAlone(lines[0])))
        {
            result.Append(' ').Append(lines[0]);
            start = 1;
        }
        for (var i = text.Length == 0 ? 1 : start; i < lines.Length; i++)
            result.Append('\n').Append(lines[i].Length == 0 ? "" : "  " + lines[i]);
        return result.ToString();
    }

    /// <summary>The moment as our form writes it, without the words it was written in.</summary>
    internal static string Canonical(DateTimeOffset? at, string? local)
    {
        if (at is { } instant)
            return instant.UtcDateTime.ToString(
                    instant.UtcDateTime.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss",
                    CultureInfo.InvariantCulture
                ) + " UTC";
        return local?.Replace('T', ' ') ?? "";
    }

    private static string Stamp(DocumentTimelineEntry entry)
    {
        var canonical = Canonical(entry.At, entry.Local);
        var written = StampWords(entry.Stamp);
        if (written.Length == 0 || written == canonical)
            return canonical;
        return canonical.Length == 0 ? $"({written})" : $"{canonical} ({written})";
    }

    /// <summary>The words of a stamp on one line, with no parenthesis that has no partner.</summary>
    private static string StampWords(string stamp)
    {
        var words = Inline.Collapse(stamp);
        var depth = 0;
        foreach (var c in words)
        {
            depth +=
                c == '(' ? 1
                : c == ')' ? -1
                : 0;
            if (depth < 0)
                break;
        }
        return depth == 0 ? words : Inline.Collapse(words.Replace('(', ' ').Replace(')', ' '));
    }

    // Code, lists, quotes and headings keep their shape only at the start of a line.
    private static bool StandsAlone(string line) =>
        line.Length > 0
        && (
            line[0] is '>' or '|' or '#' or ' '
            || line.StartsWith("```", StringComparison.Ordinal)
            || line.StartsWith("~~~", StringComparison.Ordinal)
            || line.StartsWith("<!--", StringComparison.Ordinal)
            || ListSyntax.At(line) is not null
        );
}
