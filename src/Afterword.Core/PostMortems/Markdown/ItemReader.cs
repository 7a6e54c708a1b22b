using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads action items in whatever shape they stand: bullets, numbers, check boxes, rows, headings, marked paragraphs.</summary>
internal sealed partial class ItemReader
{
    /// <summary>The most items that are read of one section; what follows stays as text.</summary>
    private const int Most = 5000;

    private readonly ReadContext context;
    private readonly Extraction extraction;
    private readonly List<DocumentItem> items = [];

    private ItemReader(ReadContext context, Extraction extraction)
    {
        this.context = context;
        this.extraction = extraction;
    }

    /// <summary>The items of an action section.</summary>
    internal static IReadOnlyList<DocumentItem> Read(
        RawSection section,
        IReadOnlyList<Line> lines,
        ReadContext context,
        Extraction extraction
    )
    {
        var reader = new ItemReader(context, extraction);
        reader.TakeSection(
            BlockReader.Read(lines),
            ItemParts.Inherited.FromHeading(section.Heading, context),
            section.Origin == SectionOrigin.ListLabel
        );
        return reader.items;
    }

    /// <summary>Items that stand in a section of another kind: a table of items, a paragraph or bullet that calls itself one.</summary>
    internal static IReadOnlyList<DocumentItem> ReadElsewhere(
        IReadOnlyList<Line> lines,
        ReadContext context,
        Extraction extraction
    )
    {
        if (
            !lines.Any(l =>
                l.Mark == LineMark.Text && (l.Text.Contains('|') || Marked().IsMatch(l.Readable))
            )
        )
            return [];
        var reader = new ItemReader(context, extraction);
        foreach (var block in BlockReader.Read(lines))
        {
            if (block.Kind == BlockKind.Table && ItemTable.IsOfItems(block.Table!))
                reader.items.AddRange(
                    ItemTable.Read(block, ItemParts.Inherited.Nothing, context, extraction)
                );
            else if (block.Kind == BlockKind.Paragraph && Marked().IsMatch(block.Lines[0].Readable))
                reader.Add(block.Lines, null, ItemParts.Inherited.Nothing);
            else if (block.Kind == BlockKind.List)
                foreach (var item in block.Items.Where(i => Marked().IsMatch(i.Lines[0].Readable)))
                    reader.Add(item, ItemParts.Inherited.Nothing);
        }
        return reader.items;
    }

    /// <summary>Whether a label announces one item ("**Action item:** …") rather than a section of them.</summary>
    internal static bool IsItemLabel(string name) =>
        SectionNames.Normalize(name)
            is "action item"
                or "action"
                or "todo"
                or "to do"
                or "follow up"
                or "follow up item"
                or "next step";

    private void TakeSection(
        IReadOnlyList<Block> blocks,
        ItemParts.Inherited fromSection,
        bool labelled
    )
    {
        var inherited = fromSection;
        var headingsAreItems = HeadingItems.Are(blocks, context);
        for (var i = 0; i < blocks.Count && items.Count < Most; i++)
        {
            var block = blocks[i];
            switch (block.Kind)
            {
                case BlockKind.Heading
                    when headingsAreItems && !HeadingItems.IsGroup(block.Heading):
                    i = TakeHeading(blocks, i, fromSection);
                    break;
                case BlockKind.Heading:
                    var own = ItemParts.Inherited.FromHeading(block.Heading, context);
                    inherited =
                        own == ItemParts.Inherited.Nothing
                            ? fromSection
                            : own with
                            {
                                Done = own.Done ?? fromSection.Done,
                            };
                    break;
                // "1. We will measure:" over bullets that somebody forgot to indent.
                case BlockKind.List when i + 1 < blocks.Count && GoesOn(block, blocks[i + 1]):
                    TakeList(WithBullets(block, blocks[++i]), inherited, depth: 0);
                    break;
                case BlockKind.List:
                    TakeList(block, inherited, depth: 0);
                    break;
                case BlockKind.Table:
                    items.AddRange(ItemTable.Read(block, inherited, context, extraction));
                    break;
                case BlockKind.Paragraph
                    when i + 1 < blocks.Count
                        && blocks[i + 1].Kind == BlockKind.List
                        && Labels.Bold(block.Lines[^1].Readable) is { Rest.Length: 0 }:
                    // Who is named over one list is not whom the next belongs to.
                    inherited = fromSection with
                    {
                        Owner = PersonLabels.Read(block.Lines[^1].Readable) ?? fromSection.Owner,
                    };
                    break;
                case BlockKind.Paragraph:
                    TakeParagraph(block, inherited);
                    break;
            }
        }
    }

    private static bool GoesOn(Block before, Block bullets) =>
        before is { Kind: BlockKind.List, Items: [.., { Ordered: true } last] }
        && bullets.Items is [{ Ordered: false }, ..]
        && last.Lines.Count < 4
        && (
            last.Lines[^1].Readable.EndsWith(':')
            || last.Lines.Count == 1
                && Labels.Bold(last.Lines[0].Text.TrimStart()) is { Rest.Length: 0 }
        );

    private static Block WithBullets(Block list, Block bullets)
    {
        var last = list.Items[^1];
        Line[] lines =
        [
            .. last.Lines,
            new Line("", bullets.Number),
            .. bullets.Lines.Select(l => l with { Text = "  " + l.Text }),
        ];
        return list with
        {
            Items =
            [
                .. list.Items.SkipLast(1),
                new ListItem(lines, last.Checked, last.Ordered) { Mark = last.Mark },
            ],
        };
    }

    private void TakeList(Block list, ItemParts.Inherited inherited, int depth)
    {
        foreach (var item in list.Items.Take(Most - items.Count))
        {
            if (depth < 2 && Group(item) is { } nested)
            {
                extraction.Keep("group", item.Lines[0].Readable);
                extraction.Take([item.Lines[0]]);
                var group = ItemParts.Inherited.FromHeading(item.Lines[0].Readable, context);
                TakeList(
                    nested,
                    group == ItemParts.Inherited.Nothing
                        ? inherited
                        : group with
                        {
                            Done = group.Done ?? inherited.Done,
                        },
                    depth + 1
                );
            }
            else
                Add(item, inherited);
        }
    }

    /// <summary>The list under an item that is nothing but a label over it: "- **Short term**:", "- On our side:".</summary>
    private static Block? Group(ListItem item)
    {
        var first = item.Lines[0].Readable;
        if (
            item.Checked is not null
            || first.Length > 60
            || item.Blocks.Count != 2
            || item.Blocks[1].Kind != BlockKind.List
            || item.Blocks[0].Lines.Count > 1
        )
            return null;
        // A number or a title without a colon is an item; a label over the item's own fields is one too.
        var isLabel =
            HeadingItems.IsGroup(first)
            || !item.Ordered
                && (
                    Labels.Bold(first) is { Rest.Length: 0, Colon: true }
                    || (first.EndsWith(':') && first.Count(c => c == ' ') < 5)
                );
        return isLabel && !item.Blocks[1].Items.All(i => ItemParts.IsField(i.Lines[0].Readable))
            ? item.Blocks[1]
            : null;
    }

    private int TakeHeading(IReadOnlyList<Block> blocks, int i, ItemParts.Inherited inherited)
    {
        var end = i + 1;
        while (
            end < blocks.Count
            && !(blocks[end].Kind == BlockKind.Heading && blocks[end].Level <= blocks[i].Level)
        )
            end++;
        var body = blocks
            .Skip(i + 1)
            .Take(end - i - 1)
            .SelectMany(b => b.Lines.Append(new Line("", b.Lines[^1].Number)));
        Add(
            [
                new Line(blocks[i].Heading, blocks[i].Number),
                new Line("", blocks[i].Number),
                .. body,
            ],
            null,
            inherited
        );
        return end - 1;
    }

    // A paragraph is an item only when it says so itself; each line that does is one.
    private void TakeParagraph(Block block, ItemParts.Inherited inherited)
    {
        var starts = Enumerable.Range(0, block.Lines.Count).Where(n => IsMarked(block, n)).ToList();
        for (var n = 0; n < starts.Count; n++)
        {
            var end = n + 1 < starts.Count ? starts[n + 1] : block.Lines.Count;
            var lines = BlockReader.Slice(block.Lines, starts[n], end);
            var box = BoxOf(lines[0].Text);
            Add(
                box is null
                    ? lines
                    :
                    [
                        lines[0] with
                        {
                            Text = lines[0].Text[box.Value.Length..],
                        },
                        .. lines.Skip(1),
                    ],
                box?.Checked,
                inherited
            );
        }
    }

    private bool IsMarked(Block block, int n)
    {
        var line = block.Lines[n].Readable;
        if (Marked().IsMatch(line) || BoxOf(line) is not null)
            return true;
        // Behind words that go on, a link is a part of their sentence: "(filed\nhttps://…)".
        if (BeginsWithTicket(line) && (n == 0 || EndsBefore(block.Lines[n - 1].Readable)))
            return true;
        if (n > 0)
            return false;
        var text = Inline.Read(Line.Join(block.Lines), context.Targets);
        if (text.Text.Length is 0 or > 1200)
            return false;
        return DoneWords.InSentence(text.Text) is not null
            || OwnerWords.InSentence(text.Text, "") is not null
            || (
                block.Lines.Count == 1
                && text.Links is [{ } link]
                && link.Url == text.Text
                && Tickets.IsTicket(link.Url)
            );
    }

    // "[OPS-12](https://…/issues/12) – Alert on rust" on a line of its own.
    private bool BeginsWithTicket(string line)
    {
        if (line[0] is not ('[' or '<' or 'h') || LinkTargets.Definition(line) is not null)
            return false;
        var text = Inline.Read(line, context.Targets);
        return text.Links is [{ } link, ..]
            && Tickets.IsTicket(link.Url)
            && text.Text.StartsWith(link.Text, StringComparison.Ordinal);
    }

    private bool EndsBefore(string line) =>
        line.EndsWith(':') || line.EndsWith('.') || BeginsWithTicket(line);

    private static (int Length, bool Checked)? BoxOf(string line)
    {
        var text = line.TrimStart();
        return ListSyntax.At("- " + text) is { Checked: { } ticked, Length: var length }
            ? (line.Length - text.Length + length - 2, ticked)
            : null;
    }

    private void Add(ListItem item, ItemParts.Inherited inherited)
    {
        if (Add(item.Lines, item.Checked, inherited))
            extraction.Take(item);
    }

    private bool Add(IReadOnlyList<Line> lines, bool? ticked, ItemParts.Inherited inherited)
    {
        if (ItemParts.Build(lines, ticked, inherited, context) is not { } item)
            return false;
        items.Add(item);
        extraction.Take(lines);
        return true;
    }

    [GeneratedRegex(
        @"^(?:[-*+]\s+)?(?:\*\*|__)?(?:action items?|action|todo|follow[- ]?up(?: item| action)?)(?:\s*#?\d{1,3})?\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*[:–—-]|:)\s*\S",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Marked();
}
