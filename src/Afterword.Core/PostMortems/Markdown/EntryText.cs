namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The text of a timeline entry or an item, in the one shape that writing and reading again leaves alone.</summary>
internal static class EntryText
{
    internal static string Tidy(string text)
    {
        var tidy = Flush(Extraction.Trim(text)).TrimEnd('\\');
        // A bold mark that was opened around the stamp may be left behind at the start.
        foreach (var mark in new[] { "**", "__" })
            if (tidy.StartsWith(mark + " ", StringComparison.Ordinal) && Count(tidy, mark) % 2 == 1)
                tidy = tidy[2..].TrimStart();
        // A single mark that was opened before the stamp closes at the end: "*09.12 We look into it.*"
        if (
            tidy is [.., '*']
            && !tidy.EndsWith("**", StringComparison.Ordinal)
            && tidy.Count(c => c == '*') % 2 == 1
        )
            tidy = tidy[..^1].TrimEnd();
        return tidy;
    }

    // The first line stands behind the stamp; of the others the least indented one stands at the margin.
    private static string Flush(string text)
    {
        if (!text.Contains('\n'))
            return text.TrimStart();
        var lines = LineScanner.Scan(text);
        var depth = lines
            .Skip(1)
            .Where(l => !l.IsBlank)
            .Select(l => l.Indent)
            .DefaultIfEmpty(0)
            .Min();
        return string.Join(
            '\n',
            lines
                .Skip(1)
                .Select(l => l.IsBlank ? l.Text : l.Dedent(depth).Text)
                .Prepend(lines[0].Text.TrimStart())
        );
    }

    private static int Count(string text, string mark)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal) is var line and >= 0
            ? line
            : text.Length;
        var count = 0;
        for (
            var i = text.IndexOf(mark, 0, end, StringComparison.Ordinal);
            i >= 0 && i < end;
            i = text.IndexOf(
                    mark,
                    i + 2,
                    end - i - 2 < 0 ? 0 : end - i - 2,
                    StringComparison.Ordinal
                )
        )
            count++;
        return count;
    }
}
