using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;

namespace Afterword.Core.Rendering;

/// <summary>A table as plain text: in columns where it fits a mail's width, otherwise row by row with the columns' names.</summary>
internal static class PlainTable
{
    /// <summary>The widest line that mail programs show without wrapping (RFC 5322 section 2.1.1 asks for 78).</summary>
    private const int MaxWidth = 78;

    public static List<string> Lines(Table table)
    {
        var rows = Rows(table);
        return rows.Count == 0
            ? []
            : Columns(table, rows) ?? RowByRow(PlainInlines.Header(table), rows);
    }

    /// <summary>The table in columns, the header and a rule first; null where it is too wide for that or has no rows.</summary>
    public static List<string>? Columns(Table table) =>
        Rows(table) is { Count: > 0 } rows ? Columns(table, rows) : null;

    private static List<string[]> Rows(Table table) =>
        [
            .. table
                .OfType<TableRow>()
                .Select(row => row.OfType<TableCell>().Select(PlainInlines.Of).ToArray()),
        ];

    private static List<string>? Columns(Table table, List<string[]> rows)
    {
        var columns = rows.Max(row => row.Length);
        var widths = Enumerable
            .Range(0, columns)
            .Select(i => rows.Max(row => i < row.Length ? Width(row[i]) : 0))
            .ToArray();
        return widths.Sum() + 2 * (columns - 1) <= MaxWidth ? InColumns(table, rows, widths) : null;
    }

    private static List<string> InColumns(Table table, List<string[]> rows, int[] widths)
    {
        List<string> lines = [.. rows.Select(row => Aligned(table, row, widths))];
        lines.Insert(1, string.Join("  ", widths.Select(width => new string('-', width))));
        return lines;
    }

    private static string Aligned(Table table, string[] row, int[] widths) =>
        string.Join(
                "  ",
                row.Select(
                    (cell, i) =>
                    {
                        var space = new string(' ', widths[i] - Width(cell));
                        var right =
                            i < table.ColumnDefinitions.Count
                            && table.ColumnDefinitions[i].Alignment == TableColumnAlign.Right;
                        return right ? space + cell : cell + space;
                    }
                )
            )
            .TrimEnd();

    private static List<string> RowByRow(IReadOnlyList<string> names, List<string[]> rows)
    {
        List<string> lines = [];
        foreach (var row in rows.Skip(names.Count > 0 ? 1 : 0))
        {
            if (lines.Count > 0)
                lines.Add("");
            lines.AddRange(
                row.Select((cell, i) => (Name: i < names.Count ? names[i] : "", Cell: cell))
                    .Where(pair => pair.Cell.Length > 0)
                    .Select(pair => pair.Name.Length > 0 ? $"{pair.Name}: {pair.Cell}" : pair.Cell)
            );
        }
        return lines;
    }

    /// <summary>Columns the text takes in a fixed-width font: marks that combine take none, East Asian characters and emoji two.</summary>
    private static int Width(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format => 0,
                _ when IsWide(rune.Value) => 2,
                _ => 1,
            };
        }
        return width;
    }

    /// <summary>The wide blocks of Unicode's EastAsianWidth.txt, in broad strokes.</summary>
    private static bool IsWide(int c) =>
        c
            is (>= 0x1100 and <= 0x115F)
                or (>= 0x2E80 and <= 0xA4CF)
                or (>= 0xAC00 and <= 0xD7A3)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFE30 and <= 0xFE6F)
                or (>= 0xFF00 and <= 0xFF60)
                or (>= 0xFFE0 and <= 0xFFE6)
                or (>= 0x1F300 and <= 0x1F64F)
                or (>= 0x1F900 and <= 0x1F9FF)
                or (>= 0x20000 and <= 0x3FFFD);
}
