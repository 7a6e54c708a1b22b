using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;

namespace Afterword.Server.Features.ActionItems;

/// <summary>A line of a list of items.</summary>
[Offered]
public sealed record ItemRow(
    int Number,
    string Title,
    ItemOwner? Owner,
    string OwnerText,
    DateOnly? DueOn,
    string DueText,
    Priority? Priority,
    ActionItemStatus Status,
    int Incident,
    string IncidentTitle,
    DateTimeOffset LastActivityAt,
    DateTimeOffset? DoneAt
)
{
    public bool IsOpen => StatusWords.IsOpen(Status);
}

/// <summary>Who owns an item, as people see it.</summary>
/// <param name="Handle">Without <c>@</c>.</param>
/// <param name="Name">In full.</param>
/// <param name="IsTeam">A team, whose lead is accountable.</param>
[Offered]
public sealed record ItemOwner(string Handle, string Name, bool IsTeam);

/// <summary>An item whole, with the names behind its numbers.</summary>
/// <param name="Parent">The item it follows up, where this viewer may know of it.</param>
[Offered]
public sealed record ItemFull(
    ActionItem Item,
    string IncidentTitle,
    Severity Severity,
    ItemOwner? Owner,
    int? Parent
);
