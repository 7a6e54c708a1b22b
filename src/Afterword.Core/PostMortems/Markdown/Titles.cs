namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Finds the title among the lines of a document.</summary>
internal static class Titles
{
    /// <summary>The heading that gives the title: where it stands, how many lines it takes, its words.</summary>
    internal readonly record struct Found(int Index, int LineCount, string Raw, string Text);

    /// <summary>The first heading of the given level, unless it is only a section's name.</summary>
    internal static Found? Find(IReadOnlyList<Line> lines, int level, LinkTargets targets)
    {
        var end = lines.Count > DocumentReader.MostLines ? DocumentReader.LookedAt : lines.Count;
        for (var i = 0; i < end; i++)
        {
            if (Headings.At(lines, i) is not { } heading || heading.Level != level)
                continue;
            var text = Inline.Plain(heading.Text, targets);
            if (text.Length == 0)
                continue;
            if (
                OwnForm.Title(text) is null
                && (SectionNames.Normalize(text) is "metadata" || IsSection(text))
            )
                return null;
            return new(i, heading.LineCount, heading.Text, text);
        }
        return null;
    }

    // "Timeline: the day the disks filled up" is a title; "Overview" and "Root causes" are sections.
    private static bool IsSection(string text) =>
        SectionNames.Of(text) is not null
        && text.AsSpan().IndexOfAny(':', '–', '—') < 0
        && !text.Contains(" - ", StringComparison.Ordinal);
}
