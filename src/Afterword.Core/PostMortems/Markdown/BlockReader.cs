namespace Afterword.Core.PostMortems.Markdown;

/// <summary>
/// Reads lines into blocks. It is more lenient than CommonMark where people are (indentation of nested lists,
/// headings straight after a list) and linear in the text; what it does not know is a paragraph.
/// </summary>
internal static class BlockReader
{
    internal static IReadOnlyList<Block> Read(IReadOnlyList<Line> lines)
    {
        var blocks = new List<Block>();
        var i = 0;
        while (i < lines.Count)
        {
            if (lines[i].IsBlank && lines[i].Mark == LineMark.Text)
            {
                i++;
                continue;
            }
            var block = Marked(lines, i) ?? Structured(lines, i) ?? Paragraph(lines, i);
            blocks.Add(block);
            i += block.Lines.Count;
        }
        return blocks;
    }

    private static Block? Marked(IReadOnlyList<Line> lines, int i)
    {
        var mark = lines[i].Mark;
        if (mark == LineMark.Text)
            return null;
        var end = i + 1;
        while (end < lines.Count && lines[end].Mark == mark)
            end++;
        return new(
            mark == LineMark.Fence ? BlockKind.Fence : BlockKind.Comment,
            Slice(lines, i, end)
        );
    }

    private static Block? Structured(IReadOnlyList<Line> lines, int i)
    {
        var text = lines[i].Text;
        if (HeadingSyntax.Atx(text) is { } atx)
            return new(BlockKind.Heading, [lines[i]]) { Level = atx.Level, Heading = atx.Text };
        if (HeadingSyntax.Html(lines[i]) is { } html)
            return new(BlockKind.Heading, [lines[i]]) { Level = html.Level, Heading = html.Text };
        if (HeadingSyntax.IsRule(text))
            return new(BlockKind.Rule, [lines[i]]);
        if (ListSyntax.At(text) is not null)
            return ListReader.Read(lines, i);
        if (TableReader.StartsAt(lines, i))
            return TableReader.Read(lines, i);
        return text.AsSpan().TrimStart().StartsWith(">") ? Quote(lines, i) : null;
    }

    private static Block Quote(IReadOnlyList<Line> lines, int i)
    {
        var end = i;
        while (end < lines.Count && lines[end].Text.AsSpan().TrimStart().StartsWith(">"))
            end++;
        return new(BlockKind.Quote, Slice(lines, i, end));
    }

    private static Block Paragraph(IReadOnlyList<Line> lines, int i)
    {
        var end = i + 1;
        while (end < lines.Count && lines[end].Mark == LineMark.Text && !lines[end].IsBlank)
        {
            if (HeadingSyntax.SetextLevel(lines[end].Text) is var level and > 0)
            {
                var heading = string.Join(' ', Slice(lines, i, end).Select(l => l.Text.Trim()));
                return new(BlockKind.Heading, Slice(lines, i, end + 1))
                {
                    Level = level,
                    Heading = heading,
                };
            }
            if (Interrupts(lines, end))
                break;
            end++;
        }
        return new(BlockKind.Paragraph, Slice(lines, i, end));
    }

    /// <summary>Whether this line begins another block although no blank line stands before it.</summary>
    internal static bool Interrupts(IReadOnlyList<Line> lines, int i)
    {
        var text = lines[i].Text;
        return lines[i].Mark != LineMark.Text
            || HeadingSyntax.Atx(text) is not null
            || HeadingSyntax.Html(lines[i]) is not null
            || HeadingSyntax.IsRule(text)
            || ListSyntax.At(text) is { CanInterrupt: true }
            || TableReader.StartsAt(lines, i);
    }

    /// <summary>The inner lines of a quote.</summary>
    internal static IReadOnlyList<Line> Unquote(Block quote) =>
        [
            .. quote.Lines.Select(l =>
            {
                var text = l.Text.TrimStart();
                text = text.StartsWith('>') ? text[1..] : text;
                return l with { Text = text.StartsWith(' ') ? text[1..] : text };
            }),
        ];

    internal static IReadOnlyList<Line> Slice(IReadOnlyList<Line> lines, int start, int end)
    {
        var slice = new Line[end - start];
        for (var i = start; i < end; i++)
            slice[i - start] = lines[i];
        return slice;
    }
}
