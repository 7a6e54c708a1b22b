using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Afterword.Core.Rendering;

/// <summary>Writes a table: named columns, and for a narrow screen each cell with its column's name.</summary>
internal static class HtmlTable
{
    /// <summary>Characters of a cell that is never broken: "2026-11-24", "In progress".</summary>
    private const int ShortCell = 12;

    public static void Write(StringBuilder html, Table table, HtmlLook look, HtmlInlines inlines)
    {
        var stacks = look.StackWideTables && Columns(table) > 2;
        var names = stacks ? PlainInlines.Header(table) : [];
        var wrap = look.For("table-wrap");
        if (wrap.Length > 0)
            html.Append("<div").Append(wrap).Append('>');
        html.Append("<table").Append(look.For(stacks ? "table-stacked" : "table")).Append(">\n");

        var part = "";
        foreach (var row in table.OfType<TableRow>())
        {
            var next = row.IsHeader ? "thead" : "tbody";
            if (next != part)
            {
                End(html, part);
                html.Append('<').Append(next).Append(">\n");
            }
            part = next;
            Row(html, table, row, look, inlines, names);
        }
        End(html, part);
        html.Append("</table>");
        html.Append(wrap.Length > 0 ? "</div>\n" : "\n");
    }

    private static void End(StringBuilder html, string part)
    {
        if (part.Length > 0)
            html.Append("</").Append(part).Append(">\n");
    }

    private static void Row(
        StringBuilder html,
        Table table,
        TableRow row,
        HtmlLook look,
        HtmlInlines inlines,
        IReadOnlyList<string> names
    )
    {
        html.Append("<tr").Append(look.For("tr")).Append('>');
        var tag = row.IsHeader ? "th" : "td";
        var column = 0;
        foreach (var cell in row.OfType<TableCell>())
        {
            html.Append('<').Append(tag).Append(row.IsHeader ? " scope=\"col\"" : "");
            html.Append(look.For(tag + Side(table, column) + Length(look, row, cell))).Append('>');
            if (!row.IsHeader && column < names.Count && names[column].Length > 0)
            {
                html.Append("<span").Append(look.For("label")).Append('>');
                HtmlText.Escape(html, names[column]);
                html.Append(": </span>");
            }
            foreach (var words in cell.OfType<LeafBlock>())
                inlines.Write(words.Inline);
            html.Append("</").Append(tag).Append('>');
            column++;
        }
        html.Append("</tr>\n");
    }

    /// <summary>A date or a state keeps to one line where columns are narrow; the words beside it give way.</summary>
    private static string Length(HtmlLook look, TableRow row, TableCell cell) =>
        look.StackWideTables && !row.IsHeader && PlainInlines.Of(cell).Length <= ShortCell
            ? "-short"
            : "";

    private static string Side(Table table, int column) =>
        column >= table.ColumnDefinitions.Count
            ? ""
            : table.ColumnDefinitions[column].Alignment switch
            {
                TableColumnAlign.Right => "-end",
                TableColumnAlign.Center => "-center",
                _ => "",
            };

    private static int Columns(Table table) =>
        table.OfType<TableRow>().Select(row => row.Count).DefaultIfEmpty().Max();
}
