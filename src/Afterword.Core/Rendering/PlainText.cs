using System.Buffers;
using System.Globalization;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Afterword.Core.Rendering;

/// <summary>
/// Markdown as plain text that reads well, also aloud: no marks, a paragraph is one line (programs wrap it themselves), links
/// with their address, tables in columns or, where they are too wide for that, row by row with the columns' names.
/// Lines end in <c>\n</c>.
/// </summary>
public static class PlainText
{
    /// <summary>Control characters, and line ends other than <c>\n</c>.</summary>
    private static readonly SearchValues<char> Unclean = SearchValues.Create([
        .. Enumerable
            .Range(0, 0xA0)
            .Select(c => (char)c)
            .Where(c => char.IsControl(c) && c is not ('\n' or '\t')),
        '\u2028',
        '\u2029',
    ]);

    /// <summary>The plain text, ending in a line end unless it is empty; what cannot be parsed comes out as it stands.</summary>
    public static string Render(string markdown) => Render(SafeMarkdown.Parse(markdown), markdown);

    /// <summary>The same of what was parsed already; null where it could not be.</summary>
    internal static string Render(MarkdownDocument? document, string markdown)
    {
        var lines = document is not null ? Blocks(document) : [.. Clean(markdown).Split('\n')];
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(Clean(line).AsSpan().TrimEnd()).Append('\n');
        var (from, to) = (0, text.Length);
        while (to > from && text[to - 1] == '\n')
            to--;
        while (from < to && text[from] == '\n')
            from++;
        return from == to ? "" : text.ToString(from, to + 1 - from);
    }

    /// <summary>The first sentence or so, on one line, cut at a word: for a list of messages.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="maxLength">The most characters to give, the "…" included.</param>
    public static string Excerpt(string markdown, int maxLength = 140)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 2);
        return Shortened(Render(markdown), maxLength);
    }

    /// <summary>The first words of what <see cref="Render(string)"/> gave, on one line.</summary>
    internal static string Shortened(string text, int maxLength = 140)
    {
        var line = new StringBuilder();
        // Word by word: the text is long, and what is shown of it is not.
        for (var rest = text.AsSpan().TrimStart(); rest.Length > 0; rest = rest.TrimStart())
        {
            var end = 0;
            while (end < rest.Length && !char.IsWhiteSpace(rest[end]))
                end++;
            if (line.Length + end + 2 > maxLength)
                return line.Length == 0 ? "…" : line.Append('…').ToString();
            line.Append(line.Length > 0 ? " " : "").Append(rest[..end]);
            rest = rest[end..];
        }
        return line.ToString();
    }

    private static List<string> Blocks(ContainerBlock container)
    {
        List<string> lines = [];
        foreach (var block in container)
        {
            if (block is LinkReferenceDefinitionGroup)
                continue;
            if (lines.Count > 0)
                lines.Add("");
            lines.AddRange(Lines(block));
        }
        return lines;
    }

    private static List<string> Lines(Block block) =>
        block switch
        {
            Table table => PlainTable.Lines(table),
            ListBlock list => List(list),
            QuoteBlock quote => Blocks(quote).ConvertAll(line => $"> {line}"),
            CodeBlock code => [.. code.Lines.ToString().Split('\n').Select(line => $"    {line}")],
            ThematicBreakBlock => ["* * *"],
            ContainerBlock other => Blocks(other),
            LeafBlock leaf => OneOrMore(PlainInlines.Of(leaf)),
            _ => [],
        };

    private static List<string> OneOrMore(string lines) =>
        lines.Contains('\n') ? [.. lines.Split('\n')] : [lines];

    private static List<string> List(ListBlock list)
    {
        List<string> lines = [];
        var number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start)
            ? start
            : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? $"{number++}. " : "- ";
            if (list.IsLoose && lines.Count > 0)
                lines.Add("");
            var first = true;
            foreach (var line in Item(item, list.IsLoose))
            {
                lines.Add((first ? mark : new string(' ', mark.Length)) + line);
                first = false;
            }
            if (first)
                lines.Add(mark);
        }
        return lines;
    }

    private static List<string> Item(ListItemBlock item, bool loose) =>
        loose ? Blocks(item) : [.. item.SelectMany(Lines)];

    private static string Clean(string text) =>
        text.AsSpan().ContainsAny(Unclean)
            ? string.Concat(
                text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))
            )
            : text;
}
