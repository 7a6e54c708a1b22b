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
}
