using System.Globalization;
using System.Text.Json.Nodes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Afterword.Core.Rendering;

/// <summary>The blocks of a Markdown document: a header, a section for each paragraph, list, quote, table or run of code.</summary>
internal static class SlackLayout
{
    /// <summary>
    /// Characters of one section: below Slack's 3,000, so that even a text that JSON writes with twelve bytes for two characters stays
    /// within one message.
    /// </summary>
    private const int Most = 2000;

    /// <summary>The blocks in their order; a text that cannot be parsed comes out as it stands.</summary>
    public static List<JsonObject> Of(string markdown) =>
        SafeMarkdown.Parse(markdown) is { } document
            ? Blocks(document)
            : Sections(SlackInlines.Plain(markdown.ReplaceLineEndings("\n")));

    private static List<JsonObject> Blocks(ContainerBlock container) =>
        [.. container.SelectMany(Of)];

    private static List<JsonObject> Of(Block block) =>
        block switch
        {
            HeadingBlock heading => Heading(heading),
            Table table => [.. SlackTable.Pieces(table, Most).Select(SlackBlocks.Section)],
            ListBlock list => Sections(List(list, depth: 0)),
            QuoteBlock quote => Quote(quote),
            CodeBlock code => Code(code),
            ThematicBreakBlock => [SlackBlocks.Divider()],
            LinkReferenceDefinitionGroup => [],
            ContainerBlock other => Blocks(other),
            LeafBlock leaf => Sections(SlackInlines.Of(leaf)),
            _ => [],
        };

    /// <summary>The first two levels as headers; a longer or lower one in bold.</summary>
    private static List<JsonObject> Heading(HeadingBlock heading)
    {
        var text = PlainInlines.Of(heading);
        return text.Length is > 0 and <= SlackLimits.Header && heading.Level <= 2
            ? [SlackBlocks.Header(text)]
            : Sections(SlackInlines.Of(heading, SlackStyle.Bold));
    }

    private static List<SlackWord> List(ListBlock list, int depth)
    {
        List<SlackWord> words = [];
        var number = int.TryParse(list.OrderedStart, CultureInfo.InvariantCulture, out var start)
            ? start
            : 1;
        var indent = string.Concat(Enumerable.Repeat("\u2003", depth));
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark =
                list.IsOrdered ? $"{number++}."
                : depth == 0 ? "•"
                : "◦";
            var first = true;
            foreach (var block in item)
            {
                if (block is ListBlock inner)
                {
                    words.AddRange(List(inner, depth + 1));
                    continue;
                }
                words.Add(SlackWord.Line);
                words.Add(
                    new SlackWord(indent + (first ? mark : "\u2003"), SlackStyle.None, false, null)
                );
                words.AddRange(Spaced(Words(block)));
                first = false;
            }
        }
        return words;
    }

    /// <summary>What stands in a list item or a quote, as words.</summary>
    private static List<SlackWord> Words(Block block) =>
        block switch
        {
            LeafBlock { Inline: not null } leaf => SlackInlines.Of(leaf),
            CodeBlock code => SlackInlines.Plain(code.Lines.ToString()),
            ListBlock list => List(list, 0),
            Table table => SlackInlines.Plain(string.Join('\n', PlainTable.Lines(table))),
            ContainerBlock other =>
            [
                .. other.SelectMany(
                    (inner, i) => i == 0 ? Words(inner) : [SlackWord.Line, .. Words(inner)]
                ),
            ],
            _ => [],
        };

    private static IEnumerable<SlackWord> Spaced(List<SlackWord> words) =>
        words.Select((word, i) => i == 0 ? word with { Spaced = true } : word);

    /// <summary>Slack's quote mark stands before each line of a section.</summary>
    private static List<JsonObject> Quote(QuoteBlock quote) =>
        [
            .. SlackWords
                .Join(Words(quote), Most - 200)
                .Select(text =>
                    SlackBlocks.Section(">" + text.Replace("\n", "\n>", StringComparison.Ordinal))
                ),
        ];

    private static List<JsonObject> Code(CodeBlock code)
    {
        var lines = code.Lines.ToString().Split('\n').Select(SlackTable.Preformatted).ToList();
        List<JsonObject> blocks = [];
        var piece = "";
        foreach (var line in lines.SelectMany(Cut))
        {
            if (piece.Length + 1 + line.Length > Most - 8)
            {
                Flush();
            }
            piece += (piece.Length == 0 ? "" : "\n") + line;
        }
        Flush();
        return blocks;

        void Flush()
        {
            if (piece.Trim('\n').Length > 0)
            {
                blocks.Add(SlackBlocks.Section($"```{piece.Trim('\n')}```"));
            }
            piece = "";
        }
    }

    /// <summary>A line of code that no message could hold, at blanks where it has any.</summary>
    private static List<string> Cut(string line) =>
        line.Length < Most - 100
            ? [line]
            : SlackWords.Join(
                [
                    .. line.Split(' ')
                        .Select((w, i) => new SlackWord(w, SlackStyle.None, i > 0, Unescaped(w))),
                ],
                Most - 100
            );

    private static string Unescaped(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);

    private static List<JsonObject> Sections(List<SlackWord> words) =>
        [.. SlackWords.Join(words, Most).Select(SlackBlocks.Section)];
}
