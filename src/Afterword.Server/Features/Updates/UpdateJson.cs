using Afterword.Core;
using Afterword.Core.Delivery;
using Afterword.Core.Updates;

namespace Afterword.Server.Features.Updates;

/// <summary>An update as the API gives it.</summary>
internal sealed record UpdateJson(
    int Id,
    UpdateKind Kind,
    Audience Audience,
    UpdateState State,
    string? Incident,
    string? Item,
    string? Person,
    int? CorrectionOf,
    IReadOnlyList<int> CorrectedBy,
    string Subject,
    string Body,
    Named? Author,
    Named? ApprovedBy,
    DateTimeOffset? DueAt,
    DateTimeOffset? NextUpdateAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? ScheduledAt,
    DateTimeOffset? SentAt,
    int Version
)
{
    public static UpdateJson Of(UpdateFull full, KeyPrefixes keys)
    {
        var update = full.Update;
        return new UpdateJson(
            update.Number,
            update.Kind,
            update.Audience,
            update.State,
            update.IncidentNumber is { } number ? keys.OfIncident(number) : null,
            update.ItemNumber is { } item ? keys.OfItem(item) : null,
            full.Person?.Handle,
            update.CorrectionOf,
            full.CorrectedBy,
            update.Subject,
            update.Body,
            full.Author,
            full.Approver,
            update.DueAt,
            update.NextUpdateAt,
            update.CreatedAt,
            update.ApprovedAt,
            update.ScheduledAt,
            update.SentAt,
            update.Version
        );
    }
}

/// <summary>An update in a list: without its body.</summary>
internal sealed record UpdateLineJson(
    int Id,
    UpdateKind Kind,
    Audience Audience,
    UpdateState State,
    string? Incident,
    string Subject,
    DateTimeOffset? DueAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? ScheduledAt,
    DateTimeOffset? SentAt,
    int Deliveries,
    int Version
)
{
    public static UpdateLineJson Of(UpdateRow row, KeyPrefixes keys) =>
        new(
            row.Number,
            row.Kind,
            row.Audience,
            row.State,
            row.IncidentNumber is { } number ? keys.OfIncident(number) : null,
            row.Subject,
            row.DueAt,
            row.CreatedAt,
            row.ApprovedAt,
            row.ScheduledAt,
            row.SentAt,
            row.Deliveries,
            row.Version
        );
}

/// <summary>A delivery as the API gives it; known by update, channel and target.</summary>
internal sealed record DeliveryJson(
    int Update,
    string? Incident,
    string Subject,
    string Channel,
    string Target,
    string TargetName,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? NextTryAt,
    string LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SettledAt,
    string? MessageId
)
{
    public static DeliveryJson Of(DeliveryRow row, KeyPrefixes keys) =>
        new(
            row.UpdateNumber,
            row.IncidentNumber is { } number ? keys.OfIncident(number) : null,
            row.Subject,
            row.Channel,
            row.Target,
            row.TargetName,
            row.State,
            row.Attempts,
            row.State == DeliveryState.Leased ? null : row.NextAt,
            row.LastError,
            row.CreatedAt,
            row.SettledAt,
            row.MessageId
        );
}
