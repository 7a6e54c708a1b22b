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
}
