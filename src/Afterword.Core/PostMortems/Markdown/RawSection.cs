namespace Afterword.Core.PostMortems.Markdown;

/// <summary>How a section was marked.</summary>
internal enum SectionOrigin
{
    /// <summary>Text before the first section.</summary>
    Preamble,
    Heading,
    BoldLabel,
    ListLabel,
    BareLine,
}

/// <summary>A section while it is read: its name and its lines.</summary>
internal sealed class RawSection(
    SectionKind kind,
    string heading,
    int level,
    SectionOrigin origin,
    int number
)
{
    internal SectionKind Kind { get; } = kind;

    /// <summary>The name as written, Markdown kept.</summary>
    internal string Heading { get; } = heading;

    /// <summary>All that stood there for the name, list mark and tags included: its words must not be lost.</summary>
    internal string Source { get; init; } = heading;

    internal int Level { get; } = level;
    internal SectionOrigin Origin { get; } = origin;
    internal int Number { get; } = number;
    internal List<Line> Body { get; } = [];

    /// <summary>The body with the indentation of a labelled list item taken off.</summary>
    internal IReadOnlyList<Line> Lines()
    {
        if (Origin != SectionOrigin.ListLabel)
            return Body;
        var depth = Body.Skip(1)
            .Where(l => !l.IsBlank && l.Mark == LineMark.Text)
            .Select(l => l.Indent)
            .DefaultIfEmpty(0)
            .Min();
        return depth == 0
            ? Body
            : [.. Body.Select((l, i) => i == 0 || l.IsBlank ? l : l.Dedent(Math.Min(depth, 4)))];
    }
}
