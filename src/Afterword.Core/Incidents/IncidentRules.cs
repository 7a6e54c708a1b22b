namespace Afterword.Core.Incidents;

/// <summary>What every incident must keep to, whichever door it came through.</summary>
public static class IncidentRules
{
    /// <summary>The longest title, in characters.</summary>
    public const int TitleLimit = 300;

    /// <summary>The longest text of one field, in characters.</summary>
    public const int TextLimit = 20_000;

    /// <summary>Checks the fields.</summary>
    /// <exception cref="RuleException">The first field that breaks its rule.</exception>
    public static void Check(IncidentDetails details)
    {
        if (string.IsNullOrWhiteSpace(details.Title))
        {
            throw new RuleException(
                "title",
                "An incident needs a title: what happened, in a line."
            );
        }
        if (details.Title.Length > TitleLimit)
        {
            throw new RuleException(
                "title",
                $"The title has {details.Title.Length} characters; {TitleLimit} are the most."
            );
        }
        if (details.Impact.Length > TextLimit)
        {
            throw new RuleException(
                "impact",
                $"The impact has {details.Impact.Length} characters; {TextLimit} are the most."
            );
        }
        if (details.AffectedUsers < 0)
        {
            throw new RuleException(
                "affectedUsers",
                "The number of affected users cannot be negative."
            );
        }
        foreach (var link in details.SourceLinks)
        {
            WebAddress.Check(link.Url ?? "", "sourceLinks");
        }
        foreach (var milestone in details.Milestones)
        {
            if (string.IsNullOrWhiteSpace(milestone.Name) || milestone.TargetAt == default)
            {
                throw new RuleException(
                    "milestones",
                    "A milestone needs a name and the day it is to be reached."
                );
            }
        }
    }

    /// <summary>Checks that the instants are in order; a door for people asks this, an importer keeps what a document says.</summary>
    /// <exception cref="RuleException">One instant comes before the one it must follow.</exception>
    public static void CheckOrder(IncidentDetails details)
    {
        if (details.ResolvedAt < details.MitigatedAt)
        {
            throw new RuleException(
                "resolvedAt",
                "The resolution comes before the mitigation; check both instants."
            );
        }
        if (details.ResolvedAt < details.StartedAt)
        {
            throw new RuleException(
                "resolvedAt",
                "The resolution comes before the start; check both instants."
            );
        }
        if (details.ResolvedAt < details.DetectedAt)
        {
            throw new RuleException(
                "resolvedAt",
                "The resolution comes before the detection; check both instants."
            );
        }
        if (details.MitigatedAt < details.StartedAt)
        {
            throw new RuleException(
                "mitigatedAt",
                "The mitigation comes before the start; check both instants."
            );
        }
    }

    /// <summary>Checks that what happened does not lie ahead, as a wrong year or zone would make it.</summary>
    /// <exception cref="RuleException">An instant is more than a minute after <paramref name="now"/>.</exception>
    public static void CheckNotAhead(IncidentDetails details, DateTimeOffset now)
    {
        (string Field, string Name, DateTimeOffset? At)[] past =
        [
            ("startedAt", "start", details.StartedAt),
            ("detectedAt", "detection", details.DetectedAt),
            ("mitigatedAt", "mitigation", details.MitigatedAt),
            ("resolvedAt", "resolution", details.ResolvedAt),
        ];
        foreach (var (field, name, at) in past)
        {
            if (at > now.AddMinutes(1))
            {
                throw new RuleException(
                    field,
                    $"The {name} lies in the future; check the day and the time zone."
                );
            }
        }
    }
}
