using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Afterword.Server.Shell.Forms;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>What becomes of one of several items.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title; empty where there is none any more.</param>
/// <param name="Changes">What changes, from what to what; nothing where it is so already.</param>
/// <param name="Refused">Why it stays as it is; null when it does not.</param>
public sealed record BulkLine(
    string Key,
    string Title,
    IReadOnlyList<FieldChange> Changes,
    string? Refused
);

/// <summary>
/// One change to several items. The rehearsal lets the very nouns act on copies that nobody saves, so that the summary and the change cannot
/// differ but by what happened in between; that is noticed by version.
/// </summary>
internal sealed class BulkChange
{
    /// <summary>The most items at once.</summary>
    public const int Most = 1_000;

    private const int InOneTransaction = 100;

    private readonly OwnerId? _owner;
    private readonly BulkForm _form;
    private readonly Priority? _priority;
    private readonly DateOnly? _dueOn;

    private BulkChange(BulkForm form, OwnerId? owner, Priority? priority, DateOnly? dueOn) =>
        (_form, _owner, _priority, _dueOn) = (form, owner, priority, dueOn);

    /// <summary>The versions of items as they are now; one that the caller may not know of is left out.</summary>
    public static async Task<IReadOnlyList<(int Number, int Version)>> Versions(
        AfterwordDb db,
        Caller caller,
        IReadOnlyCollection<int> numbers,
        CancellationToken ct
    ) =>
        [
            .. (
                await db.VisibleItems(caller.Viewer)
                    .Where(a => numbers.Contains(a.Number))
                    .OrderBy(a => a.Number)
                    .Select(a => new { a.Number, a.Version })
                    .ToListAsync(ct)
            ).Select(a => (a.Number, a.Version)),
        ];

    /// <summary>Reads the form; what cannot be read stands in the errors.</summary>
    public static async Task<BulkChange?> Read(AfterwordDb db, BulkForm form, FieldErrors errors)
    {
        if (form.IsEmpty)
        {
            errors.Add("", "Nothing is to change yet: fill in at least one field.");
            return null;
        }
        var dueOn = TypedDate.Read(form.DueOn, errors);
        OwnerId? owner = null;
        try
        {
            owner = string.IsNullOrWhiteSpace(form.Owner)
                ? null
                : await Owners.Find(db, form.Owner, default);
        }
        catch (RuleException refused)
        {
            errors.Add(refused);
        }
        if (form.Status == "cancel" && string.IsNullOrWhiteSpace(form.Reason))
        {
            errors.Add("reason", "Say why these will not be done.");
        }
        var priority = SnakeCase.TryParse<Priority>(form.Priority ?? "", out var read)
            ? read
            : (Priority?)null;
        return errors.Any ? null : new BulkChange(form, owner, priority, dueOn);
    }

    /// <summary>What would become of each, with nothing changed.</summary>
    public async Task<IReadOnlyList<BulkLine>> Rehearse(
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        IReadOnlyList<(int Number, int Version)> items
    )
    {
        var lines = new List<BulkLine>(items.Count);
        foreach (var some in items.Chunk(InOneTransaction))
        {
            var found = await Load(db, caller, some, tracked: false);
            foreach (var (number, version) in some)
            {
                lines.Add(
                    await Try(
                        db,
                        keys.OfItem(number),
                        found.GetValueOrDefault(number),
                        version,
                        caller.By()
                    )
                );
            }
        }
        return lines;
    }

    /// <summary>Changes them, each by itself: one that refuses does not hold the others up.</summary>
    public async Task<IReadOnlyList<BulkLine>> Do(
        Store store,
        Caller caller,
        KeyPrefixes keys,
        IReadOnlyList<(int Number, int Version)> items
    )
    {
        var lines = new List<BulkLine>(items.Count);
        foreach (var some in items.Chunk(InOneTransaction))
        {
            lines.AddRange(
                await store.Write(async db =>
                {
                    var by = caller.By();
                    var found = await Load(db, caller, some, tracked: true);
                    var done = new List<BulkLine>(some.Length);
                    foreach (var (number, version) in some)
                    {
                        var item = found.GetValueOrDefault(number);
                        var line = await Try(db, keys.OfItem(number), item, version, by);
                        // A verb may have changed a part before another refused: none of it is kept.
                        if (line.Refused is not null && item is not null)
                        {
                            db.Entry(item).State = EntityState.Detached;
                        }
                        done.Add(line);
                    }
                    return done;
                })
            );
        }
        return lines;
    }

    private static async Task<Dictionary<int, ActionItem>> Load(
        AfterwordDb db,
        Caller caller,
        IEnumerable<(int Number, int Version)> items,
        bool tracked
    )
    {
        int[] numbers = [.. items.Select(i => i.Number)];
        var rows = db.VisibleItems(caller.Viewer).Where(a => numbers.Contains(a.Number));
        return await (tracked ? rows.AsTracking() : rows.AsNoTracking()).ToDictionaryAsync(a =>
            a.Number
        );
    }

    private async Task<BulkLine> Try(
        AfterwordDb db,
        string key,
        ActionItem? item,
        int version,
        By by
    )
    {
        if (item is null)
        {
            return new BulkLine(key, "", [], "There is no such item, or it is not visible to you.");
        }
        if (item.Version != version)
        {
            return new BulkLine(
                key,
                item.Title,
                [],
                "Somebody changed it in between; look at it and mark it again."
            );
        }
        var before = item.NewEvents.Count;
        try
        {
            await Act(db, item, by);
        }
        catch (RuleException refused)
        {
            return new BulkLine(key, item.Title, [], refused.Message);
        }
        return new BulkLine(
            key,
            item.Title,
            [.. item.NewEvents.Skip(before).SelectMany(e => e.Facts.Changes)],
            null
        );
    }

    // The date moves and the owner changes while the item is open; cancelling comes last.
    private async Task Act(AfterwordDb db, ActionItem item, By by)
    {
        var reason = _form.Reason ?? "";
        if (_owner is { } owner && (item.OwnerId, item.OwnerTeamId) != (owner.Person, owner.Team))
        {
            var (_, words) = await Owners.Change(db, item, _form.Owner, default);
            item.Reassign(owner.Person, owner.Team, reason, by, words);
        }
        if (_priority is not null || Tagged())
        {
            item.Edit(
                ItemBody.Details(item) with
                {
                    Priority = _priority ?? item.Priority,
                    Tags = TagsOf(item),
                },
                by
            );
        }
        if (_dueOn is { } dueOn)
        {
            item.MoveDueDate(dueOn, reason, by);
        }
        switch (_form.Status)
        {
            case "start":
                item.Start(by);
                break;
            case "cancel":
                item.Cancel(reason, by);
                break;
        }
    }

    private bool Tagged() =>
        !string.IsNullOrWhiteSpace(_form.AddTag) || !string.IsNullOrWhiteSpace(_form.RemoveTag);

    private List<string> TagsOf(ActionItem item) =>
        [.. item.Tags.Except(TagList.Split(_form.RemoveTag)).Union(TagList.Split(_form.AddTag))];
}
