using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>Something owed: what, to whom, by when. Its key is deterministic, so that owing it twice is impossible.</summary>
/// <param name="Slot">The key of the update that meets it: <c>INC-12/initial-summary/leadership</c>, with the shipped prefix whatever the setting says, so that a new prefix owes nothing anew.</param>
/// <param name="Kind">What is owed.</param>
/// <param name="Audience">To whom.</param>
/// <param name="IncidentNumber">For which incident.</param>
/// <param name="OpensAt">From when on it can be written, UTC: its draft is ready then.</param>
/// <param name="DueAt">By when it is owed, UTC.</param>
/// <param name="MetAt">When it was met, UTC; null while it is owed.</param>
/// <param name="Waived">A person decided that it is not needed.</param>
public sealed record Obligation(
    string Slot,
    UpdateKind Kind,
    Audience Audience,
    int IncidentNumber,
    DateTimeOffset OpensAt,
    DateTimeOffset DueAt,
    DateTimeOffset? MetAt = null,
    bool Waived = false
)
{
    /// <summary>How late it was met, or is by now; null when it is in time.</summary>
    public TimeSpan? LateBy(DateTimeOffset now) =>
        (MetAt ?? now) - DueAt is { Ticks: > 0 } late && !Waived ? late : null;

    /// <summary>What an update that meets it is about.</summary>
    public UpdateAbout About => new(Slot, Kind, Audience, IncidentNumber, null, DueAt);
}
