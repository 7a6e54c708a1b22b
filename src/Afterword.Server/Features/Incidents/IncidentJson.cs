using Afterword.Core;
using Afterword.Core.Incidents;
using static Afterword.Server.Features.Incidents.NameQueries;

namespace Afterword.Server.Features.Incidents;

/// <summary>An incident as the API gives it. People, teams and services are <c>{"handle","name"}</c>; a body may name them by handle alone.</summary>
internal sealed record IncidentJson(
    string Key,
    string Title,
    Severity Severity,
    IncidentStatus Status,
    Named? Team,
    Named? Lead,
    IReadOnlyList<Named> Services,
    IReadOnlyList<Named> AffectedTeams,
    IReadOnlyList<string> Tags,
    DateTimeOffset? StartedAt,
    DateTimeOffset? DetectedAt,
    DateTimeOffset? MitigatedAt,
    DateTimeOffset? ResolvedAt,
    int? DurationMinutes,
    DateOnly? StatedOn,
    string StatedDuration,
    string Impact,
    int? AffectedUsers,
    string Cost,
    IReadOnlyList<IncidentJson.Involved> People,
    IReadOnlyList<Link> SourceLinks,
    IReadOnlyList<Milestone> Milestones,
    string SlackThread,
    string Ticket,
    DateTimeOffset? NextUpdateAt,
    bool Restricted,
    IReadOnlyList<Named> Readers,
    bool Imported,
    DateTimeOffset DeclaredAt,
    DateTimeOffset? FollowedAt,
    int Version
)
{
    /// <summary>Somebody who took part.</summary>
    public sealed record Involved(string Handle, string Name, string Role);

    /// <summary>The fields that follow from others: a body may hold them, as a reader got them, but they change nothing.</summary>
    public static readonly IReadOnlyList<string> Derived =
    [
        "key",
        "durationMinutes",
        "imported",
        "declaredAt",
        "followedAt",
        "version",
    ];

    public static IncidentJson Of(Incident incident, Names names, KeyPrefixes keys) =>
        new(
            keys.OfIncident(incident.Number),
            incident.Title,
            incident.Severity,
            incident.Status,
            names.Team(incident.TeamId),
            names.Person(incident.LeadId),
            [.. incident.ServiceIds.Select(id => names.Service(id)).OfType<Named>()],
            [.. incident.AffectedTeamIds.Select(id => names.Team(id)).OfType<Named>()],
            incident.Tags,
            incident.StartedAt,
            incident.DetectedAt,
            incident.MitigatedAt,
            incident.ResolvedAt,
            (int?)incident.Duration?.TotalMinutes,
            incident.StatedOn,
            incident.StatedDuration,
            incident.Impact,
            incident.AffectedUsers,
            incident.Cost,
            [
                .. from involved in incident.People
                let person = names.Person(involved.PersonId)
                where person is not null
                select new Involved(person.Handle, person.Name, involved.Role),
            ],
            incident.SourceLinks,
            incident.Milestones,
            incident.SlackThread,
            incident.Ticket,
            incident.NextUpdateAt,
            incident.Restricted,
            [.. incident.ReaderIds.Select(id => names.Person(id)).OfType<Named>()],
            incident.Imported,
            incident.DeclaredAt,
            incident.FollowedAt,
            incident.Version
        );
}
