using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>An action item after its line in the document changed. Every change goes through a deed, so the item's history shows it.</summary>
internal static class ItemMerge
{
    /// <param name="item">The item.</param>
    /// <param name="was">Its line at the last import.</param>
    /// <param name="now">Its line now.</param>
    /// <param name="known">Who the words name.</param>
    /// <param name="key">Its key, for the report.</param>
    /// <param name="source">The document's name, for the history.</param>
    /// <param name="way">Decides and reports.</param>
    /// <param name="by">Who imports.</param>
    public static void Change(
        ActionItem item,
        DocumentItem was,
        DocumentItem now,
        Known known,
        string key,
        string source,
        ThreeWay way,
        By by
    )
    {
        way.Item = item.Number;
        var (before, after, current) = (
            ReadItem.Details(was, known),
            ReadItem.Details(now, known),
            Current(item)
        );
        var owner = way.Pick(
            $"The owner of {key}",
            OwnerOf(before),
            OwnerOf(after),
            // Words that named nobody at the last import may name somebody by now; that is no edit.
            item.OwnerText.Length > 0
            && item.OwnerText == was.Owner?.Trim()
                ? OwnerOf(before)
                : OwnerOf(current)
        );
        var due = way.Pick($"The due date of {key}", was.DueOn, now.DueOn, item.DueOn);
        var details = current with
        {
            Title = way.Pick($"The title of {key}", before.Title, after.Title, current.Title),
            Description = way.Pick(
                $"The description of {key}",
                before.Description,
                after.Description,
                current.Description
            ),
            Priority = way.Pick(
                $"The priority of {key}",
                before.Priority,
                after.Priority,
                current.Priority
            ),
            Ticket = way.Pick($"The ticket of {key}", before.Ticket, after.Ticket, current.Ticket),
            DueText = way.Pick(
                $"The due words of {key}",
                before.DueText,
                after.DueText,
                current.DueText
            ),
            DueOn = item.DueOn ?? due,
        };
        if (owner != OwnerOf(before) || owner == OwnerOf(after) && owner != OwnerOf(current))
        {
            details = details with
            {
                OwnerId = owner.Person,
                OwnerTeamId = owner.Team,
                OwnerText = owner.Text,
            };
        }
        item.Edit(details, by);
        MoveDue(item, due, key, source, way, by);
        TakeStatus(item, ReadItem.Status(was), ReadItem.Status(now), key, source, way, by);
    }

    private static void MoveDue(
        ActionItem item,
        DateOnly? due,
        string key,
        string source,
        ThreeWay way,
        By by
    )
    {
        if (due == item.DueOn)
        {
            return;
        }
        if (item.IsOpen)
        {
            item.MoveDueDate(due, $"{source} gives another date.", by);
        }
        else
        {
            way.Say(
                $"{key} is closed, so its due date stays; the document now says {Changes.Words(due) ?? "none"}."
            );
        }
    }

    private static void TakeStatus(
        ActionItem item,
        ActionItemStatus was,
        ActionItemStatus now,
        string key,
        string source,
        ThreeWay way,
        By by
    )
    {
        var status = way.Pick($"The status of {key}", was, now, item.Status);
        if (status == item.Status)
        {
            return;
        }
        var why = $"{source} says {StatusWords.Of(status).ToLowerInvariant()}.";
        if (!item.IsOpen)
        {
            item.Reopen(why, by);
        }
        switch (status)
        {
            case ActionItemStatus.Done:
                item.Complete(by, why);
                break;
            case ActionItemStatus.Cancelled:
                item.Cancel(why, by);
                break;
            case ActionItemStatus.Blocked:
                item.Block(why, by);
                break;
            case ActionItemStatus.InProgress:
                item.Start(by);
                break;
            case ActionItemStatus.NotStarted when item.Status != ActionItemStatus.NotStarted:
                way.Say(
                    $"{key} was begun and stays {StatusWords.Of(item.Status).ToLowerInvariant()}; the document now says not started."
                );
                break;
        }
    }

    private static (int? Person, int? Team, string Text) OwnerOf(ActionItemDetails details) =>
        (details.OwnerId, details.OwnerTeamId, details.OwnerText);

    private static ActionItemDetails Current(ActionItem item) =>
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
