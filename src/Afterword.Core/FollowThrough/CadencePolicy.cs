namespace Afterword.Core.FollowThrough;

/// <summary>When messages are owed.</summary>
public sealed record CadencePolicy
{
    /// <summary>Hours within which the first summary is owed, 1–168, counted from the resolution (from the declaration for a SEV1 that still runs).</summary>
    public int InitialSummaryHours { get; init; } = 24;

    /// <summary>Days after its drafting within which a summary promises the next update where nobody set an instant, 1–30.</summary>
    public int NextUpdateDays { get; init; } = 7;
}
