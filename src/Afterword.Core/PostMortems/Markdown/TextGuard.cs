namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Looks at a text before anything reads it: what cannot be a document is refused, the rest is brought to one shape.</summary>
internal static class TextGuard
{
    /// <summary>Why the text is refused, naming the place; null when it can be read.</summary>
    internal static string? Refusal(string text)
    {
        if (text.Length > PostMortemReader.MaxLength)
            return $"the text has {text.Length:N0} characters; at most {PostMortemReader.MaxLength:N0} are read. Keep logs and long quotes in files of their own and link them";
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
            return $"line {LineAt(text, nul)}: holds a NUL character, so it is not a text (UTF-16 must be saved as UTF-8)";
        var broken = text.AsSpan().Count('\ufffd');
        return broken > 16 && broken * 50 > text.Length
            ? $"line {LineAt(text, text.IndexOf('\ufffd', StringComparison.Ordinal))}: is not UTF-8 text"
            : null;
    }

    /// <summary>Line feeds only, no byte-order mark, no control characters that nobody can see.</summary>
    internal static string Normalize(string text)
    {
        if (text.StartsWith('\ufeff'))
            text = text[1..];
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (
            text.AsSpan().IndexOfAnyInRange('\u0001', '\u0008') < 0
            && text.AsSpan().IndexOfAny("\u000b\u000c\u2028\u2029") < 0
            && text.AsSpan().IndexOfAnyInRange('\u000e', '\u001f') < 0
        )
            return text;
        return string.Create(
            text.Length,
            text,
            static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                    span[i] =
                        source[i] is '\n' or '\t' ? source[i]
                        : source[i] < ' ' || source[i] is '\u2028' or '\u2029' ? ' '
                        : source[i];
            }
        );
    }

    /// <summary>Tells of lines that are too long to be read for structure.</summary>
    internal static void Report(string[] lines, List<ReportLine> report)
    {
        for (var i = 0; i < lines.Length && report.Count < 20; i++)
            if (lines[i].Length > 4 * Line.ReadLimit)
                report.Add(
                    new(
                        i + 1,
                        $"This line has {lines[i].Length:N0} characters; it is kept as text."
                    )
                );
    }

    private static int LineAt(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;
}
