using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Afterword.Core.Rendering;

/// <summary>
/// Markdown as comments of trackers take it: the same words, links, lists and tables, written anew from what was read, so that raw HTML is
/// the text it is and nobody is called by an <c>@name</c> in it. A text above the limit ends between words, rows or blocks and says so.
/// </summary>
public static class TrackerMarkdown
{
    /// <summary>The most characters a comment has at the trackers we know.</summary>
    public const int MaxLength = 65_536;

    /// <summary>Room for the sentence at the end of a shortened text.</summary>
    private const int Room = 400;

    /// <summary>The comment.</summary>
    /// <param name="markdown">The words.</param>
    /// <param name="rest">Where the whole text stands, for the end of a shortened one; null for nowhere.</param>
    /// <param name="most">The most characters.</param>
    public static string Render(string markdown, Uri? rest = null, int most = MaxLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2 * Room);
        var blocks = SafeMarkdown.Parse(markdown) is { } document
            ? Blocks(document)
            : [.. Paragraphs(TrackerInlines.Escape(markdown.ReplaceLineEndings("\n")))];
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            var room = most - Room - text.Length;
            if (block.Length + 2 <= room)
            {
                text.Append(text.Length > 0 ? "\n\n" : "").Append(block);
                continue;
            }
            var part = Cut(block, room);
            if (part.Length > 0)
            {
                text.Append(text.Length > 0 ? "\n\n" : "").Append(part);
            }
            return text.Append("\n\n")
                .Append(
                    rest is null
                        ? "… shortened to what fits here."
                        : $"… shortened to what fits here: [the whole text]({TrackerInlines.Address(rest.AbsoluteUri)})"
                )
                .Append('\n')
                .ToString();
        }
        return text.Length == 0 ? "" : text.Append('\n').ToString();
    }

    /// <summary>As much of a block as there is room for: whole lines of a list or a table, never a part of a line.</summary>
    private static string Cut(string block, int room)
    {
        var lines = block.Split('\n');
        if (lines.Length == 1 || block.StartsWith("```", StringComparison.Ordinal))
        {
            return "";
        }
        var kept = new StringBuilder();
        foreach (var line in lines)
        {
            if (kept.Length + line.Length + 1 > room)
            {
                break;
            }
            kept.Append(kept.Length > 0 ? "\n" : "").Append(line);
        }
        // A table's head without a row says nothing.
        return block.StartsWith('|') && kept.ToString().Count(c => c == '\n') < 2
            ? ""
            : kept.ToString();
    }

    private static IEnumerable<string> Paragraphs(string text) =>
        text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim('\n'));

    private static List<string> Blocks(ContainerBlock container) =>
        [
            .. container
                .Where(b => b is not LinkReferenceDefinitionGroup)
                .Select(Of)
                .Where(text => text.Length > 0),
        ];

    private static string Of(Block block) =>
        block switch
        {
            Table table => Table(table),
            ListBlock list => List(list),
            QuoteBlock quote => Prefixed(string.Join("\n\n", Blocks(quote)), "> ", "> "),
            CodeBlock code => Code(code),
            ThematicBreakBlock => "---",
            HeadingBlock heading =>
                $"{new string('#', heading.Level)} {TrackerInlines.Of(heading.Inline).ReplaceLineEndings(" ")}",
            ContainerBlock other => string.Join("\n\n", Blocks(other)),
            LeafBlock leaf => TrackerInlines.Of(leaf.Inline),
            _ => "",
        };

    private static string List(ListBlock list)
    {
        var number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start)
            ? start
            : 1;
        return string.Join(
            list.IsLoose ? "\n\n" : "\n",
            list.OfType<ListItemBlock>()
                .Select(item =>
                {
                    var mark = list.IsOrdered
                        ? string.Create(CultureInfo.InvariantCulture, $"{number++}. ")
                        : "- ";
                    return Prefixed(
                        string.Join(list.IsLoose ? "\n\n" : "\n", Blocks(item)),
                        mark,
                        new string(' ', mark.Length)
                    );
                })
        );
    }

    private static string Code(CodeBlock code)
    {
        var text = code.Lines.ToString();
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        var fence = new string('`', Math.Max(3, longest + 1));
        return $"{fence}\n{text}\n{fence}";
    }

    private static string Table(Table table)
    {
        var rows = table
            .OfType<TableRow>()
            .Select(row => row.OfType<TableCell>().Select(Cell).ToList())
            .ToList();
        var columns = rows.Max(r => r.Count);
        string Row(IReadOnlyList<string> cells) =>
            $"| {string.Join(" | ", Enumerable.Range(0, columns).Select(i => i < cells.Count ? cells[i] : ""))} |";
        return string.Join(
            '\n',
            new[] { Row(rows[0]), $"|{string.Concat(Enumerable.Repeat("---|", columns))}" }.Concat(
                rows.Skip(1).Select(Row)
            )
        );
    }

    private static string Cell(TableCell cell) =>
        string.Join(
            ' ',
            cell.OfType<LeafBlock>()
                .Select(leaf =>
                    TrackerInlines.Of(leaf.Inline, inTable: true).ReplaceLineEndings(" ")
                )
        );

    private static string Prefixed(string text, string first, string others) =>
        string.Join(
            '\n',
            text.Split('\n').Select((line, i) => ((i == 0 ? first : others) + line).TrimEnd(' '))
        );
}
