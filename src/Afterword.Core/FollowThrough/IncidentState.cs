using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>All that the cadence knows of an incident.</summary>
public sealed record IncidentState
{
    /// <summary>The incident's number.</summary>
    public required int Number { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>When it was declared, UTC.</summary>
    public required DateTimeOffset DeclaredAt { get; init; }

    /// <summary>When it was resolved, UTC; null while it runs.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>From when on it is followed, UTC; null for history nobody follows.</summary>
    public DateTimeOffset? FollowedAt { get; init; }

    /// <summary>The incident lead.</summary>
    public int? LeadId { get; init; }

    /// <summary>The lead of the team that leads the follow-through.</summary>
    public int? TeamLeadId { get; init; }

    /// <summary>The zone in which its weeks and mornings are counted: the team's.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Its action items.</summary>
    public IReadOnlyList<ItemState> Items { get; init; } = [];

    /// <summary>The people who may be written to, by id: owners, managers, leads.</summary>
    public IReadOnlyDictionary<int, PersonState> People { get; init; } =
        new Dictionary<int, PersonState>();

    /// <summary>The updates there are.</summary>
    public IReadOnlyList<ToldUpdate> Told { get; init; } = [];

    /// <summary>What people decided about messages ahead, by slot.</summary>
    public IReadOnlyDictionary<string, PlanWish> Wishes { get; init; } =
        new Dictionary<string, PlanWish>();

    /// <summary>What was answered at check-ins.</summary>
    public IReadOnlyList<CheckedItem> Checks { get; init; } = [];

    /// <summary>Who was asked whether it could hit their service.</summary>
    public IReadOnlyList<AskedRisk> RiskCalls { get; init; } = [];

    /// <summary>The update of a slot; null while there is none.</summary>
    public ToldUpdate? ToldIn(string slot)
    {
        if (_bySlot is not { } known || !ReferenceEquals(known.Of, Told))
        {
            _bySlot = known = (Told, Told.ToDictionary(t => t.Slot, StringComparer.Ordinal));
        }
        return known.Slots.GetValueOrDefault(slot);
    }

    private (IReadOnlyList<ToldUpdate> Of, Dictionary<string, ToldUpdate> Slots)? _bySlot;

    /// <summary>Somebody who can be written to: known, not gone.</summary>
    public PersonState? Reachable(int? id) =>
        id is { } known && People.GetValueOrDefault(known) is { Active: true } person
            ? person
            : null;
}

/// <summary>An action item as the cadence sees it.</summary>
public sealed record ItemState
{
    /// <summary>The item's number.</summary>
    public required int Number { get; init; }

    /// <summary>How urgent it is; no priority counts as P2.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Where it stands.</summary>
    public ActionItemStatus Status { get; init; }

    /// <summary>The one accountable person: the owner, or the lead of the team that owns it.</summary>
    public int? OwnerId { get; init; }

    /// <summary>The lead of the team that owns it; null when a person owns it: the incident's team counts.</summary>
    public int? TeamLeadId { get; init; }

    /// <summary>The due date.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>When it was written down, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When somebody last touched it, UTC.</summary>
    public required DateTimeOffset LastActivityAt { get; init; }

    /// <summary>When it was closed, UTC; null while it is open and where a document does not say.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>How often it was reopened.</summary>
    public int Reopenings { get; init; }

    /// <summary>Until this day its owner is not reminded (F10); escalations go their way.</summary>
    public DateOnly? SnoozedUntil { get; init; }

    /// <summary>True while there is something left to do.</summary>
    public bool IsOpen => StatusWords.IsOpen(Status);

    /// <summary>True for those that keep the weekly follow-ups going.</summary>
    public bool KeepsWeekly =>
        Priority is null or ActionItems.Priority.P1 or ActionItems.Priority.P2;

    /// <summary>Whether it was there and open at an instant, as far as is known.</summary>
    public bool WasOpenAt(DateTimeOffset at) =>
        CreatedAt <= at && (IsOpen || (DoneAt is { } done && done > at));
}

/// <summary>A person as the cadence sees them.</summary>
/// <param name="Id">The person.</param>
/// <param name="Handle">The short name, without <c>@</c>.</param>
/// <param name="ManagerId">The person escalations go to first.</param>
/// <param name="Zone">Where their mornings are.</param>
/// <param name="Active">False for somebody who has left.</param>
public sealed record PersonState(
    int Id,
    string Handle,
    int? ManagerId,
    TimeZoneInfo Zone,
    bool Active = true
);

/// <summary>An update as the cadence sees it.</summary>
/// <param name="Slot">Its key.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ApprovedAt">When it was approved, UTC.</param>
/// <param name="CreatedAt">When it was drafted, UTC.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Audience">Who it is for.</param>
/// <param name="GoesAt">When it goes by itself, UTC; null when it waits for a person or has gone.</param>
public sealed record ToldUpdate(
    string Slot,
    UpdateState State,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset CreatedAt = default,
    UpdateKind Kind = UpdateKind.InitialSummary,
    Audience Audience = Audience.Leadership,
    DateTimeOffset? GoesAt = null
)
{
    /// <summary>Its words are out or on their way.</summary>
    public bool IsOut =>
        State is UpdateState.Approved or UpdateState.Sent or UpdateState.PartlyFailed;

    /// <summary>Nothing of it has left: it waits for a person or for its instant.</summary>
    public bool IsWaiting => State is UpdateState.Draft or UpdateState.Scheduled;
}

/// <summary>What a person decided about a message ahead.</summary>
/// <param name="Skipped">It is not to be sent.</param>
/// <param name="MovedTo">It goes at another instant, UTC; null leaves it.</param>
public sealed record PlanWish(bool Skipped, DateTimeOffset? MovedTo);

/// <summary>An item of which somebody said whether its fix holds.</summary>
/// <param name="ItemNumber">The item.</param>
/// <param name="At">When, UTC.</param>
public sealed record CheckedItem(int ItemNumber, DateTimeOffset At);

/// <summary>Somebody who was asked whether it could hit their service.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="AnsweredAt">When they answered, UTC; null while they have not.</param>
public sealed record AskedRisk(int PersonId, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt);
