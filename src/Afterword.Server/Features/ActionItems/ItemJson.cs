using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.ActionItems;

/// <summary>An action item as the API gives it.</summary>
internal sealed record ItemJson
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Description { get; init; }
    public required string Incident { get; init; }
    public required OwnerJson? Owner { get; init; }
    public required string OwnerText { get; init; }
    public required DateOnly? DueOn { get; init; }
    public required string DueText { get; init; }
    public required DateOnly? DueFrom { get; init; }
    public required DateOnly? OriginalDueOn { get; init; }
    public required int Slips { get; init; }
    public required Priority? Priority { get; init; }
    public required ActionItemStatus Status { get; init; }
    public required string StatusReason { get; init; }
    public required DateOnly? SnoozedUntil { get; init; }
    public required LearningCategory? Category { get; init; }
    public required string Ticket { get; init; }
    public required IReadOnlyList<Link> Links { get; init; }
    public required IReadOnlyList<string> Tags { get; init; }
    public required string? Parent { get; init; }
    public required int? Update { get; init; }
    public required string Acceptance { get; init; }
    public required string Evidence { get; init; }
    public required string Verification { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? StartedAt { get; init; }
    public required DateTimeOffset? DoneAt { get; init; }
    public required DateTimeOffset LastActivityAt { get; init; }
    public required int Reopenings { get; init; }
    public required int Version { get; init; }
}

/// <summary>An owner or an actor as the API gives it.</summary>
internal sealed record OwnerJson(string Handle, string Name, string Kind)
{
    public static OwnerJson? Of(ItemOwner? owner) =>
        owner is null
            ? null
            : new OwnerJson(owner.Handle, owner.Name, owner.IsTeam ? "team" : "person");
}

/// <summary>A line of an item's history as the API gives it.</summary>
internal sealed record HistoryJson(
    DateTimeOffset At,
    EventKind Kind,
    OwnerJson? By,
    Door Door,
    IReadOnlyList<FieldChange> Changes,
    string? Reason,
    string? Note
)
{
    public static HistoryJson Of(HistoryLine line) =>
        new(
            line.At,
            line.Kind,
            OwnerJson.Of(line.By),
            line.Door,
            line.Changes,
            line.Reason,
            line.Note
        );
}
