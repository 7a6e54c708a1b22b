using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.PostMortems;

/// <summary>Finds the headings of other sections in a section's text: somebody pasted two sections, or a whole document, into one.</summary>
public static class SectionCuts
{
    /// <summary>The pieces of a text: the first is the section's own (it may be empty), each other begins with a heading that names another section.</summary>
    /// <param name="own">The section the text stands in.</param>
    /// <param name="markdown">Its text.</param>
    /// <returns>One piece where nothing is to be cut.</returns>
    public static IReadOnlyList<SectionPiece> Of(SectionKind own, string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        if (Extraction.IsHuge(markdown))
            return [new(own, "", markdown)];
        var lines = LineScanner.Scan(markdown);
        var pieces = new List<SectionPiece>();
        var (kind, heading, from) = (own, "", 0);
        for (var i = 0; i < lines.Count; i++)
        {
            if (
                Headings.At(lines, i) is not { } found
                || SectionNames.Of(found.Text) is not { } named
                || named == own
                || OwnForm.HeadingOf(named) is null
            )
                continue;
            pieces.Add(new(kind, heading, Text(lines, from, i)));
            (kind, heading, from) = (named, found.Text, i + found.LineCount);
        }
        pieces.Add(new(kind, heading, Text(lines, from, lines.Count)));
        return pieces;
    }

    private static string Text(IReadOnlyList<Line> lines, int from, int to) =>
        Extraction.Trim(Line.Join(BlockReader.Slice(lines, from, Math.Max(from, to))));
}

/// <summary>A piece of a text that was pasted into one section.</summary>
/// <param name="Kind">The section it belongs to.</param>
/// <param name="Heading">The heading it stood under; empty for the first.</param>
/// <param name="Markdown">Its text.</param>
public sealed record SectionPiece(SectionKind Kind, string Heading, string Markdown);
