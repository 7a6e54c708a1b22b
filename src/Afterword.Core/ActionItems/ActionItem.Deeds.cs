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

    /// <summary>Says that something else must happen first, with everything whoever helps must know.</summary>
    /// <param name="answers">The five answers.</param>
    /// <param name="by">Who says so.</param>
    /// <exception cref="RuleException">The item is closed, or an answer is missing.</exception>
    public void Block(BlockerAnswers answers, By by)
    {
        MustBeOpen("status");
        var said = answers.Checked();
        Become(ActionItemStatus.Blocked, EventKind.ItemBlocked, by, said.InShort);
        Blocker = said;
    }

    /// <summary>Says that the work is ready for review; it stays in progress until it is done.</summary>
    /// <param name="request">What reviewers need.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="reviewers">The reviewers' handles, for the history.</param>
    /// <exception cref="RuleException">The item is not in progress, or something is missing.</exception>
    public void AskForReview(ReviewRequest request, By by, IReadOnlyList<string> reviewers)
    {
        if (Status != ActionItemStatus.InProgress)
        {
            throw new RuleException(
                "status",
                $"This item is {StatusWords.Of(Status).ToLowerInvariant()}; only work in progress can be ready for review. Start it first."
            );
        }
        var asked = request.Checked() with { AskedAt = by.At };
        var changes = new Changes();
        changes.Of("pullRequest", Review?.PullRequest, asked.PullRequest);
        changes.OfList("reviewers", [], reviewers.Select(handle => $"@{handle}"));
        Review = asked;
        Touch(by);
        Happened(EventKind.ItemReadyForReview, by, changes.All, note: asked.Summary);
    }

    /// <summary>Holds the owner's reminders back until a day, or lets them come again. Whoever was promised the date still hears when it is missed.</summary>
    /// <param name="until">The day on which reminders come again; null for now.</param>
    /// <param name="today">The day where this is said.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who snoozes.</param>
    /// <exception cref="RuleException">The item is closed, the day is past or too far, or the reason is missing.</exception>
    public void Snooze(DateOnly? until, DateOnly today, string reason, By by)
    {
        if (until == SnoozedUntil)
        {
            return;
        }
        MustBeOpen("status");
        if (until <= today || until > today.AddDays(ActionItemRules.SnoozeDays))
        {
            throw new RuleException(
                "until",
                until <= today
                    ? "Choose a day after today; until then no reminder comes."
                    : $"Choose a day within {ActionItemRules.SnoozeDays} days. If it takes longer, the due date has moved: give it a new one."
            );
        }
        var why = until is null
            ? Why(reason)
            : Said(reason, "Say why this can wait; it stands in the history.");
        var changes = new Changes();
        SnoozedUntil = changes.Of("snoozedUntil", SnoozedUntil, until);
        Touch(by);
        Happened(EventKind.ItemSnoozed, by, changes.All, why);
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
        Review = null;
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
        // What blocked it before is kept for an undo; a page shows it only while it is blocked.
        Blocker = status == ActionItemStatus.Blocked ? null : Blocker;
        SnoozedUntil = IsOpen ? SnoozedUntil : null;
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
