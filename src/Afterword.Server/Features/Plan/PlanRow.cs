using Afterword.Core.FollowThrough;
using Afterword.Core.Updates;

namespace Afterword.Server.Features.Plan;

/// <summary>Where something owed stands.</summary>
public enum PlanState
{
    /// <summary>Its time to be written has not come.</summary>
    Coming,

    /// <summary>Owed, and in time.</summary>
    Owed,

    /// <summary>Owed, and late.</summary>
    Late,

    /// <summary>Approved; its deliveries are under way.</summary>
    UnderWay,

    /// <summary>Told to everybody it was for.</summary>
    Sent,

    /// <summary>Told, but not to all.</summary>
    PartlyFailed,

    /// <summary>Somebody decided that it is not needed.</summary>
    Waived,
}

/// <summary>Somebody a message goes to.</summary>
public sealed record PlanPerson(string Handle, string Name);

/// <summary>A line of the ledger.</summary>
public sealed record PlanRow(
    string Slot,
    UpdateKind Kind,
    Audience Audience,
    PlanState State,
    int? IncidentNumber,
    string? IncidentTitle,
    int? UpdateNumber,
    string? Subject,
    DateTimeOffset? OpensAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? SentAt,
    TimeSpan? LateBy,
    int Deliveries = 0,
    int Dead = 0
)
{
    /// <summary>The one person it goes to; null for a whole audience.</summary>
    public PlanPerson? Person { get; init; }

    /// <summary>The items it is about.</summary>
    public IReadOnlyList<int> Items { get; init; } = [];

    /// <summary>When it goes out by itself; null when it waits for a person.</summary>
    public DateTimeOffset? SendsAt { get; init; }

    /// <summary>Why it is owed, in a sentence.</summary>
    public string Why { get; init; } = "";

    /// <summary>When it will be seen, or was.</summary>
    public DateTimeOffset? At => SentAt ?? ApprovedAt ?? SendsAt ?? DueAt;

    public bool IsOwed => State is PlanState.Coming or PlanState.Owed or PlanState.Late;

    public static PlanRow Owed(
        Obligation owed,
        string? title,
        Update? update,
        DateTimeOffset now
    ) =>
        new(
            owed.Slot,
            owed.Kind,
            owed.Audience,
            update is { IsFrozen: true, State: not UpdateState.Scheduled } ? StateOf(update)
                : owed.Waived ? PlanState.Waived
                : owed.LateBy(now) is not null ? PlanState.Late
                : owed.OpensAt > now ? PlanState.Coming
                : PlanState.Owed,
            owed.IncidentNumber,
            title,
            update?.Number,
            update?.Subject,
            owed.OpensAt,
            owed.DueAt,
            update?.ApprovedAt,
            update?.SentAt,
            owed.LateBy(now)
        )
        {
            Items = owed.ItemNumbers,
            SendsAt = owed.SendsAt,
            Why = owed.Why,
        };

    public static PlanRow Told(
        Update update,
        string? title,
        int deliveries,
        int dead,
        DateTimeOffset now
    ) =>
        new(
            update.Slot,
            update.Kind,
            update.Audience,
            StateOf(update),
            update.IncidentNumber,
            title,
            update.Number,
            update.Subject,
            update.CreatedAt,
            update.DueAt,
            update.ApprovedAt,
            update.SentAt,
            update.State != UpdateState.Discarded
            && (update.ApprovedAt ?? now) - update.DueAt is { Ticks: > 0 } late
                ? late
                : null,
            deliveries,
            dead
        )
        {
            Items = update.ItemNumber is { } item ? [item] : [],
            SendsAt = update.ScheduledAt,
        };

    private static PlanState StateOf(Update update) =>
        update.State switch
        {
            UpdateState.Sent => PlanState.Sent,
            UpdateState.PartlyFailed => PlanState.PartlyFailed,
            UpdateState.Discarded => PlanState.Waived,
            _ => PlanState.UnderWay,
        };
}
