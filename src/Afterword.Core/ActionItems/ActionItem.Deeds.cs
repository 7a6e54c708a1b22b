using Afterword.Core.Events;

namespace Afterword.Core.ActionItems;

public sealed partial class ActionItem
{
    /// <summary>Writes an item down.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="incidentNumber">The incident it came of.</param>
    /// <param name="details">What is known.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="parent">The item it follows up, if any.</param>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public static ActionItem Add(
        int number,
        int incidentNumber,
        ActionItemDetails details,
        By by,
        int? parent = null
    )
    {
        var item = new ActionItem
        {
            Number = number,
            IncidentNumber = incidentNumber,
            ParentNumber = parent,
            CreatedAt = by.At,
            LastActivityAt = by.At,
        };
        item.Take(details, new Changes());
        item.TakeDue(details.DueOn, new Changes());
        item.OriginalDueOn = details.DueOn;
        item.Happened(
            EventKind.ItemAdded,
            by,
            [new FieldChange("dueOn", null, Changes.Words(details.DueOn))],
            note: item.Title
        );
        return item;
    }

    /// <summary>Takes over the state an imported document gives an item, without ceremony.</summary>
    /// <param name="status">The status the document's words stand for.</param>
    /// <param name="doneAt">When it was done, as far as the document knows; null leaves it unknown.</param>
    public void TakeImportedStatus(ActionItemStatus status, DateTimeOffset? doneAt)
    {
        Status = status;
        DoneAt = doneAt;
    }

    /// <summary>Changes fields. A due date that was set moves only by <see cref="MoveDueDate"/>, which asks why.</summary>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public void Edit(ActionItemDetails details, By by)
    {
        var changes = new Changes();
        var owners = (OwnerId, OwnerTeamId, OwnerText);
        Take(details, changes);
        if (DueOn is null)
        {
            TakeDue(details.DueOn, changes);
            OriginalDueOn ??= details.DueOn;
        }
        else if (details.DueOn != DueOn)
        {
            throw new RuleException(
                "dueOn",
                "A due date that was set moves with a reason: use New date."
            );
        }
        if (changes.Any)
        {
            Touch(by);
            Happened(
                owners == (OwnerId, OwnerTeamId, OwnerText)
                    ? EventKind.ItemChanged
                    : EventKind.ItemReassigned,
                by,
                changes.All
            );
        }
    }

    /// <summary>Moves or removes the due date.</summary>
    /// <param name="dueOn">The new day, or null for none.</param>
    /// <param name="reason">Why; asked for whenever a day was set before.</param>
    /// <param name="by">Who moves it.</param>
    /// <exception cref="RuleException">The item is closed, or the reason is missing.</exception>
    public void MoveDueDate(DateOnly? dueOn, string reason, By by)
    {
        MustBeOpen("dueOn");
        if (DueOn == dueOn)
        {
            return;
        }
        if (DueOn is not null && string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleException(
                "reason",
                "Say in a sentence why the date moves; those who were promised the old one will read it."
            );
        }
        if (dueOn > DueOn)
        {
            Slips++;
        }
        var changes = new Changes();
        TakeDue(dueOn, changes);
        OriginalDueOn ??= dueOn;
        DueText = dueOn is null ? DueText : "";
        Touch(by);
        Happened(EventKind.ItemDueDateChanged, by, changes.All, reason.Trim());
    }

    /// <summary>Says that somebody is at it.</summary>
    /// <exception cref="RuleException">The item is closed.</exception>
    public void Start(By by)
    {
        MustBeOpen("status");
        StartedAt ??= by.At;
        Become(
            ActionItemStatus.InProgress,
            Status == ActionItemStatus.Blocked ? EventKind.ItemUnblocked : EventKind.ItemStarted,
            by,
            ""
        );
    }

    /// <summary>Says that something else must happen first.</summary>
    /// <exception cref="RuleException">The item is closed, or nothing is said about what blocks it.</exception>
    public void Block(string reason, By by)
    {
        MustBeOpen("status");
        Become(
            ActionItemStatus.Blocked,
            EventKind.ItemBlocked,
            by,
            Said(reason, "Say what is blocked and who must do what.")
        );
    }

    /// <summary>Says that it is done.</summary>
    /// <param name="by">Who says so.</param>
    /// <param name="evidence">What was done: pull request, commit or change, when, what monitoring shows since.</param>
    /// <exception cref="RuleException">The item is closed, or the evidence is missing.</exception>
    public void Complete(By by, string evidence)
    {
        MustBeOpen("status");
        Evidence = Said(
            evidence,
            "Say what was done: a pull request, commit or change, and what monitoring shows since.",
            "evidence"
        );
        StartedAt ??= by.At;
        DoneAt = by.At;
        Become(ActionItemStatus.Done, EventKind.ItemCompleted, by, "", note: Evidence);
    }

    /// <summary>Says that it will not be done.</summary>
    /// <exception cref="RuleException">The item is closed, or the reason is missing.</exception>
    public void Cancel(string reason, By by)
    {
        MustBeOpen("status");
        DoneAt = by.At;
        Become(
            ActionItemStatus.Cancelled,
            EventKind.ItemCancelled,
            by,
            Said(reason, "Say why this will not be done.")
        );
    }

    /// <summary>Opens a closed item again; counted.</summary>
    /// <exception cref="RuleException">The item is open, or the reason is missing.</exception>
    public void Reopen(string reason, By by)
    {
        if (IsOpen)
        {
            throw new RuleException("status", "This item is open already.");
        }
        var why = Said(reason, "Say why this is open again.");
        DoneAt = null;
        Reopenings++;
        Become(
            StartedAt is null ? ActionItemStatus.NotStarted : ActionItemStatus.InProgress,
            EventKind.ItemReopened,
            by,
            "",
            why
        );
    }

    private void Become(
        ActionItemStatus status,
        EventKind kind,
        By by,
        string statusReason,
        string? reason = null,
        string? note = null
    )
    {
        if (Status == status && StatusReason == statusReason)
        {
            return;
        }
        var changes = new Changes();
        Status = changes.Of("status", Status, status);
        StatusReason = statusReason;
        Touch(by);
        Happened(
            kind,
            by,
            changes.All,
            reason ?? (statusReason.Length > 0 ? statusReason : null),
            note
        );
    }

    private void Touch(By by) => LastActivityAt = by.At;

    private void MustBeOpen(string field)
    {
        if (!IsOpen)
        {
            throw new RuleException(
                field,
                $"This item is {StatusWords.Of(Status).ToLowerInvariant()}; reopen it first."
            );
        }
    }

    private static string Said(string text, string otherwise, string field = "reason") =>
        string.IsNullOrWhiteSpace(text) ? throw new RuleException(field, otherwise) : text.Trim();

    private void TakeDue(DateOnly? dueOn, Changes changes) =>
        DueOn = changes.Of("dueOn", DueOn, dueOn);

    private void Take(ActionItemDetails details, Changes changes)
    {
        ActionItemRules.Check(details);
        var tags = TagList.Check(details.Tags);
        Title = changes.Of("title", Title, details.Title.Trim());
        Description = changes.Of("description", Description, details.Description.Trim());
        OwnerId = changes.Of("owner", OwnerId, details.OwnerId);
        OwnerTeamId = changes.Of("ownerTeam", OwnerTeamId, details.OwnerTeamId);
        OwnerText = changes.Of(
            "ownerText",
            OwnerText,
            details.OwnerId is null && details.OwnerTeamId is null ? details.OwnerText.Trim() : ""
        );
        DueText = changes.Of(
            "dueText",
            DueText,
            details.DueOn is null ? details.DueText.Trim() : ""
        );
        Priority = changes.Of("priority", Priority, details.Priority);
        Category = changes.Of("category", Category, details.Category);
        Ticket = changes.Of("ticket", Ticket, details.Ticket.Trim());
        Acceptance = changes.Of("acceptance", Acceptance, details.Acceptance.Trim());
        changes.OfList("links", Links.Select(l => l.Url), details.Links.Select(l => l.Url));
        changes.OfList("tags", Tags, tags);
        (Links, Tags) = ([.. details.Links], tags);
    }
}
