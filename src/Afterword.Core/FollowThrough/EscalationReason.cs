using Afterword.Core.ActionItems;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>Whether what an escalation was written for still holds: a mail server may be away for days, and people act meanwhile.</summary>
public static class EscalationReason
{
    /// <summary>Why an escalation of an item is not to go out any more, as the ledger keeps it; null while its reason holds.</summary>
    /// <param name="update">The escalation; one that is about no item always goes.</param>
    /// <param name="item">The item it is about, as it is now.</param>
    public static string? Gone(Update update, ActionItem item)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(item);
        if (
            update.Kind != UpdateKind.Escalation
            || update.ItemNumber != item.Number
            || update.Slot.Split('/') is not [_, "escalation", _, var path]
        )
        {
            return null;
        }
        return !item.IsOpen ? "The item was closed before this could go out."
            : path.StartsWith("due-", StringComparison.Ordinal)
                ? item.DueOn is not { } due || path != OverduePath.Name(due)
                        ? "The due date was moved before this could go out."
                    : null
            : item.LastActivityAt > update.CreatedAt
                ? "Somebody saw to the item before this could go out."
            : null;
    }
}
