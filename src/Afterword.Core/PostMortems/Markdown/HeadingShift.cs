namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Moves the headings inside a section's text below the section's own, so that the document keeps its outline.</summary>
internal static class HeadingShift
{
    private const int Lowest = 3;

    internal static string Apply(string markdown)
    {
        if (
            markdown.AsSpan().IndexOfAny('#', '=') < 0
            && !markdown.Contains("--", StringComparison.Ordinal)
            && !markdown.Contains('<')
        )
            return markdown;
        if (Extraction.IsHuge(markdown))
            return markdown;
        var lines = LineScanner.Scan(markdown);
        var found = new Dictionary<int, Headings.Found>();
        for (var i = 0; i < lines.Count; i++)
            if (Headings.At(lines, i) is { } heading)
                found[i] = heading;
        if (found.Count == 0)
            return markdown;
        var shift = Math.Max(0, Lowest - found.Values.Min(h => h.Level));
        var result = new List<string>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (!found.TryGetValue(i, out var heading))
            {
                result.Add(lines[i].Text);
                continue;
            }
            result.Add(
                $"{new string('#', Math.Min(6, heading.Level + shift))} {heading.Text}".TrimEnd()
            );
            if (!Words.Covers(heading.Text, lines[i].Text))
                result.Add(Notes.Write("written", Words.Bare(lines[i].Text)));
            i += heading.LineCount - 1;
        }
        return Extraction.Trim(string.Join('\n', result));
    }
}
