using Afterword.Core.Incidents;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>All that the cadence knows of an incident.</summary>
/// <param name="Number">The incident's number.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="DeclaredAt">When it was declared, UTC.</param>
/// <param name="ResolvedAt">When it was resolved, UTC; null while it runs.</param>
/// <param name="FollowedAt">From when on it is followed, UTC; null for history nobody follows.</param>
/// <param name="Told">The updates there are.</param>
public sealed record IncidentState(
    int Number,
    Severity Severity,
    DateTimeOffset DeclaredAt,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? FollowedAt,
    IReadOnlyList<ToldUpdate> Told
);

/// <summary>An update as the cadence sees it.</summary>
/// <param name="Slot">Its key.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ApprovedAt">When it was approved, UTC.</param>
public sealed record ToldUpdate(string Slot, UpdateState State, DateTimeOffset? ApprovedAt);
