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
    public bool IsOwed => State is PlanState.Coming or PlanState.Owed or PlanState.Late;

    public static PlanRow Owed(Obligation owed, string title, Update? update, DateTimeOffset now) =>
        new(
            owed.Slot,
            owed.Kind,
            owed.Audience,
            update is { IsFrozen: true } ? StateOf(update)
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
        );

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
        );

    private static PlanState StateOf(Update update) =>
        update.State switch
        {
            UpdateState.Sent => PlanState.Sent,
            UpdateState.PartlyFailed => PlanState.PartlyFailed,
            UpdateState.Discarded => PlanState.Waived,
            _ => PlanState.UnderWay,
        };
}
