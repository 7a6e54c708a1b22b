namespace Afterword.Core.PostMortems.Markdown;

/// <summary>
/// Comments that somebody opened and never closed: in the piece of text they stand in they are words, but a comment that we write
/// further down would close them and swallow all between. A backslash keeps them words.
/// </summary>
internal static class OpenComments
{
    private const string Open = "<!--";

    internal static string Escape(string text)
    {
        if (!text.Contains(Open, StringComparison.Ordinal))
            return text;
        var lines = LineScanner.Scan(text);
        return string.Join(
            '\n',
            lines.Select(
                (line, i) =>
                    line.Mark == LineMark.Text
                    && !(i + 1 < lines.Count && lines[i + 1].Mark == LineMark.Comment)
                        ? EscapeLine(line.Text)
                        : line.Text
            )
        );
    }

    private static string EscapeLine(string line)
    {
        var at = line.LastIndexOf(Open, StringComparison.Ordinal);
        return
            at < 0
            || line.IndexOf("-->", at + Open.Length, StringComparison.Ordinal) >= 0
            || at > 0 && line[at - 1] == '\\'
            ? line
            : line.Insert(at, "\\");
    }
}
