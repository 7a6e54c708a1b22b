using System.Linq.Expressions;
using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;

namespace Afterword.Server.Data;

/// <summary>The columns of an action item that the cadence looks at.</summary>
internal sealed record PlanItem(
    int Number,
    int IncidentNumber,
    Priority? Priority,
    ActionItemStatus Status,
    int? OwnerId,
    int? OwnerTeamId,
    DateOnly? DueOn,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastActivityAt,
    DateTimeOffset? DoneAt,
    int Reopenings,
    DateOnly? SnoozedUntil
)
{
    public static readonly Expression<Func<ActionItem, PlanItem>> Columns = item => new PlanItem(
        item.Number,
        item.IncidentNumber,
        item.Priority,
        item.Status,
        item.OwnerId,
        item.OwnerTeamId,
        item.DueOn,
        item.CreatedAt,
        item.LastActivityAt,
        item.DoneAt,
        item.Reopenings,
        item.SnoozedUntil
    );

    public static PlanItem Of(ActionItem item) =>
        new(
            item.Number,
            item.IncidentNumber,
            item.Priority,
            item.Status,
            item.OwnerId,
            item.OwnerTeamId,
            item.DueOn,
            item.CreatedAt,
            item.LastActivityAt,
            item.DoneAt,
            item.Reopenings,
            item.SnoozedUntil
        );

    /// <param name="teamLead">The lead of the team that owns it, if a team does.</param>
    public ItemState State(int? teamLead) =>
        new()
        {
            Number = Number,
            Priority = Priority,
            Status = Status,
            OwnerId = OwnerId ?? teamLead,
            TeamLeadId = OwnerTeamId is null ? null : teamLead,
            DueOn = DueOn,
            CreatedAt = CreatedAt,
            LastActivityAt = LastActivityAt,
            DoneAt = DoneAt,
            Reopenings = Reopenings,
            SnoozedUntil = SnoozedUntil,
        };
}
