namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads a list with everything nested in its items.</summary>
internal static class ListReader
{
    // Marks one column apart are meant to be on one level.
    private const int SameLevel = 1;

    internal static Block Read(IReadOnlyList<Line> lines, int start)
    {
        var first = ListSyntax.At(lines[start].Text)!.Value;
        var items = new List<ListItem>();
        var i = start;
        while (i < lines.Count && Mark(lines, i) is { } mark && Continues(first, mark))
        {
            var end = EndOfItem(lines, i, mark);
            items.Add(Item(lines, i, end, mark));
            i = end;
            var next = SkipBlank(lines, i);
            if (next >= lines.Count || Mark(lines, next) is not { } following)
                break;
            if (!Continues(first, following))
                break;
            i = next;
        }
        return new(BlockKind.List, BlockReader.Slice(lines, start, i)) { Items = items };
    }

    private static ListMark? Mark(IReadOnlyList<Line> lines, int i) =>
        lines[i].Mark == LineMark.Text ? ListSyntax.At(lines[i].Text) : null;

    private static bool Continues(ListMark first, ListMark mark) =>
        mark.Indent >= first.Indent - SameLevel
        && mark.Indent <= first.Indent + SameLevel
        && mark.Ordered == first.Ordered;

    private static int EndOfItem(IReadOnlyList<Line> lines, int start, ListMark mark)
    {
        var nested = mark.Indent + SameLevel + 1;
        var i = start + 1;
        while (i < lines.Count)
        {
            if (lines[i].Mark == LineMark.Fence && lines[i].Indent >= nested)
            {
                // Code that begins inside an item ends there, however little its lines are indented.
                while (i < lines.Count && lines[i].Mark == LineMark.Fence)
                    i++;
                continue;
            }
            if (lines[i].IsBlank && lines[i].Mark == LineMark.Text)
            {
                var next = SkipBlank(lines, i);
                if (next >= lines.Count || lines[next].Indent < nested)
                    return i;
                i = next;
                continue;
            }
            if (lines[i].Indent < nested && (Mark(lines, i) is not null || EndsLazily(lines, i)))
                return i;
            i++;
        }
        return i;
    }

    // Text straight under an item, without indentation, still belongs to it; a heading, code or table does not.
    private static bool EndsLazily(IReadOnlyList<Line> lines, int i) =>
        lines[i - 1].IsBlank
        || lines[i - 1].Mark != LineMark.Text
        || BlockReader.Interrupts(lines, i)
        || ListSyntax.EndsHtml(lines[i].Text)
        || Labels.Standing(lines[i].Readable) is not null
        || SectionNames.Bare(lines[i].Readable) is not null;

    private static ListItem Item(IReadOnlyList<Line> lines, int start, int end, ListMark mark)
    {
        var content = new List<Line>(end - start)
        {
            lines[start] with
            {
                Text = lines[start].Text[Math.Min(mark.Length, lines[start].Text.Length)..],
            },
        };
        // People indent what belongs to an item by two, three or four; the least indented line says how far.
        var depth = Enumerable
            .Range(start + 1, end - start - 1)
            .Where(i => !lines[i].IsBlank)
            .Select(i => lines[i].Indent - mark.Indent)
            .Where(indent => indent > SameLevel)
            .DefaultIfEmpty(2)
            .Min();
        for (var i = start + 1; i < end; i++)
            content.Add(lines[i].Dedent(mark.Indent + Math.Min(depth, 4)));
        while (content.Count > 1 && content[^1].IsBlank && content[^1].Mark == LineMark.Text)
            content.RemoveAt(content.Count - 1);
        var written = lines[start].Text[..Math.Min(mark.Length, lines[start].Text.Length)];
        const string close = "</li>";
        if (
            written.Contains('<')
            && content[^1].Text.TrimEnd().EndsWith(close, StringComparison.OrdinalIgnoreCase)
        )
        {
            content[^1] = content[^1] with { Text = content[^1].Text.TrimEnd()[..^close.Length] };
            written += close;
        }
        return new(content, mark.Checked, mark.Ordered) { Mark = written };
    }

    private static int SkipBlank(IReadOnlyList<Line> lines, int i)
    {
        while (i < lines.Count && lines[i].IsBlank && lines[i].Mark == LineMark.Text)
            i++;
        return i;
    }
}
