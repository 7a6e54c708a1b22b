namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Splits a text into lines and marks code blocks and HTML comments, in time linear in the text.</summary>
internal static class LineScanner
{
    internal static IReadOnlyList<Line> Scan(string text, int firstNumber = 1) =>
        Scan(text.Split('\n'), firstNumber);

    internal static IReadOnlyList<Line> Scan(string[] raw, int firstNumber)
    {
        var marks = new LineMark[raw.Length];
        Dictionary<char, int>? unclosed = null;
        var lastCommentEnd = LastIndexContaining(raw, "-->");
        for (var i = 0; i < raw.Length; i++)
        {
            if (FenceAt(raw[i]) is { } fence)
            {
                var end = FindFenceEnd(raw, i, fence, unclosed ??= []);
                if (end < 0)
                    continue;
                Array.Fill(marks, LineMark.Fence, i, end - i + 1);
                i = end;
            }
            else if (CommentEnd(raw, i, lastCommentEnd) is var last and >= 0)
            {
                // A comment that begins after text leaves its first line readable: PlainText takes the comment out.
                var first = raw[i].TrimStart().StartsWith("<!--", StringComparison.Ordinal)
                    ? i
                    : i + 1;
                for (var j = first; j <= last; j++)
                    marks[j] = LineMark.Comment;
                i = Math.Max(i, last);
            }
        }
        var lines = new Line[raw.Length];
        for (var i = 0; i < raw.Length; i++)
            lines[i] = new(raw[i], firstNumber + i, marks[i]);
        return lines;
    }

    private static int LastIndexContaining(string[] raw, string what)
    {
        for (var i = raw.Length - 1; i >= 0; i--)
            if (raw[i].Contains(what, StringComparison.Ordinal))
                return i;
        return -1;
    }

    /// <summary>The line a comment ends on, when one begins on this line; -1 otherwise.</summary>
    private static int CommentEnd(string[] raw, int i, int lastCommentEnd)
    {
        var open = raw[i].IndexOf("<!--", StringComparison.Ordinal);
        if (
            open < 0
            || raw[i].AsSpan(0, open).Contains('`')
            || open > 0 && raw[i][open - 1] == '\\'
        )
            return -1;
        var close = raw[i].IndexOf("-->", open + 4, StringComparison.Ordinal);
        if (close >= 0)
            return raw[i].AsSpan(0, open).IsWhiteSpace() && raw[i].AsSpan(close + 3).IsWhiteSpace()
                ? i
                : -1;
        // One that begins inside a line is over with its paragraph at the latest; else it is text.
        var inText = !raw[i].AsSpan(0, open).IsWhiteSpace();
        for (
            var j = i + 1;
            j <= lastCommentEnd && !(inText && string.IsNullOrWhiteSpace(raw[j]));
            j++
        )
            if (raw[j].Contains("-->", StringComparison.Ordinal))
                return j;
        return -1;
    }

    private static (char Mark, int Length)? FenceAt(string line)
    {
        var text = line.AsSpan().TrimStart();
        if (text.Length < 3 || text[0] is not ('`' or '~'))
            return null;
        var length = text.Length - text.TrimStart(text[0]).Length;
        if (length < 3 || (text[0] == '`' && text[length..].Contains('`')))
            return null;
        return (text[0], length);
    }

    private static int FindFenceEnd(
        string[] raw,
        int open,
        (char Mark, int Length) fence,
        Dictionary<char, int> unclosed
    )
    {
        // Once no closing run of this length follows, none follows any later opening either: keeps the scan linear.
        if (unclosed.TryGetValue(fence.Mark, out var known) && fence.Length >= known)
            return -1;
        for (var j = open + 1; j < raw.Length; j++)
        {
            var text = raw[j].AsSpan().Trim();
            if (text.Length >= fence.Length && text.TrimStart(fence.Mark).IsEmpty)
                return j;
        }
        unclosed[fence.Mark] = fence.Length;
        return -1;
    }
}
