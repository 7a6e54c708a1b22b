using Afterword.Core.FollowThrough;

namespace Afterword.Simulate;

/// <summary>What the database holds of an incident.</summary>
internal sealed class IncidentRow
{
    private IncidentState _state;

    public IncidentRow(IncidentState state) => _state = state;

    public IncidentState State
    {
        get => _state;
        set
        {
            if (!ReferenceEquals(_state.Told, value.Told))
            {
                NextGoesAt = value.Told.Where(t => t.IsWaiting).Min(t => t.GoesAt);
            }
            _state = value;
        }
    }

    /// <summary>When the first of its drafts goes by itself.</summary>
    public DateTimeOffset? NextGoesAt { get; private set; }

    /// <summary>The indexed instant at which the sweep comes.</summary>
    public DateTimeOffset? NextDueAt { get; set; }

    /// <summary>The indexed instants at which owners are reminded, by item.</summary>
    public Dictionary<int, DateTimeOffset?> NextReminderAt { get; } = [];
}

/// <summary>A message that left.</summary>
/// <param name="At">When, by the clock of the server.</param>
/// <param name="Owed">What it met.</param>
/// <param name="ByItself">Nobody pressed anything.</param>
internal sealed record Sent(DateTimeOffset At, Obligation Owed, bool ByItself);
