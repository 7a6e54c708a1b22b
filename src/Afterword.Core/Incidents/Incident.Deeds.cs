using Afterword.Core.Events;

namespace Afterword.Core.Incidents;

public sealed partial class Incident
{
    /// <summary>Declares an incident; from now on it is followed.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="details">What is known so far.</param>
    /// <param name="by">Who declares.</param>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public static Incident Declare(int number, IncidentDetails details, By by)
    {
        var incident = new Incident
        {
            Number = number,
            DeclaredAt = by.At,
            FollowedAt = by.At,
        };
        incident.Take(details);
        incident.Happened(
            EventKind.IncidentDeclared,
            by,
            [new FieldChange("severity", null, SnakeCase.Of(incident.Severity))],
            note: incident.Title
        );
        incident.TellOfInstants(wasResolved: null, wasMitigated: null, by);
        return incident;
    }

    /// <summary>Takes in an incident from a document: history, nothing is owed for it.</summary>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public static Incident Import(int number, IncidentDetails details, By by)
    {
        var incident = new Incident
        {
            Number = number,
            DeclaredAt = by.At,
            Imported = true,
        };
        incident.Take(details);
        incident.Happened(EventKind.IncidentImported, by, note: incident.Title);
        return incident;
    }

    /// <summary>Changes what is known; nothing happens when nothing differs.</summary>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public void Edit(IncidentDetails details, By by)
    {
        var (resolved, mitigated) = (ResolvedAt, MitigatedAt);
        var changes = Take(details);
        if (changes.Any)
        {
            Happened(EventKind.IncidentChanged, by, changes.All);
            TellOfInstants(resolved, mitigated, by);
        }
    }

    /// <summary>Says that the impact is over.</summary>
    /// <param name="at">When it was over, UTC.</param>
    /// <param name="by">Who says so.</param>
    /// <exception cref="RuleException">It is resolved already, or the instant is before the start or in the future.</exception>
    public void Resolve(DateTimeOffset at, By by)
    {
        if (ResolvedAt is not null)
        {
            throw new RuleException(
                "resolvedAt",
                "This incident is resolved already; edit the instant instead."
            );
        }
        if (at > by.At.AddMinutes(1))
        {
            throw new RuleException("resolvedAt", "The resolution cannot lie in the future.");
        }
        if (at < StartedAt)
        {
            throw new RuleException("resolvedAt", "The resolution cannot come before the start.");
        }
        ResolvedAt = at;
        Status = StatusNow();
        Happened(
            EventKind.IncidentResolved,
            by,
            [new FieldChange("resolvedAt", null, Changes.Words(at))]
        );
    }

    /// <summary>Says that the impact is back.</summary>
    /// <exception cref="RuleException">It is not resolved.</exception>
    public void Reopen(string reason, By by)
    {
        if (ResolvedAt is null)
        {
            throw new RuleException("", "This incident is not resolved, so it cannot be reopened.");
        }
        var changes = new Changes();
        ResolvedAt = changes.Of("resolvedAt", ResolvedAt, null);
        Status = StatusNow();
        Happened(EventKind.IncidentReopened, by, changes.All, reason);
    }

    /// <summary>Starts to follow an imported incident: from now on things are owed, never for an instant before.</summary>
    public void Follow(By by)
    {
        if (FollowedAt is null)
        {
            FollowedAt = by.At;
            Happened(EventKind.IncidentFollowed, by);
        }
    }

    private void TellOfInstants(DateTimeOffset? wasResolved, DateTimeOffset? wasMitigated, By by)
    {
        if (wasMitigated is null && MitigatedAt is { } mitigated && ResolvedAt is null)
        {
            Happened(
                EventKind.IncidentMitigated,
                by,
                [new FieldChange("mitigatedAt", null, Changes.Words(mitigated))]
            );
        }
        if (wasResolved is null && ResolvedAt is { } resolved)
        {
            Happened(
                EventKind.IncidentResolved,
                by,
                [new FieldChange("resolvedAt", null, Changes.Words(resolved))]
            );
        }
        else if (wasResolved is not null && ResolvedAt is null)
        {
            Happened(EventKind.IncidentReopened, by);
        }
    }

    private IncidentStatus StatusNow() =>
        ResolvedAt is not null
            ? (Status == IncidentStatus.Closed ? IncidentStatus.Closed : IncidentStatus.Resolved)
        : MitigatedAt is not null ? IncidentStatus.Mitigated
        : Imported && StartedAt is null ? IncidentStatus.Resolved
        : IncidentStatus.Ongoing;

    private Changes Take(IncidentDetails details)
    {
        IncidentRules.Check(details);
        var changes = new Changes();
        Title = changes.Of("title", Title, details.Title.Trim());
        Severity = changes.Of("severity", Severity, details.Severity);
        TeamId = changes.Of("team", TeamId, details.TeamId);
        LeadId = changes.Of("lead", LeadId, details.LeadId);
        StartedAt = changes.Of("startedAt", StartedAt, details.StartedAt);
        DetectedAt = changes.Of("detectedAt", DetectedAt, details.DetectedAt);
        MitigatedAt = changes.Of("mitigatedAt", MitigatedAt, details.MitigatedAt);
        ResolvedAt = changes.Of("resolvedAt", ResolvedAt, details.ResolvedAt);
        StatedOn = changes.Of("statedOn", StatedOn, details.StatedOn);
        StatedDuration = changes.Of(
            "statedDuration",
            StatedDuration,
            details.StatedDuration.Trim()
        );
        Impact = changes.Of("impact", Impact, details.Impact.Trim());
        AffectedUsers = changes.Of("affectedUsers", AffectedUsers, details.AffectedUsers);
        Cost = changes.Of("cost", Cost, details.Cost.Trim());
        SlackThread = changes.Of("slackThread", SlackThread, details.SlackThread.Trim());
        Ticket = changes.Of("ticket", Ticket, details.Ticket.Trim());
        NextUpdateAt = changes.Of("nextUpdateAt", NextUpdateAt, details.NextUpdateAt);
        Restricted = changes.Of("restricted", Restricted, details.Restricted);
        TakeLists(details, changes);
        Status = changes.Of("status", Status, StatusNow());
        return changes;
    }

    private void TakeLists(IncidentDetails details, Changes changes)
    {
        var tags = TagList.Check(details.Tags);
        int[] services = [.. details.ServiceIds.Distinct().Order()];
        int[] teams = [.. details.AffectedTeamIds.Distinct().Order()];
        int[] readers = [.. details.ReaderIds.Distinct().Order()];
        changes.OfList("services", ServiceIds, services);
        changes.OfList("affectedTeams", AffectedTeamIds, teams);
        changes.OfList("tags", Tags, tags);
        changes.OfList(
            "people",
            People.Select(p => $"{p.PersonId} {p.Role}"),
            details.People.Select(p => $"{p.PersonId} {p.Role}")
        );
        changes.OfList(
            "sourceLinks",
            SourceLinks.Select(l => l.Url),
            details.SourceLinks.Select(l => l.Url)
        );
        changes.OfList("milestones", Milestones, details.Milestones);
        changes.OfList("readers", ReaderIds, readers);
        (ServiceIds, AffectedTeamIds, Tags, ReaderIds) = (services, teams, tags, readers);
        (People, SourceLinks, Milestones) = (
            [.. details.People],
            [.. details.SourceLinks],
            [.. details.Milestones]
        );
    }
}
