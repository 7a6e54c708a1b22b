namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads the entries of a timeline in whatever shape they stand: bullets, rows, headings, paragraphs, quotes.</summary>
internal sealed class TimelineReader
{
    /// <summary>The most moments that are read of one section; what follows stays as text.</summary>
    private const int Most = 5000;

    private readonly ReadContext context;
    private readonly TimelineClock clock;
    private readonly Extraction extraction;
    private readonly List<DocumentTimelineEntry> entries = [];

    // Inside a timeline an unstamped bullet is a moment too; in a log that stands elsewhere only what carries a time is.
    private readonly bool stampedOnly;

    // Only where no moment of the section carries a time do its bullets count without one.
    private bool noneStamped;

    private TimelineReader(
        ReadContext context,
        Extraction extraction,
        string? zone,
        bool stampedOnly
    )
    {
        this.context = context;
        this.extraction = extraction;
        this.stampedOnly = stampedOnly;
        clock = new(context, zone);
    }

    /// <summary>The entries of a section that is a timeline; what they took is marked in <paramref name="extraction"/>.</summary>
    internal static IReadOnlyList<DocumentTimelineEntry> Read(
        IReadOnlyList<Line> lines,
        string heading,
        ReadContext context,
        Extraction extraction,
        bool unstampedCount
    )
    {
        var reader = new TimelineReader(
            context,
            extraction,
            ZoneOf(heading, lines),
            stampedOnly: false
        );
        if (DayReader.All(heading).Select(d => d.Day).FirstOrDefault() is { Month: > 0 } day)
            reader.clock.SetDay(day);
        reader.noneStamped = unstampedCount;
        reader.TakeBlocks(BlockReader.Read(lines), depth: 0);
        extraction.Zone = reader.clock.Zone;
        return reader.entries;
    }

    /// <summary>The entries of a dated log inside another section; none unless at least three moments stand there.</summary>
    internal static IReadOnlyList<DocumentTimelineEntry> ReadLog(
        IReadOnlyList<Line> lines,
        ReadContext context,
        Extraction extraction
    )
    {
        if (Moments.CountStamped(lines) < 3)
            return [];
        var reader = new TimelineReader(context, extraction, ZoneOf("", lines), stampedOnly: true);
        reader.TakeBlocks(BlockReader.Read(lines), depth: 0);
        return reader.entries;
    }

    private static string? ZoneOf(string heading, IReadOnlyList<Line> lines) =>
        Zones.InHeading(Inline.Plain(heading))
        ?? lines
            .Where(l => l.Mark == LineMark.Text && !l.IsBlank)
            .Take(12)
            .Select(l => Zones.InRemark(l.Readable))
            .FirstOrDefault(z => z is not null);

    private void TakeBlocks(IReadOnlyList<Block> blocks, int depth)
    {
        for (var i = 0; i < blocks.Count && entries.Count < Most; i++)
        {
            var block = blocks[i];
            switch (block.Kind)
            {
                case BlockKind.Heading:
                    i = TakeHeading(blocks, i);
                    break;
                case BlockKind.List:
                    TakeList(block, depth);
                    break;
                case BlockKind.Table:
                    entries.AddRange(TimelineTable.Read(block, clock, extraction, stampedOnly));
                    break;
                case BlockKind.Quote when depth < 4:
                    TakeBlocks(BlockReader.Read(BlockReader.Unquote(block)), depth + 1);
                    break;
                case BlockKind.Paragraph:
                    TakeParagraph(blocks, i);
                    break;
                case BlockKind.Fence when entries.Count > 0:
                    Append(block);
                    break;
            }
        }
    }

    private int TakeHeading(IReadOnlyList<Block> blocks, int i)
    {
        var heading = blocks[i];
        if (StampReader.Leading(Inline.Plain(heading.Heading, context.Targets)) is not { } stamp)
        {
            // "Day 2 (4 May)" over the moments of that day.
            if (
                DayReader.All(Inline.Plain(heading.Heading)).Select(d => d.Day).FirstOrDefault() is
                { Month: > 0 } inside
            )
                clock.SetDay(inside);
            return i;
        }
        var end = i + 1;
        while (
            end < blocks.Count
            && !(blocks[end].Kind == BlockKind.Heading && EndsEntry(blocks[end], heading.Level))
        )
            end++;
        var below = blocks.Skip(i + 1).Take(end - i - 1).ToList();
        if (
            !stamp.HasTime
            && (
                below.Any(Moments.HoldsMoments)
                || end < blocks.Count && blocks[end].Level > heading.Level
            )
        )
        {
            // A day over the moments of that day.
            if (stamp.Day is { } day)
                clock.SetDay(day);
            return i;
        }
        if (stampedOnly && !stamp.HasTime)
            return i;
        var plain = Inline.Plain(heading.Heading, context.Targets);
        // A day that somebody meant to fill in.
        if (below.Count == 0 && Moments.IsBareDay(stamp, plain))
            return i;
        var text = string.Join(
            "\n\n",
            below
                .Select(b => Line.Join(b.Lines))
                .Prepend(plain[stamp.TextAt..])
                .Where(t => t.Length > 0)
        );
        Add(stamp, text, heading.Number);
        extraction.Take(heading.Lines.Concat(below.SelectMany(b => b.Lines)));
        return end - 1;
    }

    private static bool EndsEntry(Block next, int level) =>
        next.Level <= level || StampReader.Leading(next.Heading) is not null;

    private void TakeList(Block list, int depth)
    {
        var unstampedCount =
            !stampedOnly
            && (noneStamped || list.Items.Any(i => Moments.HasStamp(i.Lines[0].Readable)));
        foreach (var item in list.Items.Take(Most - entries.Count))
        {
            var first = item.Lines[0].Readable;
            if (
                context.Written
                && CanonicalStamp.Read(item.Lines[0].Text.TrimStart()) is { } written
            )
            {
                AddWritten(item, written);
                continue;
            }
            var stamp = StampReader.Leading(first);
            var nested = item.Blocks.Any(b =>
                b.Kind == BlockKind.List && Moments.AnyStamped(b.Lines)
            );
            if (nested && stamp is not { HasTime: true } && depth < 6)
                TakeGroup(item, stamp, depth);
            else if (stamp is { } found && (found.HasTime || !stampedOnly))
            {
                if (!found.HasTime && Moments.IsBareDay(found, first) && item.Lines.Count == 1)
                {
                    clock.SetDay(found.Day!.Value);
                    extraction.Keep("day", first);
                    extraction.Take(item);
                    continue;
                }
                AddItem(item, found, item.Lines[0].Text.TrimStart()[found.TextAt..]);
            }
            else if (StampReader.Trailing(first) is { } trailing)
                AddItem(item, trailing.Stamp, trailing.Text);
            else if (
                unstampedCount
                && !Moments.Elsewhere(first)
                && !Placeholders.Is(Inline.Plain(first))
            )
                AddItem(item, null, item.Lines[0].Text);
        }
    }

    // A day (or a phase) with its moments in a nested list.
    private void TakeGroup(ListItem item, Stamp? stamp, int depth)
    {
        if (stamp?.Day is { } day)
            clock.SetDay(day);
        if (item.Blocks[0] is { Kind: BlockKind.Paragraph, Lines.Count: 1 } label)
        {
            extraction.Keep("group", label.Lines[0].Readable);
            extraction.Take(label.Lines);
        }
        TakeBlocks([.. item.Blocks.Where(b => b.Kind != BlockKind.Paragraph)], depth + 1);
    }

    private void AddWritten(ListItem item, CanonicalStamp.Found written)
    {
        var text = string.Join(
            '\n',
            item.Lines.Skip(1).Select(l => l.IsBlank ? "" : l.Text).Prepend(written.Text)
        );
        entries.Add(
            new(
                written.Moment.At,
                written.Moment.Local,
                written.Stamp,
                Extraction.Trim(text),
                item.Number
            )
        );
        extraction.Take(item);
    }

    private void AddItem(ListItem item, Stamp? stamp, string firstText)
    {
        var text = string.Join(
            '\n',
            item.Lines.Skip(1).Select(l => l.IsBlank ? "" : l.Text).Prepend(firstText.TrimEnd())
        );
        Add(stamp, text, item.Number);
        extraction.Take(item);
    }

    private void TakeParagraph(IReadOnlyList<Block> blocks, int i)
    {
        var lines = TimelineParagraph.Parts(blocks[i].Lines);
        var pieces = TimelineParagraph.Pieces(lines, stampedOnly).ToList();
        if (pieces is not [{ Start: 0 }, ..])
        {
            // Words between two moments belong to the one above.
            if (entries.Count > 0 && Moments.MomentsFollow(blocks, i))
            {
                Append(blocks[i]);
                return;
            }
        }
        else if (!ReferenceEquals(lines, blocks[i].Lines))
            extraction.Take(blocks[i].Lines);
        foreach (var piece in pieces)
        {
            var own = BlockReader.Slice(lines, piece.Start, piece.End);
            extraction.Take(own);
            if (piece.IsDay)
            {
                clock.SetDay(piece.Stamp.Day!.Value);
                extraction.Keep("day", own[0].Readable);
                continue;
            }
            var words = own.Skip(1)
                .Select(l => l.Text.Trim())
                .Prepend(own[0].Text.TrimStart()[piece.Stamp.TextAt..].TrimEnd());
            Add(piece.Stamp, string.Join('\n', words), own[0].Number);
        }
    }

    private void Append(Block block)
    {
        var last = entries[^1];
        entries[^1] = last with { Text = $"{last.Text}\n\n{Line.Join(block.Lines)}" };
        extraction.Take(block.Lines);
    }

    private void Add(Stamp? stamp, string text, int line)
    {
        var moment = stamp is null ? default : clock.Resolve(stamp, line);
        entries.Add(new(moment.At, moment.Local, stamp?.Raw ?? "", EntryText.Tidy(text), line));
    }
}
