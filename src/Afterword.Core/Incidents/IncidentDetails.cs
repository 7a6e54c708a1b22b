namespace Afterword.Core.Incidents;

/// <summary>What an incident form holds: every field a person edits.</summary>
public sealed record IncidentDetails
{
    /// <inheritdoc cref="Incident.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="Incident.Severity"/>
    public Severity Severity { get; init; } = Severity.Sev3;

    /// <inheritdoc cref="Incident.TeamId"/>
    public int? TeamId { get; init; }

    /// <inheritdoc cref="Incident.LeadId"/>
    public int? LeadId { get; init; }

    /// <inheritdoc cref="Incident.ServiceIds"/>
    public IReadOnlyList<int> ServiceIds { get; init; } = [];

    /// <inheritdoc cref="Incident.AffectedTeamIds"/>
    public IReadOnlyList<int> AffectedTeamIds { get; init; } = [];

    /// <inheritdoc cref="Incident.Tags"/>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <inheritdoc cref="Incident.StartedAt"/>
    public DateTimeOffset? StartedAt { get; init; }

    /// <inheritdoc cref="Incident.DetectedAt"/>
    public DateTimeOffset? DetectedAt { get; init; }

    /// <inheritdoc cref="Incident.MitigatedAt"/>
    public DateTimeOffset? MitigatedAt { get; init; }

    /// <inheritdoc cref="Incident.ResolvedAt"/>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <inheritdoc cref="Incident.StatedOn"/>
    public DateOnly? StatedOn { get; init; }

    /// <inheritdoc cref="Incident.StatedDuration"/>
    public string StatedDuration { get; init; } = "";

    /// <inheritdoc cref="Incident.Impact"/>
    public string Impact { get; init; } = "";

    /// <inheritdoc cref="Incident.AffectedUsers"/>
    public int? AffectedUsers { get; init; }

    /// <inheritdoc cref="Incident.Cost"/>
    public string Cost { get; init; } = "";

    /// <inheritdoc cref="Incident.People"/>
    public IReadOnlyList<InvolvedPerson> People { get; init; } = [];

    /// <inheritdoc cref="Incident.SourceLinks"/>
    public IReadOnlyList<Link> SourceLinks { get; init; } = [];

    /// <inheritdoc cref="Incident.Milestones"/>
    public IReadOnlyList<Milestone> Milestones { get; init; } = [];

    /// <inheritdoc cref="Incident.SlackThread"/>
    public string SlackThread { get; init; } = "";

    /// <inheritdoc cref="Incident.Ticket"/>
    public string Ticket { get; init; } = "";

    /// <inheritdoc cref="Incident.NextUpdateAt"/>
    public DateTimeOffset? NextUpdateAt { get; init; }

    /// <inheritdoc cref="Incident.Restricted"/>
    public bool Restricted { get; init; }

    /// <inheritdoc cref="Incident.ReaderIds"/>
    public IReadOnlyList<int> ReaderIds { get; init; } = [];
}

/// <summary>Somebody who took part.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Role">What they did, in a word or two: "communications", "on call".</param>
public sealed record InvolvedPerson(int PersonId, string Role);

/// <summary>A titled link.</summary>
/// <param name="Title">What stands there; may be empty.</param>
/// <param name="Url">An http or https address.</param>
public sealed record Link(string Title, string Url);

/// <summary>A step of the way that people were promised.</summary>
/// <param name="Name">What it is: "All clients upgraded".</param>
/// <param name="TargetAt">When it is to be reached, UTC.</param>
/// <param name="ReachedAt">When it was; null while it is ahead.</param>
public sealed record Milestone(string Name, DateTimeOffset TargetAt, DateTimeOffset? ReachedAt);
