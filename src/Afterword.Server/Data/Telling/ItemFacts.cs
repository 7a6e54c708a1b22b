using System.Globalization;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Updates.Facts;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>An item as updates tell of it, and the incident it came of.</summary>
internal sealed record LoadedItem(int IncidentNumber, ItemFact Fact);

/// <summary>Copies action items for updates: their words, their owner's name, how their dates moved.</summary>
internal static class ItemFacts
{
    /// <summary>The items of a query, by number.</summary>
    public static async Task<IReadOnlyList<LoadedItem>> Load(
        AfterwordDb db,
        IQueryable<ActionItem> items,
        Site site,
        CancellationToken ct
    )
    {
        var rows = await (
            from item in items.AsNoTracking()
            join person in db.People on item.OwnerId equals person.Id into people
            from owner in people.DefaultIfEmpty()
            join group_ in db.Teams on item.OwnerTeamId equals group_.Id into teams
            from team in teams.DefaultIfEmpty()
            orderby item.Number
            select new ItemRow(
                item.Number,
                item.IncidentNumber,
                item.Title,
                owner == null ? null : owner.Name,
                team == null ? null : team.Name,
                item.OwnerText,
                item.DueOn,
                item.DueText,
                item.OriginalDueOn,
                item.Slips,
                item.Status,
                item.StatusReason,
                item.Priority,
                item.DoneAt,
                item.Evidence,
                item.LastActivityAt
            )
        ).ToListAsync(ct);
        var moves = await Moves(db, [.. rows.Where(Moved).Select(r => (long)r.Number)], ct);
        return
        [
            .. rows.Select(row => new LoadedItem(
                row.IncidentNumber,
                Of(row, moves[row.Number], site)
            )),
        ];
    }

    private static ItemFact Of(ItemRow item, IEnumerable<DueMove> moves, Site site)
    {
        var key = site.Keys.OfItem(item.Number);
        return new ItemFact(
            key,
            new InternalText(item.Title),
            item.Owner ?? item.Team ?? (item.OwnerText.Length > 0 ? item.OwnerText : null),
            item.DueOn,
            item.DueText,
            item.Status,
            new InternalText(
                item.Status is ActionItemStatus.Blocked or ActionItemStatus.Cancelled
                    ? item.StatusReason
                    : null
            )
        )
        {
            Number = item.Number,
            Priority = item.Priority,
            Page = site.Address($"action-items/{key}"),
            PromisedOn = item.OriginalDueOn,
            Moves = [.. moves],
            ClosedAt = item.DoneAt,
            Evidence = new InternalText(item.Evidence),
            TouchedAt = item.LastActivityAt,
        };
    }

    private static bool Moved(ItemRow item) => item.OriginalDueOn != item.DueOn || item.Slips > 0;

    /// <summary>How the due dates moved, as the items' history has it; only items that moved are asked about.</summary>
    private static async Task<ILookup<int, DueMove>> Moves(
        AfterwordDb db,
        long[] numbers,
        CancellationToken ct
    )
    {
        var events =
            numbers.Length == 0
                ? []
                : await db
                    .Events.AsNoTracking()
                    .Where(e =>
                        e.Subject == SubjectKind.ActionItem
                        && numbers.Contains(e.SubjectId)
                        && e.Kind == EventKind.ItemDueDateChanged
                    )
                    .OrderBy(e => e.Id)
                    .ToListAsync(ct);
        return events.ToLookup(e => (int)e.SubjectId, Move);
    }

    private static DueMove Move(Event happened)
    {
        var facts = happened.Facts;
        var change = facts.Changes.FirstOrDefault(c => c.Field == "dueOn");
        return new DueMove(
            Day(change?.From),
            Day(change?.To),
            new InternalText(facts.Reason),
            happened.At
        );
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : null;

    /// <summary>The columns that updates tell of.</summary>
    private sealed record ItemRow(
        int Number,
        int IncidentNumber,
        string Title,
        string? Owner,
        string? Team,
        string OwnerText,
        DateOnly? DueOn,
        string DueText,
        DateOnly? OriginalDueOn,
        int Slips,
        ActionItemStatus Status,
        string? StatusReason,
        Priority? Priority,
        DateTimeOffset? DoneAt,
        string? Evidence,
        DateTimeOffset LastActivityAt
    );
}
