namespace Afterword.Core.FollowThrough;

/// <summary>Takes over what people decided about a message ahead: skip it, or move it.</summary>
internal static class Wishes
{
    public static Obligation Apply(Obligation owed, IncidentState state)
    {
        if (
            !owed.IsOpen
            || state.ToldIn(owed.Slot) is not null
            || !state.Wishes.TryGetValue(owed.Slot, out var wish)
        )
        {
            return owed;
        }
        if (wish.Skipped)
        {
            return owed with { Waived = true };
        }
        if (wish.MovedTo is not { } at)
        {
            return owed;
        }
        var preview = owed.SendsAt - owed.OpensAt ?? TimeSpan.Zero;
        return owed with
        {
            // What waits for a person can be written as early as before; only its day moves.
            OpensAt = owed.SendsAt is null ? owed.OpensAt : at - preview,
            DueAt = at,
            SendsAt = owed.SendsAt is null ? null : at,
        };
    }
}
