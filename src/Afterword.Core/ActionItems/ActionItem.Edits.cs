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
    /// <param name="owners">How history names its owner.</param>
    /// <param name="update">The update it follows up, if any.</param>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public static ActionItem Add(
        int number,
        int incidentNumber,
        ActionItemDetails details,
        By by,
        int? parent = null,
        OwnerWords? owners = null,
        int? update = null
    )
    {
        var item = new ActionItem
        {
            Number = number,
            IncidentNumber = incidentNumber,
            ParentNumber = parent,
            FromUpdate = update,
            CreatedAt = by.At,
            LastActivityAt = by.At,
        };
        item.Take(details, new Changes(), OwnerWords.None);
        item.TakeDue(details.DueOn, new Changes());
        item.OriginalDueOn = details.DueOn;
        var changes = new Changes();
        changes.Of("owner", null, item.Owner(owners));
        changes.Of("dueOn", null, details.DueOn);
        changes.Of("priority", null, details.Priority);
        item.Happened(EventKind.ItemAdded, by, changes.All, note: item.Title);
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
    /// <param name="details">All fields as they shall be.</param>
    /// <param name="by">Who edits.</param>
    /// <param name="owners">How history names the owners before and after.</param>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public void Edit(ActionItemDetails details, By by, OwnerWords? owners = null)
    {
        if (DueOn is not null && details.DueOn != DueOn)
        {
            throw new RuleException(
                "dueOn",
                "A due date that was set moves with a reason: use New date."
            );
        }
        var changes = new Changes();
        var before = (OwnerId, OwnerTeamId, OwnerText);
        Take(details, changes, owners ?? OwnerWords.None);
        TakeDue(details.DueOn, changes);
        OriginalDueOn ??= details.DueOn;
        if (changes.Any)
        {
            Touch(by);
            Happened(
                before == (OwnerId, OwnerTeamId, OwnerText)
                    ? EventKind.ItemChanged
                    : EventKind.ItemReassigned,
                by,
                changes.All
            );
        }
    }

    /// <summary>Gives the item to another owner: a person, a team, or nobody.</summary>
    /// <param name="personId">The person; null for a team or nobody.</param>
    /// <param name="teamId">The team; null for a person or nobody.</param>
    /// <param name="reason">Why, or what the new owner should know; may be empty.</param>
    /// <param name="by">Who reassigns.</param>
    /// <param name="owners">How history names the owners before and after.</param>
    /// <exception cref="RuleException">The item is closed, or both a person and a team are given.</exception>
    public void Reassign(
        int? personId,
        int? teamId,
        string reason,
        By by,
        OwnerWords? owners = null
    )
    {
        MustBeOpen("owner");
        ActionItemRules.OneOwner(personId, teamId);
        ActionItemRules.Text("reason", reason);
        var changes = new Changes();
        var before = Owner(owners);
        (OwnerId, OwnerTeamId) = (personId, teamId);
        changes.Of("owner", before, Owner(owners));
        OwnerText = changes.Of("ownerText", OwnerText, "");
        if (changes.Any)
        {
            Touch(by);
            Happened(EventKind.ItemReassigned, by, changes.All, Why(reason));
        }
    }

    /// <summary>Moves or removes the due date.</summary>
    /// <param name="dueOn">The new day, or null for none; of a range the last day.</param>
    /// <param name="reason">Why; asked for whenever a day was set before.</param>
    /// <param name="by">Who moves it.</param>
    /// <param name="from">The first day of a range; null for one day.</param>
    /// <exception cref="RuleException">The item is closed, the reason is missing, or the day lies before the item was written down.</exception>
    public void MoveDueDate(DateOnly? dueOn, string reason, By by, DateOnly? from = null)
    {
        var first = from == dueOn ? null : from;
        if (DueOn == dueOn && DueFrom == first)
        {
            return;
        }
        MustBeOpen("dueOn");
        MustBeAhead(dueOn, first, by);
        if (DueOn is not null && string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleException(
                "reason",
                "Say in a sentence why the date moves; those who were promised the old one will read it."
            );
        }
        ActionItemRules.Text("reason", reason);
        if (dueOn > DueOn)
        {
            Slips++;
        }
        var changes = new Changes();
        TakeDue(dueOn, changes);
        DueFrom = changes.Of("dueFrom", DueFrom, first);
        OriginalDueOn ??= dueOn;
        DueText = changes.Of("dueText", DueText, dueOn is null ? DueText : "");
        Touch(by);
        Happened(EventKind.ItemDueDateChanged, by, changes.All, Why(reason));
    }

    // A day of grace: where the owner is, it may still be the day before. A document tells of the past as it was.
    private void MustBeAhead(DateOnly? dueOn, DateOnly? from, By by)
    {
        var created = DateOnly.FromDateTime(CreatedAt.UtcDateTime);
        if (by.Door != Door.Import && dueOn < created.AddDays(-1))
        {
            throw new RuleException(
                "dueOn",
                $"This item was written down on {Changes.Words(created)}; choose a day after that."
            );
        }
        if (from > dueOn || (from is not null && dueOn is null))
        {
            throw new RuleException(
                "dueFrom",
                "The range begins after it ends; the later day is the due date."
            );
        }
    }

    /// <summary>Tells that it answers another incident, too, or does so no longer; nothing of the item itself changes.</summary>
    /// <param name="incident">The key of that incident.</param>
    /// <param name="linked">Whether it was linked or unlinked.</param>
    /// <param name="by">Who did it.</param>
    public void TellOfLink(string incident, bool linked, By by) =>
        Happened(linked ? EventKind.ItemLinked : EventKind.ItemUnlinked, by, note: incident);

    private string? Owner(OwnerWords? owners) =>
        (owners ?? OwnerWords.None).Of(OwnerId, OwnerTeamId);

    private static string? Why(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    private void TakeDue(DateOnly? dueOn, Changes changes) =>
        DueOn = changes.Of("dueOn", DueOn, dueOn);

    private void Take(ActionItemDetails details, Changes changes, OwnerWords owners)
    {
        ActionItemRules.Check(details);
        var tags = TagList.Check(details.Tags);
        Title = changes.Of("title", Title, ActionItemRules.OneLine(details.Title));
        Description = changes.Of("description", Description, details.Description.Trim());
        var before = Owner(owners);
        (OwnerId, OwnerTeamId) = (details.OwnerId, details.OwnerTeamId);
        changes.Of("owner", before, Owner(owners));
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
        changes.OfList("links", Links.Select(Words), details.Links.Select(Words));
        changes.OfList("tags", Tags, tags);
        (Links, Tags) = ([.. details.Links], tags);
    }

    private static string Words(Incidents.Link link) =>
        Changes.Part(link.Title.Length == 0 ? link.Url : $"{link.Title} ({link.Url})");

    private static Incidents.Link Link(string words) =>
        words.EndsWith(')') && words.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var at
            ? new Incidents.Link(words[..at], words[(at + 2)..^1])
            : new Incidents.Link("", words);
}
