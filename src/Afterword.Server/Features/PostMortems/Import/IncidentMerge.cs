using Afterword.Core.Incidents;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>An incident's fields after its document changed.</summary>
internal static class IncidentMerge
{
    public static IncidentDetails Of(
        Incident incident,
        IncidentDetails was,
        IncidentDetails now,
        ThreeWay way
    )
    {
        var current = Current(incident);
        return current with
        {
            Title = way.Pick("The title", was.Title, now.Title, current.Title),
            Severity = way.Pick("The severity", was.Severity, now.Severity, current.Severity),
            TeamId = way.Pick("The team", was.TeamId, now.TeamId, current.TeamId),
            ServiceIds = way.PickList(
                "The list of services",
                was.ServiceIds,
                now.ServiceIds,
                current.ServiceIds
            ),
            Tags = way.PickList("The list of tags", was.Tags, now.Tags, current.Tags),
            StartedAt = way.Pick("The start", was.StartedAt, now.StartedAt, current.StartedAt),
            DetectedAt = way.Pick(
                "The detection",
                was.DetectedAt,
                now.DetectedAt,
                current.DetectedAt
            ),
            MitigatedAt = way.Pick(
                "The mitigation",
                was.MitigatedAt,
                now.MitigatedAt,
                current.MitigatedAt
            ),
            ResolvedAt = way.Pick(
                "The resolution",
                was.ResolvedAt,
                now.ResolvedAt,
                current.ResolvedAt
            ),
            StatedOn = way.Pick("The day", was.StatedOn, now.StatedOn, current.StatedOn),
            StatedDuration = way.Pick(
                "The duration",
                was.StatedDuration,
                now.StatedDuration,
                current.StatedDuration
            ),
            Impact = way.Pick("The impact", was.Impact, now.Impact, current.Impact),
            Restricted = way.Pick(
                "The visibility",
                was.Restricted,
                now.Restricted,
                current.Restricted
            ),
        };
    }

    /// <summary>Every field as it stands.</summary>
    public static IncidentDetails Current(Incident incident) =>
        new()
        {
            Title = incident.Title,
            Severity = incident.Severity,
            TeamId = incident.TeamId,
            LeadId = incident.LeadId,
            ServiceIds = incident.ServiceIds,
            AffectedTeamIds = incident.AffectedTeamIds,
            Tags = incident.Tags,
            StartedAt = incident.StartedAt,
            DetectedAt = incident.DetectedAt,
            MitigatedAt = incident.MitigatedAt,
            ResolvedAt = incident.ResolvedAt,
            StatedOn = incident.StatedOn,
            StatedDuration = incident.StatedDuration,
            Impact = incident.Impact,
            AffectedUsers = incident.AffectedUsers,
            Cost = incident.Cost,
            People = incident.People,
            SourceLinks = incident.SourceLinks,
            Milestones = incident.Milestones,
            SlackThread = incident.SlackThread,
            Ticket = incident.Ticket,
            NextUpdateAt = incident.NextUpdateAt,
            Restricted = incident.Restricted,
            ReaderIds = incident.ReaderIds,
        };
}
