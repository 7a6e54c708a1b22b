using Afterword.Core.ActionItems;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>F6: an item is done; its owner is thanked in the incident's thread, at once.</summary>
internal static class DoneMessages
{
    /// <summary>After a longer standstill old thanks are left unsaid: the weekly follow-up names what was closed.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(2);

    public static IEnumerable<Obligation> For(Owing owing) =>
        from item in owing.State.Items
        where item.Status == ActionItemStatus.Done
        let doneAt = item.DoneAt
        where doneAt >= owing.FollowedAt
        let slot = $"OUT-{item.Number}/done/{item.Reopenings + 1}"
        where owing.State.ToldIn(slot) is not null || doneAt >= owing.Now - Fresh
        select owing.Met(
            new Obligation
            {
                Slot = slot,
                Kind = UpdateKind.Done,
                Matter = Matter.Done,
                Audience = Audience.Thread,
                IncidentNumber = owing.State.Number,
                ItemNumbers = [item.Number],
                OpensAt = doneAt.Value,
                SendsAt = doneAt.Value,
                DueAt = doneAt.Value,
                Why = "The item is done.",
            }
        );
}
