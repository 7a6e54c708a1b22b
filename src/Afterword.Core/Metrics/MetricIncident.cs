using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;

namespace Afterword.Core.Metrics;

/// <summary>What metrics know of an incident.</summary>
public sealed record MetricIncident
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>How bad it is.</summary>
    public Severity Severity { get; init; }

    /// <summary>When the impact began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was noticed, UTC.</summary>
    public DateTimeOffset? DetectedAt { get; init; }

    /// <summary>When the impact was contained, UTC.</summary>
    public DateTimeOffset? MitigatedAt { get; init; }

    /// <summary>When the impact was over, UTC.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When Afterword first heard of it, UTC.</summary>
    public DateTimeOffset DeclaredAt { get; init; }

    /// <summary>When it happened as far as is known, UTC.</summary>
    public DateTimeOffset OccurredAt { get; init; }

    /// <summary>From when on things are owed for it, UTC; null for history nobody follows.</summary>
    public DateTimeOffset? FollowedAt { get; init; }

    /// <summary>Whether a person confirmed that an earlier incident had the same cause; null while nobody can know.</summary>
    public bool? Recurred { get; init; }

    /// <summary>Its action items.</summary>
    public IReadOnlyList<MetricItem> Items { get; init; } = [];

    /// <summary>The messages about it and its items.</summary>
    public IReadOnlyList<MetricMessage> Messages { get; init; } = [];

    /// <summary>What readers asked.</summary>
    public IReadOnlyList<MetricQuestion> Questions { get; init; } = [];

    /// <summary>What the checks after closing found.</summary>
    public IReadOnlyList<MetricCheck> Checks { get; init; } = [];

    /// <summary>True where the incident's own instants contradict each other.</summary>
    public bool Contradicts =>
        ResolvedAt < StartedAt
        || ResolvedAt < DetectedAt
        || ResolvedAt < MitigatedAt
        || MitigatedAt < StartedAt
        || DetectedAt < StartedAt;
}

/// <summary>What metrics know of an action item.</summary>
public sealed record MetricItem
{
    /// <summary>Its number.</summary>
    public required int Number { get; init; }

    /// <summary>How urgent it is; null when unknown.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Where it stands.</summary>
    public ActionItemStatus Status { get; init; }

    /// <summary>When it was written down, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was done or cancelled, UTC; null while open and where a document does not say.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>The due date that stands now.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The first due date it was given.</summary>
    public DateOnly? OriginalDueOn { get; init; }

    /// <summary>How often the due date moved later.</summary>
    public int Slips { get; init; }

    /// <summary>The team that owns it; null where a person does or nobody yet.</summary>
    public int? OwnerTeamId { get; init; }

    /// <summary>True while there is something left to do.</summary>
    public bool IsOpen => StatusWords.IsOpen(Status);

    /// <summary>True for one that was done; cancelled ones are not.</summary>
    public bool IsDone => Status == ActionItemStatus.Done;

    /// <summary>The UTC day it was closed.</summary>
    public DateOnly? ClosedOn => !IsOpen && DoneAt is { } at ? Fact.DayOf(at) : null;

    /// <summary>The times it was closed and opened again, the first one first.</summary>
    public IReadOnlyList<ShutTime> Shut { get; init; } = [];

    /// <summary>
    /// The days at whose end it was open: from the first one until before the last, which is null while it is open. Empty where it is
    /// closed and nobody knows since when.
    /// </summary>
    public IEnumerable<(DateOnly From, DateOnly? Until)> OpenDays()
    {
        if (!IsOpen && ClosedOn is null)
        {
            yield break;
        }
        var from = Fact.DayOf(CreatedAt);
        foreach (var (closed, opened) in Shut)
        {
            var (until, again) = (Fact.DayOf(closed), Fact.DayOf(opened));
            if (until >= again)
            {
                continue;
            }
            if (until > from)
            {
                yield return (from, until);
            }
            from = again > from ? again : from;
        }
        if (IsOpen || ClosedOn > from)
        {
            yield return (from, ClosedOn);
        }
    }
}

/// <summary>A time between closing an action item and opening it again.</summary>
/// <param name="ClosedAt">When it was done or cancelled, UTC.</param>
/// <param name="OpenedAt">When it was opened again, UTC.</param>
public sealed record ShutTime(DateTimeOffset ClosedAt, DateTimeOffset OpenedAt);

/// <summary>What metrics know of a message.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Audience">Who reads it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DueAt">When it was owed, UTC.</param>
/// <param name="OutAt">When it left, UTC: when it was approved, or its instant came where it was scheduled; null while it has not.</param>
/// <param name="Item">The item it is about, if any.</param>
public sealed record MetricMessage(
    UpdateKind Kind,
    Audience Audience,
    UpdateState State,
    DateTimeOffset? DueAt,
    DateTimeOffset? OutAt,
    int? Item = null
);

/// <summary>A question and its answer.</summary>
/// <param name="AskedAt">When it was asked, UTC.</param>
/// <param name="AnsweredAt">When it was answered, UTC; null while open.</param>
public sealed record MetricQuestion(DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt);

/// <summary>What the check of a fix found.</summary>
/// <param name="AnsweredAt">When a person answered, UTC.</param>
/// <param name="Held">True only where the fix holds in full.</param>
/// <param name="Item">The item whose fix it is.</param>
public sealed record MetricCheck(DateTimeOffset AnsweredAt, bool Held, int? Item = null);
