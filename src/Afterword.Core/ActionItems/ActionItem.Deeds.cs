using Afterword.Core.Events;

namespace Afterword.Core.ActionItems;

public sealed partial class ActionItem
{
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

    private static string Said(string text, string otherwise, string field = "reason")
    {
        ActionItemRules.Text(field, text);
        return string.IsNullOrWhiteSpace(text)
            ? throw new RuleException(field, otherwise)
            : text.Trim();
    }
}
