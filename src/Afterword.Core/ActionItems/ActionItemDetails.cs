using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;

namespace Afterword.Core.ActionItems;

/// <summary>What an item form holds: the fields that are edited without ceremony.</summary>
public sealed record ActionItemDetails
{
    /// <inheritdoc cref="ActionItem.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="ActionItem.Description"/>
    public string Description { get; init; } = "";

    /// <inheritdoc cref="ActionItem.OwnerId"/>
    public int? OwnerId { get; init; }

    /// <inheritdoc cref="ActionItem.OwnerTeamId"/>
    public int? OwnerTeamId { get; init; }

    /// <inheritdoc cref="ActionItem.OwnerText"/>
    public string OwnerText { get; init; } = "";

    /// <inheritdoc cref="ActionItem.DueOn"/>
    public DateOnly? DueOn { get; init; }

    /// <inheritdoc cref="ActionItem.DueText"/>
    public string DueText { get; init; } = "";

    /// <inheritdoc cref="ActionItem.Priority"/>
    public Priority? Priority { get; init; }

    /// <inheritdoc cref="ActionItem.Category"/>
    public LearningCategory? Category { get; init; }

    /// <inheritdoc cref="ActionItem.Ticket"/>
    public string Ticket { get; init; } = "";

    /// <inheritdoc cref="ActionItem.Links"/>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <inheritdoc cref="ActionItem.Tags"/>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <inheritdoc cref="ActionItem.Acceptance"/>
    public string Acceptance { get; init; } = "";
}
