using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// Takes back deeds on items of the last hour, where nothing later changed the same field. It is a change of its own, told to nobody;
/// what was sent because of the deed stays sent, and is said.
/// </summary>
internal static class ItemUndoDeeds
{
    private static readonly UpdateState[] Out =
    [
        UpdateState.Approved,
        UpdateState.Sent,
        UpdateState.PartlyFailed,
    ];

    /// <summary>Takes one back.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="id">The event that tells of it.</param>
    /// <param name="caller">Who takes it back.</param>
    /// <returns>What is to be said; null when there is no such deed for this caller.</returns>
    /// <exception cref="RuleException">It is too old, or something later stands in the way.</exception>
    public static Task<string?> UndoItem(this Store store, long id, Caller caller) =>
        store.Write(async db =>
        {
            var deed = await db
                .Events.AsNoTracking()
                .SingleOrDefaultAsync(e => e.Id == id && e.Subject == SubjectKind.ActionItem);
            if (
                deed is null
                || !ItemDeed.CanBeTakenBack(deed.Kind)
                || await db.Writing.Items.Find((int)deed.SubjectId, caller.Viewer, default)
                    is not { } item
            )
            {
                return null;
            }
            await TakeBack(db, item, deed, caller.By());
            var told = await Told(db, item.Number, deed.At);
            return "It is undone; the history keeps both."
                + (
                    told == 0
                        ? ""
                        : $" {(told == 1 ? "A message" : $"{told} messages")} about it went out meanwhile: what was sent stays sent, so write to the same readers if it matters."
                );
        });

    /// <summary>Takes back the caller's own last deed on an item.</summary>
    /// <returns>What is to be said; null when there is none, or no such item for this caller.</returns>
    /// <exception cref="RuleException">It is too old, or something later stands in the way.</exception>
    public static async Task<string?> UndoLast(
        this Store store,
        AfterwordDb db,
        int number,
        Caller caller
    ) =>
        await db
            .Events.Where(e =>
                e.Subject == SubjectKind.ActionItem
                && e.SubjectId == number
                && e.ActorId == caller.PersonId
                && e.Kind != EventKind.ItemLinked
                && e.Kind != EventKind.ItemUnlinked
            )
            .OrderByDescending(e => e.Id)
            .Select(e => (long?)e.Id)
            .FirstOrDefaultAsync()
            is { } last
            ? await store.UndoItem(last, caller)
            : null;

    /// <summary>Takes back the caller's own deeds of a stretch of time on some items, as a bulk edit did them.</summary>
    /// <returns>How many items went back, and of each other its key and why it did not.</returns>
    public static async Task<(
        int Undone,
        IReadOnlyList<(int Number, string Why)> Refused
    )> UndoItems(
        this Store store,
        IReadOnlyList<int> numbers,
        (DateTimeOffset From, DateTimeOffset To) when,
        Caller caller
    )
    {
        var (undone, refused) = (0, new List<(int, string)>());
        foreach (var number in numbers.Distinct().Take(BulkChange.Most))
        {
            try
            {
                undone += await store.Write(async db => await All(db, number, when, caller))
                    ? 1
                    : 0;
            }
            catch (RuleException why)
            {
                refused.Add((number, why.Message));
            }
        }
        return (undone, refused);
    }

    private static async Task<bool> All(
        AfterwordDb db,
        int number,
        (DateTimeOffset From, DateTimeOffset To) when,
        Caller caller
    )
    {
        var deeds = await db
            .Events.AsNoTracking()
            .Where(e =>
                e.Subject == SubjectKind.ActionItem
                && e.SubjectId == number
                && e.ActorId == caller.PersonId
                && e.At >= when.From
                && e.At <= when.To
            )
            .OrderByDescending(e => e.Id)
            .ToListAsync();
        if (
            deeds.Count == 0
            || await db.Writing.Items.Find(number, caller.Viewer, default) is not { } item
        )
        {
            return false;
        }
        foreach (var deed in deeds.Where(d => ItemDeed.CanBeTakenBack(d.Kind)))
        {
            await TakeBack(db, item, deed, caller.By());
        }
        return true;
    }

    private static async Task TakeBack(AfterwordDb db, ActionItem item, Event deed, By by)
    {
        Undoing.MustBeInTime(deed.At, by.At);
        var (reason, closed, first) = await Before(db, deed);
        var (owner, stands) = await Owner(db, item, deed);
        item.TakeBack(
            new ItemDeed
            {
                Kind = deed.Kind,
                At = deed.At,
                Changes = deed.Facts.Changes,
                OwnerBefore = (owner.Person, owner.Team),
                OwnerStands = stands,
                StatusReasonBefore = reason,
                ClosedAtBefore = closed,
                IsFirstDate = first,
            },
            Undoing.Why(deed.At),
            by
        );
    }

    /// <summary>What earlier deeds say: why it was blocked or cancelled, when it was closed, and whether it never had a date.</summary>
    private static async Task<(string Reason, DateTimeOffset? Closed, bool FirstDate)> Before(
        AfterwordDb db,
        Event deed
    )
    {
        var status = deed.Facts.Changes.FirstOrDefault(c => c.Field == "status")?.From;
        var dated = deed.Facts.Changes.Any(c => c is { Field: "dueOn", From: null });
        if (status is null && !dated)
        {
            return ("", null, false);
        }
        var earlier = await db
            .Events.AsNoTracking()
            .Where(e =>
                e.Subject == SubjectKind.ActionItem
                && e.SubjectId == deed.SubjectId
                && e.Id < deed.Id
            )
            .OrderByDescending(e => e.Id)
            .Take(200)
            .ToListAsync();
        // Who is blocked for another reason than before tells only the reason.
        var given = earlier.FirstOrDefault(e =>
            e.Kind != EventKind.ItemChanged
            && (
                (status == "blocked" && e.Kind == EventKind.ItemBlocked)
                || e.Facts.Changes.Any(c => c.Field == "status" && c.To == status)
            )
        );
        return (
            given?.Kind is EventKind.ItemBlocked or EventKind.ItemCancelled
                ? given.Facts.Reason ?? ""
                : "",
            status is null ? null : given?.At,
            dated && !earlier.Exists(e => e.Facts.Changes.Any(c => c.Field == "dueOn"))
        );
    }

    private static async Task<(OwnerId Before, bool Stands)> Owner(
        AfterwordDb db,
        ActionItem item,
        Event deed
    )
    {
        if (deed.Facts.Changes.FirstOrDefault(c => c.Field == "owner") is not { } change)
        {
            return (default, true);
        }
        var words = await Owners.Words(
            db,
            [
                .. new[] { change.From, change.To }
                    .Select(OwnerWords.MarkedPerson)
                    .Append(item.OwnerId)
                    .OfType<int>(),
            ],
            [
                .. new[] { change.From, change.To }
                    .Select(OwnerWords.MarkedTeam)
                    .Append(item.OwnerTeamId)
                    .OfType<int>(),
            ],
            default
        );
        return (
            await Owners.Find(db, words.Resolve(change.From), default),
            words.Of(item.OwnerId, item.OwnerTeamId) == words.Resolve(change.To)
        );
    }

    private static Task<int> Told(AfterwordDb db, int number, DateTimeOffset since) =>
        db.Updates.CountAsync(u =>
            u.ItemNumber == number && u.CreatedAt >= since && Out.Contains(u.State)
        );
}
