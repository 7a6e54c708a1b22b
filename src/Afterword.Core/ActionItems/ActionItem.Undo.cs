using System.Globalization;
using Afterword.Core.Events;

namespace Afterword.Core.ActionItems;

public sealed partial class ActionItem
{
    /// <summary>
    /// Takes a deed back: each field it changed goes back to what it was, where nobody changed that field again. It is a change of its
    /// own in the history, is told to nobody, and can be taken back, too. An item that was written down is cancelled.
    /// </summary>
    /// <param name="deed">The deed.</param>
    /// <param name="why">What the history says of it.</param>
    /// <param name="by">Who takes it back.</param>
    /// <exception cref="RuleException">Something later stands in the way, or what was there is not kept.</exception>
    public void TakeBack(ItemDeed deed, string why, By by)
    {
        if (deed.Kind == EventKind.ItemAdded)
        {
            Cancel($"{why}: it was written down by mistake.", by);
            return;
        }
        var touched = deed.Changes.Where(c => c.Field != "reviewers").ToList();
        if (touched.FirstOrDefault(c => !Stands(c, deed)) is { } later)
        {
            throw new RuleException(
                "",
                $"{InWords(later.Field)} was changed again since. Undo that first, or change it by hand."
            );
        }
        var changes = new Changes();
        foreach (var change in touched)
        {
            Back(change, deed, changes, by);
        }
        if (!changes.Any)
        {
            throw new RuleException("", "What stood there before is not kept. Change it by hand.");
        }
        Touch(by);
        Happened(EventKind.ItemChanged, by, changes.All, why);
    }

    private bool Stands(FieldChange change, ItemDeed deed) =>
        change.Field == "owner" ? deed.OwnerStands : Shown(change.Field) == change.To;

    private string? Shown(string field) =>
        field switch
        {
            "title" => Changes.Words(Title),
            "description" => Changes.Words(Description),
            "ownerText" => Changes.Words(OwnerText),
            "dueOn" => Changes.Words(DueOn),
            "dueFrom" => Changes.Words(DueFrom),
            "dueText" => Changes.Words(DueText),
            "priority" => Changes.Words(Priority),
            "category" => Changes.Words(Category),
            "ticket" => Changes.Words(Ticket),
            "acceptance" => Changes.Words(Acceptance),
            "tags" => Changes.Words(string.Join(", ", Tags)),
            "links" => Changes.Words(string.Join(", ", Links.Select(Words))),
            "status" => Changes.Words(Status),
            "snoozedUntil" => Changes.Words(SnoozedUntil),
            "pullRequest" => Changes.Words(Review?.PullRequest),
            _ => null,
        };

    private void Back(FieldChange change, ItemDeed deed, Changes changes, By by)
    {
        var (name, was) = (change.Field, change.From);
        switch (name)
        {
            case "title":
                Title = changes.Of(name, Title, was ?? Title);
                break;
            case "description":
                Description = changes.Of(name, Description, was ?? "");
                break;
            case "owner":
                (OwnerId, OwnerTeamId) = deed.OwnerBefore;
                changes.Of(name, change.To, was);
                break;
            case "ownerText":
                OwnerText = changes.Of(name, OwnerText, was ?? "");
                break;
            case "dueOn":
                DueBack(changes, deed, Day(was));
                break;
            case "dueFrom":
                DueFrom = changes.Of(name, DueFrom, Day(was));
                break;
            case "dueText":
                DueText = changes.Of(name, DueText, was ?? "");
                break;
            case "priority":
                Priority = changes.Of(name, Priority, Named<Priority>(was));
                break;
            case "category":
                Category = changes.Of(name, Category, Named<PostMortems.LearningCategory>(was));
                break;
            case "ticket":
                Ticket = changes.Of(name, Ticket, was ?? "");
                break;
            case "acceptance":
                Acceptance = changes.Of(name, Acceptance, was ?? "");
                break;
            case "tags":
                var tags = TagList.Split(was);
                changes.OfList(name, Tags, tags);
                Tags = tags;
                break;
            case "links":
                Incidents.Link[] links = [.. Changes.Parts(was).Select(Link)];
                changes.OfList(name, Links.Select(Words), links.Select(Words));
                Links = links;
                break;
            case "status" when Named<ActionItemStatus>(was) is { } status:
                StatusBack(changes, deed, status, by);
                break;
            case "snoozedUntil":
                SnoozedUntil = changes.Of(name, SnoozedUntil, Day(was));
                break;
            case "pullRequest" when was is null:
                changes.Of(name, Review?.PullRequest, null);
                Review = null;
                break;
        }
    }

    private void DueBack(Changes changes, ItemDeed deed, DateOnly? day)
    {
        // A move to a later day counted as a slip; one that was taken back counts again when that is.
        Slips += deed.Kind switch
        {
            EventKind.ItemDueDateChanged when DueOn > day => -1,
            EventKind.ItemChanged when DueOn < day => 1,
            _ => 0,
        };
        OriginalDueOn = deed.IsFirstDate ? null : OriginalDueOn ?? day;
        TakeDue(day, changes);
    }

    private void StatusBack(Changes changes, ItemDeed deed, ActionItemStatus status, By by)
    {
        Status = changes.Of("status", Status, status);
        StatusReason = deed.StatusReasonBefore;
        Blocker =
            status != ActionItemStatus.Blocked || Blocker?.InShort == StatusReason ? Blocker : null;
        DoneAt = IsOpen ? null : deed.ClosedAtBefore ?? DoneAt ?? by.At;
        StartedAt =
            status == ActionItemStatus.NotStarted && StartedAt == deed.At ? null
            : status is ActionItemStatus.InProgress or ActionItemStatus.Done ? StartedAt ?? by.At
            : StartedAt;
        if (deed.Kind == EventKind.ItemReopened)
        {
            Reopenings--;
        }
    }

    private static DateOnly? Day(string? words) =>
        DateOnly.TryParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture, 0, out var day)
            ? day
            : null;

    private static T? Named<T>(string? words)
        where T : struct, Enum => SnakeCase.TryParse<T>(words, out var value) ? value : null;

    private static string InWords(string field) =>
        field switch
        {
            "dueOn" or "dueFrom" or "dueText" => "The due date",
            "ownerText" => "The owner",
            "snoozedUntil" => "The snooze",
            "pullRequest" => "The request for review",
            _ => $"The {field}",
        };
}
