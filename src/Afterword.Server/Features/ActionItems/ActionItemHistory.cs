using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>One change of an item: who, when, from, to, through which door, why (spec A9).</summary>
/// <param name="By">Who; null for the product itself.</param>
public sealed record HistoryLine(
    DateTimeOffset At,
    EventKind Kind,
    ItemOwner? By,
    Door Door,
    IReadOnlyList<FieldChange> Changes,
    string? Reason,
    string? Note
)
{
    /// <summary>The event's number, for the way back from it.</summary>
    public long Id { get; init; }
}

/// <summary>Reads an item's events as people read them: handles for owners, names for actors, newest first.</summary>
internal static class ActionItemHistory
{
    private sealed record Place(long Event);

    /// <summary>A page of the history; null when there is no such item for this viewer.</summary>
    public static async Task<Page<HistoryLine>?> Read(
        AfterwordDb db,
        int number,
        PageQuery page,
        Viewer viewer,
        CancellationToken ct
    )
    {
        if (!await db.VisibleItems(viewer).AnyAsync(a => a.Number == number, ct))
        {
            return null;
        }
        var events = db.Events.Where(e =>
            e.Subject == SubjectKind.ActionItem && e.SubjectId == number
        );
        if (page.After<Place>() is { } after)
        {
            events = events.Where(e => e.Id < after.Event);
        }
        var rows = await events.OrderByDescending(e => e.Id).Take(page.Rows + 1).ToListAsync(ct);
        var cut = page.Cut(rows, e => new Place(e.Id));
        return new Page<HistoryLine>(await Lines(db, cut.Items, ct), cut.Next);
    }

    private static async Task<IReadOnlyList<HistoryLine>> Lines(
        AfterwordDb db,
        IReadOnlyList<Event> events,
        CancellationToken ct
    )
    {
        int[] actors = [.. events.Select(e => e.ActorId).OfType<int>().Distinct()];
        var names = await db
            .People.Where(p => actors.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => new ItemOwner(p.Handle, p.Name, false), ct);
        var facts = events.Select(e => (Event: e, Facts: Kept(e))).ToList();
        var words = facts
            .SelectMany(f => f.Facts.Changes)
            .SelectMany(c => new[] { c.From, c.To })
            .ToList();
        var owners = await Owners.Words(
            db,
            [.. words.Select(OwnerWords.MarkedPerson).OfType<int>().Distinct()],
            [.. words.Select(OwnerWords.MarkedTeam).OfType<int>().Distinct()],
            ct
        );
        return
        [
            .. facts.Select(f => new HistoryLine(
                f.Event.At,
                f.Event.Kind,
                f.Event.ActorId is { } actor ? names.GetValueOrDefault(actor) : null,
                f.Event.Door,
                [.. f.Facts.Changes.Select(c => Resolved(c, owners))],
                f.Facts.Reason,
                f.Facts.Note
            )
            {
                Id = f.Event.Id,
            }),
        ];
    }

    // An erased payload has lost its facts; the line still says who did what, and when.
    private static EventPayload Kept(Event happened) =>
        happened.Facts is { Changes: not null } facts ? facts : new EventPayload([], null, null);

    private static FieldChange Resolved(FieldChange change, OwnerWords owners) =>
        change.Field == "owner"
            ? change with
            {
                From = owners.Resolve(change.From),
                To = owners.Resolve(change.To),
            }
            : change;
}
