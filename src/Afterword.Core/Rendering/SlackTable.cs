using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Afterword.Core.Rendering;

/// <summary>
/// A table for Slack, which has none: in columns as preformatted text where it is narrow and has no links, row by row with the columns'
/// names otherwise. A long one is cut between rows, and what is in columns has its header above every piece.
/// </summary>
internal static class SlackTable
{
    /// <summary>The pieces, each at most so many characters.</summary>
    public static List<string> Pieces(Table table, int most) =>
        !table.Descendants<LinkInline>().Any() && PlainTable.Columns(table) is { } lines
            ? InColumns(lines, most)
            : RowByRow(table, most);

    private static List<string> InColumns(List<string> lines, int most)
    {
        var rows = lines.ConvertAll(Preformatted);
        var head = $"{rows[0]}\n{rows[1]}\n";
        return [.. Packed(rows.Skip(2), most - head.Length - 8).Select(p => $"```{head}{p}```")];
    }

    private static List<string> RowByRow(Table table, int most)
    {
        var names = PlainInlines.Header(table);
        var rows = table
            .OfType<TableRow>()
            .Where(row => !row.IsHeader)
            .SelectMany(row => SlackWords.Join(Row(row, names), most));
        return [.. Packed(rows, most)];
    }

    private static List<SlackWord> Row(TableRow row, IReadOnlyList<string> names)
    {
        List<SlackWord> words = [.. SlackInlines.Plain("•")];
        var cells = row.OfType<TableCell>().ToList();
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i]
                .OfType<LeafBlock>()
                .SelectMany(leaf =>
                    SlackInlines.Of(leaf, i == 0 ? SlackStyle.Bold : SlackStyle.None)
                )
                .Where(word => !word.IsLine)
                .ToList();
            if (cell.Count == 0)
            {
                continue;
            }
            if (i > 0)
            {
                words.AddRange(
                    Spaced(SlackInlines.Plain(i < names.Count ? $"· {names[i]}:" : "·"))
                );
            }
            words.AddRange(Spaced(cell));
        }
        return words;
    }

    private static IEnumerable<SlackWord> Spaced(List<SlackWord> words) =>
        words.Select((word, i) => i == 0 ? word with { Spaced = true } : word);

    /// <summary>Lines put together up to a length, never cut themselves.</summary>
    private static IEnumerable<string> Packed(IEnumerable<string> lines, int most)
    {
        var piece = "";
        foreach (var line in lines)
        {
            if (piece.Length > 0 && piece.Length + 1 + line.Length > most)
            {
                yield return piece;
                piece = "";
            }
            piece = piece.Length == 0 ? line : $"{piece}\n{line}";
        }
        if (piece.Length > 0)
        {
            yield return piece;
        }
    }

    /// <summary>Text within a run of preformatted text.</summary>
    public static string Preformatted(string line) => SlackText.Escape(line).Replace('`', 'ˋ');
}
