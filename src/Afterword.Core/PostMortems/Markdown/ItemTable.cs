namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads a table of action items, whatever the order and names of its columns.</summary>
internal sealed class ItemTable
{
    /// <summary>A table with more rows is data, not a list of items; it stays as text.</summary>
    internal const int MostRows = 5000;

    private readonly Table table;
    private readonly ReadContext context;
    private readonly int text;
    private readonly int owner;
    private readonly int due;
    private readonly int status;
    private readonly int priority;
    private readonly int ticket;
    private readonly int key;

    private ItemTable(Table table, ReadContext context)
    {
        this.table = table;
        this.context = context;
        var header = table.Header;
        ticket = Columns.Find(header, "ticket");
        owner = Columns.Find(header, "owner", ticket);
        priority = Columns.Find(header, "priority", ticket, owner);
        status = Columns.Find(header, "status", ticket, owner, priority);
        key = Columns.Find(header, "key", ticket, owner, priority, status);
        text = Columns.Find(header, "text", ticket, owner, priority, status, key);
        due = Columns.Find(header, "due", ticket, owner, priority, status, key, text);
        if (text < 0)
            text = Widest(ticket, owner, priority, status, key, due);
    }

    /// <summary>Whether a table outside an action section is one of items: it says what is to be done, and by whom, when or where tracked.</summary>
    internal static bool IsOfItems(Table table)
    {
        var header = table.Header;
        if (header.Count < 2 || !header.Any(IsAction))
            return false;
        return Columns.Find(header, "owner") >= 0
            || Columns.Find(header, "due") >= 0 && Columns.Find(header, "stamp") < 0
            || Columns.Find(header, "status") >= 0;
    }

    internal static IReadOnlyList<DocumentItem> Read(
        Block block,
        ItemParts.Inherited inherited,
        ReadContext context,
        Extraction extraction
    )
    {
        var table = new ItemTable(block.Table!, context);
        if (table.text < 0 || block.Table!.Rows.Count > MostRows)
            return [];
        extraction.Take(block.Lines);
        var first = IsOurs(block.Table!.Header) && !context.OwnTableSeen;
        context.OwnTableSeen |= first;
        if (!first)
            extraction.Keep("columns", string.Join(" | ", block.Table!.Header));
        var items = new List<DocumentItem>();
        foreach (var row in block.Table.Rows)
        {
            if (table.Item(row, inherited) is { } item)
                items.Add(item);
            else
                extraction.Keep("row", string.Join(" | ", row.Cells));
        }
        return items;
    }

    /// <summary>The columns of our own form, in its order.</summary>
    internal static bool IsOurs(IReadOnlyList<string> header) =>
        header is ["Priority", "Action", "Owner", "Due Date", "Status"];

    private static bool IsAction(string header) =>
        SectionNames.Normalize(Inline.Plain(header))
            is "action"
                or "actions"
                or "action item"
                or "action items"
                or "item"
                or "task"
                or "tasks"
                or "todo"
                or "to do"
                or "follow up"
                or "corrective action"
                or "preventive action"
                or "preventative action"
                or "work item"
                or "recommendation"
                or "improvement"
                or "measure"
                or "remediation"
                or "action point";

    private DocumentItem? Item(TableRow row, ItemParts.Inherited inherited)
    {
        var own = CellText.Decode(row.Cell(text));
        // A number in front of an empty row announces an item that nobody wrote.
        if (
            own.Length == 0
            && row.Cells.Where((_, i) => i != key).All(c => Placeholders.Is(Inline.Plain(c)))
        )
            return null;
        var ticketCell = Inline.Read(row.Cell(ticket), context.Targets);
        var statusWords = Inline.Plain(row.Cell(status), context.Targets);
        // A ticket column may say "DONE" where a ticket would stand, or behind it.
        var inTicket = ticket >= 0 && status < 0 ? DoneWords.AtEnd(ticketCell.Text) : null;
        var isStatus =
            ticket >= 0
            && status < 0
            && ticketCell.Links.Count == 0
            && (
                inTicket is { Before: "" or "n/a" or "N/A" }
                || DoneWords.InCell(ticketCell.Text) is not null
            );
        if (inTicket is { } shouted)
            statusWords = shouted.Words;
        else if (isStatus)
            statusWords = ticketCell.Text;
        if (inTicket is { Before.Length: > 0 } behind && ticketCell.Links.Count == 0)
            ticketCell = Inline.Read(behind.Before, context.Targets);
        var (body, ticked) = CheckBox(own);
        var lines = LineScanner
            .Scan(body + Extras(row, isStatus), row.Number)
            .Select(l => l with { Number = row.Number })
            .ToList();
        if (ItemParts.Build(lines, ticked, inherited, context, inCell: true) is not { } item)
            return null;
        var dueCell = DueWords.Read(Inline.Plain(row.Cell(due), context.Targets), context);
        return item with
        {
            Owner =
                owner >= 0
                    ? OwnerWords.InCell(Inline.Plain(row.Cell(owner), context.Targets))
                        ?? item.Owner
                    : item.Owner,
            DueOn = dueCell.Text is null && dueCell.On is null ? item.DueOn : dueCell.On,
            DueText = dueCell.Text is null && dueCell.On is null ? item.DueText : dueCell.Text,
            Status = Words(statusWords) ?? item.Status,
            Done = DoneWords.IsDropped(statusWords)
                ? null
                : DoneWords.InCell(statusWords) ?? item.Done,
            Priority = Words(Inline.Plain(row.Cell(priority))) ?? item.Priority,
            Ticket =
                (
                    isStatus
                    || ticket < 0
                    || Placeholders.Is(ticketCell.Text) && ticketCell.Links.Count == 0
                        ? null
                        : Tickets.InCell(ticketCell)
                ) ?? item.Ticket,
        };
    }

    private static (string Text, bool? Ticked) CheckBox(string cell) =>
        ListSyntax.At("- " + cell) is { Checked: { } ticked, Length: var length }
            ? (cell[(length - 2)..], ticked)
            : (cell, null);

    private static string? Words(string cell) =>
        Placeholders.Is(cell) && DoneWords.InCell(cell) is null ? null : cell;

    /// <summary>Cells that our table has no column for, each under its own name, as further lines of the item.</summary>
    private string Extras(TableRow row, bool ticketIsStatus)
    {
        var extras = "";
        for (var i = 0; i < row.Cells.Count; i++)
        {
            if (
                i == text
                || i == owner
                || i == due
                || i == status
                || i == priority
                || (i == ticket && ticketIsStatus)
                || row.Cells[i].Length == 0
            )
                continue;
            extras +=
                i < table.Header.Count && table.Header[i].Length > 0
                    ? $"\n\n{table.Header[i]}: {row.Cells[i]}"
                    : $"\n\n{row.Cells[i]}";
        }
        return extras;
    }

    private int Widest(params ReadOnlySpan<int> besides)
    {
        var best = -1;
        var length = 0;
        var width = table.Rows.Count == 0 ? 0 : table.Rows.Max(r => r.Cells.Count);
        for (var i = 0; i < width; i++)
        {
            var total = table.Rows.Sum(r => r.Cell(i).Length);
            if (!besides.Contains(i) && total > length)
                (best, length) = (i, total);
        }
        return best;
    }
}
