using Afterword.Core.Events;

namespace Afterword.Core.ActionItems;

/// <summary>A deed on an item as its event tells it, with what the event cannot say: what taking it back goes back to.</summary>
public sealed record ItemDeed
{
    /// <summary>What was done.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Each field that changed, from what to what.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>The person and the team that owned it before; both null for nobody.</summary>
    public (int? Person, int? Team) OwnerBefore { get; init; }

    /// <summary>Whether the owner is still the one whom the deed gave it to.</summary>
    public bool OwnerStands { get; init; } = true;

    /// <summary>What it said beside its status before: why it was blocked or cancelled; empty for nothing.</summary>
    public string StatusReasonBefore { get; init; } = "";

    /// <summary>When it had been closed before, UTC; null where it was open, or nobody knows.</summary>
    public DateTimeOffset? ClosedAtBefore { get; init; }

    /// <summary>Whether it gave the first due date the item ever had.</summary>
    public bool IsFirstDate { get; init; }

    /// <summary>Whether there is a way back from such a deed.</summary>
    public static bool CanBeTakenBack(EventKind kind) =>
        kind
            is EventKind.ItemAdded
                or EventKind.ItemChanged
                or EventKind.ItemReassigned
                or EventKind.ItemDueDateChanged
                or EventKind.ItemStarted
                or EventKind.ItemBlocked
                or EventKind.ItemUnblocked
                or EventKind.ItemCompleted
                or EventKind.ItemCancelled
                or EventKind.ItemReopened
                or EventKind.ItemReadyForReview
                or EventKind.ItemSnoozed;
}
