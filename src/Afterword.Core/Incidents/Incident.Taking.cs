using Afterword.Core.Events;

namespace Afterword.Core.Incidents;

public sealed partial class Incident
{
    /// <summary>The dates that people may have been told and that do not hold any more: a milestone that is ahead moved or went, the next update was promised for another instant.</summary>
    private IEnumerable<FieldChange> Moved(
        IReadOnlyList<Milestone> before,
        DateTimeOffset? promised,
        By by
    )
    {
        foreach (var old in before.Where(m => m.ReachedAt is null))
        {
            var now = Milestones.FirstOrDefault(m => m.Name == old.Name);
            if (now?.ReachedAt is null && now?.TargetAt != old.TargetAt)
            {
                yield return new FieldChange(
                    old.Name,
                    Changes.Words(old.TargetAt),
                    Changes.Words(now?.TargetAt)
                );
            }
        }
        if (promised > by.At && NextUpdateAt != promised)
        {
            yield return new FieldChange(
                "nextUpdateAt",
                Changes.Words(promised),
                Changes.Words(NextUpdateAt)
            );
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
        // A document tells of something that is over, also where it does not say when it ended.
        : Imported ? IncidentStatus.Resolved
        : MitigatedAt is not null ? IncidentStatus.Mitigated
        : IncidentStatus.Ongoing;

    private Changes Take(IncidentDetails details, By by)
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
        var closing = details.Restricted && !Restricted;
        Restricted = changes.Of("restricted", Restricted, details.Restricted);
        TakeReaders(details.ReaderIds, closing ? by.PersonId : null, changes);
        TakeLists(details, changes);
        OccurredAt =
            StartedAt
            ?? DetectedAt
            ?? ResolvedAt
            ?? (
                StatedOn is { } day
                    ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
                    : DeclaredAt
            );
        Status = changes.Of("status", Status, StatusNow());
        return changes;
    }

    private void TakeLists(IncidentDetails details, Changes changes)
    {
        var tags = TagList.Check(details.Tags);
        int[] services = [.. details.ServiceIds.Distinct().Order()];
        int[] teams = [.. details.AffectedTeamIds.Distinct().Order()];
        changes.OfList("services", ServiceIds, services);
        changes.OfList("affectedTeams", AffectedTeamIds, teams);
        changes.OfList("tags", Tags, tags);
        changes.OfList(
            "people",
            People.Select(IncidentLists.Words),
            details.People.Select(IncidentLists.Words)
        );
        changes.OfList(
            "sourceLinks",
            SourceLinks.Select(IncidentLists.Words),
            details.SourceLinks.Select(IncidentLists.Words)
        );
        changes.OfList(
            "milestones",
            Milestones.Select(IncidentLists.Words),
            details.Milestones.Select(IncidentLists.Words)
        );
        (ServiceIds, AffectedTeamIds, Tags) = (services, teams, tags);
        (People, SourceLinks, Milestones) = (
            [.. details.People],
            [.. details.SourceLinks],
            [.. details.Milestones]
        );
    }

    /// <summary>Whoever declared it, its lead and whoever closes it to others can never lock themselves out.</summary>
    private void TakeReaders(IEnumerable<int> named, int? closedBy, Changes changes)
    {
        int[] readers =
        [
            .. named
                .Concat(
                    Restricted
                        ? new[] { DeclaredById, LeadId, closedBy }.OfType<int>()
                        : Enumerable.Empty<int>()
                )
                .Distinct()
                .Order(),
        ];
        changes.OfList("readers", ReaderIds, readers);
        ReaderIds = readers;
    }
}
