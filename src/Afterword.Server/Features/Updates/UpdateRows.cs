using Afterword.Core.Delivery;
using Afterword.Core.Updates;

namespace Afterword.Server.Features.Updates;

/// <summary>An update as lists show it.</summary>
internal sealed record UpdateRow(
    int Number,
    UpdateKind Kind,
    Audience Audience,
    UpdateState State,
    string Subject,
    int? IncidentNumber,
    string? IncidentTitle,
    DateTimeOffset? DueAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? SentAt,
    int Deliveries,
    int Version,
    DateTimeOffset? ScheduledAt,
    int? CorrectionOf,
    string Slot
);

/// <summary>An update whole.</summary>
internal sealed record UpdateFull(
    Update Update,
    string? IncidentTitle,
    Named? Author,
    Named? Approver,
    Named? Person
)
{
    /// <summary>The numbers of the updates that put it right.</summary>
    public IReadOnlyList<int> CorrectedBy { get; init; } = [];
}

/// <summary>A person by name and handle.</summary>
internal sealed record Named(string Name, string Handle);

/// <summary>A delivery as the Outbox shows it. Known by its update, channel and target.</summary>
internal sealed record DeliveryRow(
    long Id,
    int UpdateNumber,
    int? IncidentNumber,
    string Subject,
    string Channel,
    string Target,
    string TargetName,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? NextAt,
    string LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SettledAt,
    string? MessageId
);

/// <summary>Which updates a list shows.</summary>
internal sealed record UpdateFilter(
    UpdateState? State = null,
    Audience? Audience = null,
    int? Incident = null
);

/// <summary>Which deliveries a list shows.</summary>
internal sealed record DeliveryFilter(
    IReadOnlyList<DeliveryState>? States = null,
    int? Update = null
);
