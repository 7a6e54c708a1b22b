using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Data;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// What a POST or PATCH of an item says. Ceremony goes through the same body: <c>status</c> with its <c>reason</c> or
/// <c>evidence</c>, <c>dueOn</c> with the <c>reason</c> why it moves.
/// </summary>
internal static class ItemBody
{
    /// <summary>What reading gives and nobody sets: may come along in a body that was read, changed and sent back.</summary>
    private static readonly string[] ReadOnly =
    [
        "key",
        "incident",
        "originalDueOn",
        "slips",
        "statusReason",
        "verification",
        "createdAt",
        "startedAt",
        "doneAt",
        "lastActivityAt",
        "reopenings",
        "version",
    ];

    /// <summary>A new item. Without <c>dueOn</c> it gets the policy's date; <c>null</c> means none.</summary>
    public static (ItemDraft Draft, int? Parent, int? Update) Draft(Patch body, KeyPrefixes keys)
    {
        var fields = Fields(body, new ActionItemDetails { Title = "" }) with
        {
            DueOn = body.Day("dueOn", null),
        };
        var owner = body.Handle("owner", null) ?? "";
        var parentKey = body.Text("parent", "");
        int? parent =
            parentKey.Length == 0
                ? null
                : keys.ItemNumber(parentKey)
                    ?? throw new RuleException(
                        "parent",
                        $"parent is the key of an item, such as {keys.OfItem(12)}."
                    );
        var update = body.Number("update", null);
        body.Ignore(["incident"]);
        body.Done();
        return (new ItemDraft(fields, owner, ProposeDue: !body.Has("dueOn")), parent, update);
    }

    /// <summary>Changes an item: fields first, then its date, then where it stands.</summary>
    public static async Task Apply(
        Patch body,
        AfterwordDb db,
        ActionItem item,
        By by,
        CancellationToken ct
    )
    {
        var dueOn = body.Day("dueOn", item.DueOn);
        var dueFrom = body.Day("dueFrom", dueOn == item.DueOn ? item.DueFrom : null);
        var until = body.Day("snoozedUntil", item.SnoozedUntil);
        var status = body.Name<ActionItemStatus>("status", item.Status) ?? item.Status;
        var reason = body.Text("reason", "");
        var evidence = body.Text("evidence", item.Evidence);
        var fields = Fields(body, Details(item));
        var named = body.Has("owner");
        var handle = body.Handle("owner", null);
        body.Ignore([.. ReadOnly, "parent", "update"]);
        body.Done();
        var (owner, words) = named
            ? await Owners.Change(db, item, handle, ct)
            : (new OwnerId(item.OwnerId, item.OwnerTeamId), OwnerWords.None);
        item.Edit(
            fields with
            {
                OwnerId = owner.Person,
                OwnerTeamId = owner.Team,
                DueOn = item.DueOn,
            },
            by,
            words
        );
        // The date moves while the item is open: before it closes, after it opens again.
        if (StatusWords.IsOpen(status))
        {
            Become(item, status, body, reason, evidence, by);
            item.MoveDueDate(dueOn, reason, by, dueFrom);
            item.Snooze(until, DateOnly.FromDateTime(by.At.UtcDateTime), reason, by);
        }
        else
        {
            item.MoveDueDate(dueOn, reason, by, dueFrom);
            Become(item, status, body, reason, evidence, by);
        }
    }

    private static void Become(
        ActionItem item,
        ActionItemStatus status,
        Patch body,
        string reason,
        string evidence,
        By by
    )
    {
        var already = status == item.Status;
        if (evidence != item.Evidence && (already || status != ActionItemStatus.Done))
        {
            throw new RuleException("evidence", "Evidence goes with the status done.");
        }
        if (already && !(status == ActionItemStatus.Blocked && body.Has("reason")))
        {
            return;
        }
        if (!item.IsOpen && StatusWords.IsOpen(status))
        {
            item.Reopen(reason, by);
        }
        switch (status)
        {
            case ActionItemStatus.InProgress:
                item.Start(by);
                break;
            case ActionItemStatus.Blocked:
                item.Block(reason, by);
                break;
            case ActionItemStatus.Done:
                item.Complete(by, body.Has("evidence") ? evidence : "");
                break;
            case ActionItemStatus.Cancelled:
                item.Cancel(reason, by);
                break;
            case ActionItemStatus.NotStarted when item.Status != status:
                throw new RuleException(
                    "status",
                    "Work on this has begun; from now on it is in progress, blocked, done or cancelled."
                );
        }
    }

    private static ActionItemDetails Fields(Patch body, ActionItemDetails current) =>
        current with
        {
            Title = body.Text("title", current.Title),
            Description = body.Text("description", current.Description),
            OwnerText = body.Text("ownerText", current.OwnerText),
            DueText = body.Text("dueText", current.DueText),
            Priority = body.Name<Priority>("priority", current.Priority),
            Category = body.Name<LearningCategory>("category", current.Category),
            Ticket = body.Text("ticket", current.Ticket),
            Links = body.Objects<Link>("links", current.Links),
            Tags = body.Texts("tags", current.Tags),
            Acceptance = body.Text("acceptance", current.Acceptance),
        };

    /// <summary>An item's fields as they are.</summary>
    public static ActionItemDetails Details(ActionItem item) =>
        new()
        {
            Title = item.Title,
            Description = item.Description,
            OwnerId = item.OwnerId,
            OwnerTeamId = item.OwnerTeamId,
            OwnerText = item.OwnerText,
            DueOn = item.DueOn,
            DueText = item.DueText,
            Priority = item.Priority,
            Category = item.Category,
            Ticket = item.Ticket,
            Links = item.Links,
            Tags = item.Tags,
            Acceptance = item.Acceptance,
        };
}
