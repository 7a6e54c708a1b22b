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
            DeclaredById = by.PersonId,
            FollowedAt = by.At,
        };
        incident.Take(details, by);
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
            DeclaredById = by.PersonId,
            Imported = true,
        };
        incident.Take(details, by);
        incident.Happened(EventKind.IncidentImported, by, note: incident.Title);
        return incident;
    }

    /// <summary>Changes what is known; nothing happens when nothing differs.</summary>
    /// <param name="details">All fields as they shall be.</param>
    /// <param name="by">Who edits.</param>
    /// <param name="reason">Why, where that is not plain: an undo.</param>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public void Edit(IncidentDetails details, By by, string? reason = null)
    {
        var (resolved, mitigated) = (ResolvedAt, MitigatedAt);
        var (milestones, promised) = (Milestones, NextUpdateAt);
        var changes = Take(details, by);
        if (changes.Any)
        {
            Happened(EventKind.IncidentChanged, by, changes.All, reason);
            if (Moved(milestones, promised, by).ToList() is [_, ..] moved)
            {
                Happened(EventKind.MilestoneChanged, by, moved);
            }
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
    /// <exception cref="RuleException">It is not resolved, or no reason is given.</exception>
    public void Reopen(string reason, By by)
    {
        if (ResolvedAt is null)
        {
            throw new RuleException("", "This incident is not resolved, so it cannot be reopened.");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleException(
                "reason",
                "Say what came back: everybody who was told it was over will ask."
            );
        }
        var changes = new Changes();
        ResolvedAt = changes.Of("resolvedAt", ResolvedAt, null);
        Status = StatusNow();
        Happened(EventKind.IncidentReopened, by, changes.All, reason.Trim());
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

    /// <summary>Takes it back that somebody began to follow it: nothing is owed for it any more.</summary>
    /// <exception cref="RuleException">It was not followed, or was never history.</exception>
    public void Unfollow(string why, By by)
    {
        if (FollowedAt is null || !Imported)
        {
            throw new RuleException("", "Only an imported incident can be history again.");
        }
        var changes = new Changes();
        FollowedAt = changes.Of("followedAt", FollowedAt, null);
        Happened(EventKind.IncidentChanged, by, changes.All, why);
    }

    /// <summary>Follows what the cadence says of a resolved incident: closed once nothing is left to do and everybody was told so, and not any more once an item is open again. Nothing happens where it stands so already.</summary>
    public void Settle(bool closed, By by)
    {
        if (ResolvedAt is null || closed == (Status == IncidentStatus.Closed))
        {
            return;
        }
        var changes = new Changes();
        Status = changes.Of(
            "status",
            Status,
            closed ? IncidentStatus.Closed : IncidentStatus.Resolved
        );
        Happened(
            closed ? EventKind.IncidentClosed : EventKind.IncidentChanged,
            by,
            changes.All,
            closed ? null : "An item is open again."
        );
    }

    /// <summary>Promises the next update by an instant; nothing happens when that is promised already.</summary>
    public void PromiseUpdate(DateTimeOffset at, By by)
    {
        var changes = new Changes();
        NextUpdateAt = changes.Of("nextUpdateAt", NextUpdateAt, at);
        if (changes.Any)
        {
            Happened(EventKind.IncidentChanged, by, changes.All);
        }
    }

    /// <summary>Notes that somebody read it while it is restricted. The incident itself does not change.</summary>
    public void ReadBy(By by) => Happened(EventKind.RestrictedRead, by);

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
