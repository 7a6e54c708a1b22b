using System.Globalization;
using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Server.Shell;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.Incidents;

/// <summary>The incident form, every field as it was typed.</summary>
public sealed record IncidentForm
{
    public int Version { get; set; }
    public string? Title { get; set; }
    public string? Severity { get; set; }
    public string? Team { get; set; }
    public string? Lead { get; set; }
    public Dictionary<string, bool>? Services { get; set; }
    public Dictionary<string, bool>? AffectedTeams { get; set; }
    public string? Tags { get; set; }
    public string? StartedAt { get; set; }
    public string? DetectedAt { get; set; }
    public string? MitigatedAt { get; set; }
    public string? ResolvedAt { get; set; }
    public string? StatedOn { get; set; }
    public string? StatedDuration { get; set; }
    public string? Impact { get; set; }
    public string? AffectedUsers { get; set; }
    public string? Cost { get; set; }
    public List<PersonLine>? People { get; set; }
    public List<LinkLine>? SourceLinks { get; set; }
    public List<MilestoneLine>? Milestones { get; set; }
    public string? SlackThread { get; set; }
    public string? Ticket { get; set; }
    public string? NextUpdateAt { get; set; }
    public bool Restricted { get; set; }
    public Dictionary<string, bool>? Readers { get; set; }

    /// <summary>Somebody who took part.</summary>
    public sealed record PersonLine
    {
        public string? Handle { get; set; }
        public string? Role { get; set; }
    }

    /// <summary>A titled link.</summary>
    public sealed record LinkLine
    {
        public string? Title { get; set; }
        public string? Url { get; set; }
    }

    /// <summary>A step that was promised.</summary>
    public sealed record MilestoneLine
    {
        public string? Name { get; set; }
        public string? TargetAt { get; set; }
        public string? ReachedAt { get; set; }
    }

    /// <summary>The form of an incident as it is stored.</summary>
    internal static IncidentForm Of(Incident incident, NameQueries.Names names, Reader reader) =>
        new()
        {
            Version = incident.Version,
            Title = incident.Title,
            Severity = SnakeCase.Of(incident.Severity),
            Team = names.Team(incident.TeamId)?.Handle,
            Lead = names.Person(incident.LeadId)?.Handle,
            Services = Chosen(incident.ServiceIds.Select(id => names.Service(id))),
            AffectedTeams = Chosen(incident.AffectedTeamIds.Select(id => names.Team(id))),
            Tags = string.Join(", ", incident.Tags),
            StartedAt = LocalTime.Of(incident.StartedAt, reader),
            DetectedAt = LocalTime.Of(incident.DetectedAt, reader),
            MitigatedAt = LocalTime.Of(incident.MitigatedAt, reader),
            ResolvedAt = LocalTime.Of(incident.ResolvedAt, reader),
            StatedOn = incident.StatedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            StatedDuration = incident.StatedDuration,
            Impact = incident.Impact,
            AffectedUsers = incident.AffectedUsers?.ToString(CultureInfo.InvariantCulture),
            Cost = incident.Cost,
            People =
            [
                .. incident.People.Select(p => new PersonLine
                {
                    Handle = names.Person(p.PersonId)?.Handle,
                    Role = p.Role,
                }),
            ],
            SourceLinks =
            [
                .. incident.SourceLinks.Select(l => new LinkLine { Title = l.Title, Url = l.Url }),
            ],
            Milestones =
            [
                .. incident.Milestones.Select(m => new MilestoneLine
                {
                    Name = m.Name,
                    TargetAt = LocalTime.Of(m.TargetAt, reader),
                    ReachedAt = LocalTime.Of(m.ReachedAt, reader),
                }),
            ],
            SlackThread = incident.SlackThread,
            Ticket = incident.Ticket,
            NextUpdateAt = LocalTime.Of(incident.NextUpdateAt, reader),
            Restricted = incident.Restricted,
            Readers = Chosen(incident.ReaderIds.Select(id => names.Person(id))),
        };

    /// <summary>The handles that are ticked.</summary>
    public static IReadOnlyList<string> Ticked(Dictionary<string, bool>? boxes) =>
        [.. (boxes ?? []).Where(b => b.Value).Select(b => b.Key).Order(StringComparer.Ordinal)];

    private static Dictionary<string, bool> Chosen(IEnumerable<NameQueries.Named?> names) =>
        names.OfType<NameQueries.Named>().ToDictionary(n => n.Handle, _ => true);
}
