namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads the rows of a table of moments: a column for the stamp, or one for the day and one for the time.</summary>
internal static class TimelineTable
{
    internal static IReadOnlyList<DocumentTimelineEntry> Read(
        Block block,
        TimelineClock clock,
        Extraction extraction,
        bool stampedOnly
    )
    {
        var table = block.Table!;
        var columns = StampColumns(table);
        if (columns.Count == 0 || table.Rows.Count > ItemTable.MostRows)
            return [];
        var moments = table.Rows.Count(r => StampOf(r, columns) is not null);
        if (
            moments == 0
            || (stampedOnly && (moments < 2 || Columns.Find(table.Header, "owner") >= 0))
        )
            return [];
        foreach (var column in columns)
            if (
                column < table.Header.Count
                && Zones.InHeading(Inline.Plain(table.Header[column])) is { } zone
            )
                clock.Zone = zone;
        foreach (var cell in table.Header)
            if (
                DayReader.All(Inline.Plain(cell)).Select(d => d.Day).FirstOrDefault() is
                { Month: > 0 } day
            )
                clock.SetDay(day);
        extraction.Take(block.Lines);
        extraction.Keep("columns", string.Join(" | ", table.Header));
        return
        [
            .. table.Rows.Select(r => Entry(r, columns, clock)).OfType<DocumentTimelineEntry>(),
        ];
    }

    private static DocumentTimelineEntry? Entry(
        TableRow row,
        IReadOnlyList<int> columns,
        TimelineClock clock
    )
    {
        var stamp = StampOf(row, columns);
        var words = string.Join(' ', columns.Select(row.Cell).Where(c => c.Length > 0));
        var text = string.Join(
            " | ",
            row.Cells.Where((c, i) => !columns.Contains(i) && c.Length > 0)
        );
        if (text.Length == 0 && words.Length == 0)
            return null;
        if (text.Length == 0 && stamp is { HasTime: false, Day: { } day })
            clock.SetDay(day);
        else if (Placeholders.Is(words) && Placeholders.Is(Inline.Plain(text)))
            return null;
        var moment = stamp is null ? default : clock.Resolve(stamp, row.Number);
        var raw = stamp is null || !Covers(stamp, words) ? Inline.Plain(words) : stamp.Raw;
        return new(moment.At, moment.Local, raw, EntryText.Tidy(CellText.Decode(text)), row.Number);
    }

    private static bool Covers(Stamp stamp, string words) =>
        Inline.Collapse(words.Trim('*', '`', '_', ' ')).Length <= stamp.Raw.Length;

    private static Stamp? StampOf(TableRow row, IReadOnlyList<int> columns)
    {
        var words = string.Join(
            ' ',
            columns.Select(c => Inline.Plain(row.Cell(c))).Where(c => c.Length > 0)
        );
        return StampReader.Leading(words);
    }

    private static List<int> StampColumns(Table table)
    {
        var byHeader = Enumerable
            .Range(0, table.Header.Count)
            .Where(i => Columns.Is(table.Header[i], "stamp"))
            .Take(3)
            .ToList();
        if (byHeader.Count > 0 && table.Rows.Any(r => StampOf(r, byHeader) is not null))
            return Adjoining(byHeader, table);
        var width = table.Rows.Count == 0 ? 0 : table.Rows.Max(r => r.Cells.Count);
        for (var i = 0; i < Math.Min(width, 3); i++)
        {
            var stamped = table.Rows.Count(r =>
                StampReader.Leading(Inline.Plain(r.Cell(i))) is not null
            );
            if (stamped * 2 < table.Rows.Count || stamped == 0)
                continue;
            var times = table.Rows.Count(r =>
                StampReader.Leading(Inline.Plain(r.Cell(i))) is { HasTime: true }
            );
            var next = table.Rows.Count(r =>
                StampReader.Leading(Inline.Plain(r.Cell(i + 1))) is { HasTime: true }
            );
            return times == 0 && next > 0 ? [i, i + 1] : [i];
        }
        return [];
    }

    // A column that holds words although its header says "when" or "start" is text.
    private static List<int> Adjoining(List<int> columns, Table table) =>
        [
            .. columns.Where(c =>
                table.Rows.Any(r => StampReader.Leading(Inline.Plain(r.Cell(c))) is not null)
                || SectionNames.Normalize(table.Header[c]) is "date" or "day"
            ),
        ];
}
