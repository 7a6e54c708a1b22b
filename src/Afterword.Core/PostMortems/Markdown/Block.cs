namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The shapes of Markdown that carry structure in a post-mortem.</summary>
internal enum BlockKind
{
    Heading,
    Paragraph,
    List,
    Table,
    Fence,
    Quote,
    Comment,
    Rule,
}

/// <summary>A run of lines of one shape.</summary>
internal sealed record Block(BlockKind Kind, IReadOnlyList<Line> Lines)
{
    /// <summary>1 to 6 for a heading, else 0.</summary>
    internal int Level { get; init; }

    /// <summary>The heading's text with its Markdown.</summary>
    internal string Heading { get; init; } = "";

    /// <summary>The items of a list.</summary>
    internal IReadOnlyList<ListItem> Items { get; init; } = [];

    /// <summary>The rows of a table.</summary>
    internal Table? Table { get; init; }

    internal int Number => Lines[0].Number;
}

/// <summary>An item of a list; its lines have the list's indentation and mark taken off.</summary>
internal sealed record ListItem(IReadOnlyList<Line> Lines, bool? Checked, bool Ordered)
{
    /// <summary>The mark as written ("3.", "- [x]").</summary>
    internal string Mark { get; init; } = "";

    internal int Number => Lines[0].Number;
    private IReadOnlyList<Block>? blocks;

    /// <summary>What the item holds, read when it is asked for.</summary>
    internal IReadOnlyList<Block> Blocks => blocks ??= BlockReader.Read(Lines);
}

/// <summary>A table: its header (empty when the first row is already data) and its rows.</summary>
internal sealed record Table(IReadOnlyList<string> Header, IReadOnlyList<TableRow> Rows);

/// <summary>One row of a table, cells trimmed, escapes of the pipe undone.</summary>
internal sealed record TableRow(IReadOnlyList<string> Cells, int Number)
{
    internal string Cell(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";
}
