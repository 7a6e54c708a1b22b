using Afterword.Core.Events;

namespace Afterword.Core.Incidents;

/// <summary>Something that went wrong and is followed until its last action item is closed and shown to hold.</summary>
public sealed partial class Incident : Noun
{
    private Incident() { }

    /// <summary>The number behind the key (<c>INC-12</c>).</summary>
    public int Number { get; private set; }

    /// <summary>What happened, in a line.</summary>
    public string Title { get; private set; } = "";

    /// <summary>How bad it is.</summary>
    public Severity Severity { get; private set; }

    /// <summary>Where it stands; follows from the instants and the items.</summary>
    public IncidentStatus Status { get; private set; }

    /// <summary>The team that leads the follow-through.</summary>
    public int? TeamId { get; private set; }

    /// <summary>The incident lead.</summary>
    public int? LeadId { get; private set; }

    /// <summary>The affected services.</summary>
    public IReadOnlyList<int> ServiceIds { get; private set; } = [];

    /// <summary>The affected teams: proposed from the services' owners, editable.</summary>
    public IReadOnlyList<int> AffectedTeamIds { get; private set; } = [];

    /// <summary>Tags and causes, sorted.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>When the impact began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it was noticed, UTC.</summary>
    public DateTimeOffset? DetectedAt { get; private set; }

    /// <summary>When the impact was contained, UTC.</summary>
    public DateTimeOffset? MitigatedAt { get; private set; }

    /// <summary>When the impact was over, UTC.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>The day a document names where no instant is known.</summary>
    public DateOnly? StatedOn { get; private set; }

    /// <summary>The duration a document states where none can be derived; shown as "stated".</summary>
    public string StatedDuration { get; private set; } = "";

    /// <summary>The business impact in plain words.</summary>
    public string Impact { get; private set; } = "";

    /// <summary>How many users were affected; null when unknown.</summary>
    public int? AffectedUsers { get; private set; }

    /// <summary>What it cost, in the organisation's own words and currency; empty when unknown.</summary>
    public string Cost { get; private set; } = "";

    /// <summary>Who took part, with what role.</summary>
    public IReadOnlyList<InvolvedPerson> People { get; private set; } = [];

    /// <summary>Where it came from: alerts, dashboards, chats.</summary>
    public IReadOnlyList<Link> SourceLinks { get; private set; } = [];

    /// <summary>What was promised by when.</summary>
    public IReadOnlyList<Milestone> Milestones { get; private set; } = [];

    /// <summary>The incident's own Slack channel or thread, as a permalink; empty when it has none.</summary>
    public string SlackThread { get; private set; } = "";

    /// <summary>The incident's own ticket, an URL or a key; empty when it has none.</summary>
    public string Ticket { get; private set; } = "";

    /// <summary>The instant by which the next update was promised.</summary>
    public DateTimeOffset? NextUpdateAt { get; private set; }

    /// <summary>True when only the named people may see it.</summary>
    public bool Restricted { get; private set; }

    /// <summary>Who may see it when it is restricted; whoever declared it and its lead are always among them.</summary>
    public IReadOnlyList<int> ReaderIds { get; private set; } = [];

    /// <summary>When Afterword first heard of it, UTC.</summary>
    public DateTimeOffset DeclaredAt { get; private set; }

    /// <summary>Who declared it; null for the product itself. Always a reader while it is restricted.</summary>
    public int? DeclaredById { get; private set; }

    /// <summary>When it happened as far as is known, UTC: the start, else the first instant or day there is. Lists are ordered by it.</summary>
    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>True for one that came in as a document: history until somebody presses Follow.</summary>
    public bool Imported { get; private set; }

    /// <summary>From when on things are owed for it; null for history nobody follows.</summary>
    public DateTimeOffset? FollowedAt { get; private set; }

    /// <summary>The next instant at which the cadence has something to do; written by the write path alone.</summary>
    public DateTimeOffset? NextDueAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Incident;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => Number;

    /// <summary>How long the impact lasted, derived from the instants; null while it lasts or when one is unknown or they contradict.</summary>
    public TimeSpan? Duration =>
        ResolvedAt - (StartedAt ?? DetectedAt) is { Ticks: >= 0 } lasted ? lasted : null;

    /// <summary>The day of the incident as documents show it.</summary>
    public DateOnly Day =>
        StatedOn
        ?? DateOnly.FromDateTime((StartedAt ?? DetectedAt ?? ResolvedAt ?? DeclaredAt).UtcDateTime);

    /// <summary>Writes down when the cadence is needed next. Only the write path calls it; it is no change of the incident.</summary>
    public void ExpectAt(DateTimeOffset? nextDueAt) => NextDueAt = nextDueAt;
}
