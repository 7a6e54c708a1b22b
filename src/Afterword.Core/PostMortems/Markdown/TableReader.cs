using System.Text;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads pipe tables: with and without outer pipes, without a header row, with ragged rows.</summary>
internal static class TableReader
{
    /// <summary>Cells beyond this are kept as text of the last one: no real table is wider.</summary>
    private const int MaxColumns = 64;

    internal static bool StartsAt(IReadOnlyList<Line> lines, int i)
    {
        var line = lines[i];
        if (line.Mark != LineMark.Text || line.Text.Length > 4 * Line.ReadLimit)
            return false;
        var text = line.Text.AsSpan().Trim();
        if (!text.Contains('|'))
            return false;
        if (i + 1 < lines.Count && IsDelimiter(lines[i + 1].Text))
            return true;
        // Without a header row only rows with both outer pipes are meant as a table.
        return text.Length > 3 && text[0] == '|' && text[^1] == '|' && Cells(line.Text).Count >= 2;
    }

    internal static Block Read(IReadOnlyList<Line> lines, int start)
    {
        var rows = new List<TableRow>();
        IReadOnlyList<string> header = [];
        var i = start;
        while (i < lines.Count && IsRow(lines[i]))
        {
            if (IsDelimiter(lines[i].Text))
            {
                if (rows.Count == 1 && header.Count == 0)
                {
                    header = rows[0].Cells;
                    rows.Clear();
                }
            }
            else
                rows.Add(new(Cells(lines[i].Text), lines[i].Number));
            i++;
        }
        if (header.All(string.IsNullOrEmpty))
            header = [];
        return new(BlockKind.Table, BlockReader.Slice(lines, start, i))
        {
            Table = new(header, rows),
        };
    }

    private static bool IsRow(Line line) =>
        line.Mark == LineMark.Text && !line.IsBlank && line.Text.Contains('|');

    internal static bool IsDelimiter(string line)
    {
        var text = line.AsSpan().Trim();
        if (text.Length < 3 || text.Length > Line.ReadLimit)
            return false;
        bool pipe = false,
            dash = false;
        foreach (var c in text)
        {
            pipe |= c == '|';
            dash |= c == '-';
            if (c is not ('|' or '-' or ':' or ' ' or '\t'))
                return false;
        }
        return pipe && dash;
    }

    /// <summary>The cells of a row; a pipe in a code span or behind a backslash belongs to its cell.</summary>
    internal static IReadOnlyList<string> Cells(string line)
    {
        var text = line.AsSpan().Trim();
        if (text.Length > 0 && text[0] == '|')
            text = text[1..];
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == '|')
            {
                cell.Append('|');
                i++;
            }
            else if (text[i] == '|' && cells.Count < MaxColumns - 1)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
                cell.Append(text[i]);
        }
        if (cell.ToString().Trim() is { Length: > 0 } last)
            cells.Add(last);
        return cells;
    }
}
