using Afterword.Core.ActionItems;
using Afterword.Core.PostMortems;

namespace Afterword.Core.Incidents;

/// <summary>Says plainly what an incident, its post-mortem and its items still lack. Facts only; what is written well is the linter's matter.</summary>
public static class MissingPieces
{
    /// <summary>What is missing, most important first.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="content">Its post-mortem's content; null when none was started.</param>
    /// <param name="items">Its action items.</param>
    public static IReadOnlyList<Missing> Of(
        Incident incident,
        PostMortemContent? content,
        IReadOnlyList<ActionItem> items
    ) =>
        [
            .. OfIncident(incident),
            .. content is null
                ? [new Missing("The post-mortem is not started", MissingPlace.PostMortem)]
                : OfContent(content),
            .. OfItems(items),
        ];

    private static IEnumerable<Missing> OfIncident(Incident incident)
    {
        if (incident.LeadId is null)
        {
            yield return new("Nobody leads it", MissingPlace.Lead);
        }
        if (incident.Impact.Length == 0)
        {
            yield return new("The impact is not written", MissingPlace.Impact);
        }
        if (incident.AffectedUsers is null)
        {
            yield return new("How many users were affected", MissingPlace.AffectedUsers);
        }
        if (incident.StartedAt is null)
        {
            yield return new("When it started", MissingPlace.StartedAt);
        }
        if (incident.DetectedAt is null)
        {
            yield return new("When it was detected", MissingPlace.DetectedAt);
        }
        if (incident.TeamId is null)
        {
            yield return new("No team follows it through", MissingPlace.Team);
        }
        if (incident.ServiceIds.Count == 0)
        {
            yield return new("No affected service is named", MissingPlace.Services);
        }
    }

    private static IEnumerable<Missing> OfContent(PostMortemContent content)
    {
        (SectionKind Kind, string What)[] parts =
        [
            (SectionKind.Summary, "No summary"),
            (SectionKind.Timeline, "No timeline"),
            (SectionKind.RootCause, "No root cause"),
            (SectionKind.ContributingFactors, "No contributing factors"),
            (SectionKind.WentWell, "Nothing that went well"),
            (SectionKind.CouldHaveGoneBetter, "Nothing that could have gone better"),
        ];
        foreach (var (kind, what) in parts)
        {
            if (!IsWritten(content, kind))
            {
                yield return new(what, MissingPlace.Section, kind);
            }
        }
        foreach (var missing in OfLearnings(content))
        {
            yield return missing;
        }
        if (content.Authors.Count == 0)
        {
            yield return new("No authors", MissingPlace.Authors);
        }
    }

    private static IEnumerable<Missing> OfLearnings(PostMortemContent content)
    {
        if (content.Learnings.Count == 0)
        {
            // Imported documents may tell their lessons in words of their own.
            if (content.Body(SectionKind.Learned).Length == 0)
            {
                yield return new("No learnings", MissingPlace.Section, SectionKind.Learned);
            }
            yield break;
        }
        LearningCategory[] none =
        [
            .. Enum.GetValues<LearningCategory>()
                .Where(c => content.Learnings.All(l => l.Category != c)),
        ];
        if (none.Length > 0)
        {
            yield return new(
                $"No learning about {string.Join(", ", none).ToLowerInvariant()}",
                MissingPlace.Section,
                SectionKind.Learned
            );
        }
        if (content.Learnings.Count(l => l.Lesson.Length == 0) is > 0 and var bare)
        {
            yield return new(
                $"{Some(bare, "observation")} without a learning",
                MissingPlace.Section,
                SectionKind.Learned
            );
        }
    }

    private static IEnumerable<Missing> OfItems(IReadOnlyList<ActionItem> items)
    {
        if (items.Count == 0)
        {
            yield return new("No action items", MissingPlace.Items);
            yield break;
        }
        (Func<ActionItem, bool> Lacks, string What)[] rules =
        [
            (i => i.OwnerId is null && i.OwnerTeamId is null, "without an owner"),
            (i => i.DueOn is null, "without a due date"),
            (i => i.Priority is null, "without a priority"),
        ];
        foreach (var (lacks, what) in rules)
        {
            ActionItem[] lacking = [.. items.Where(i => i.IsOpen && lacks(i))];
            if (lacking.Length > 0)
            {
                yield return new(
                    $"{Some(lacking.Length, "item")} {what}",
                    MissingPlace.Items,
                    Items: [.. lacking.Select(i => i.Number)]
                );
            }
        }
    }

    private static bool IsWritten(PostMortemContent content, SectionKind kind) =>
        content.Sections.Any(s => s.Kind == kind && s.Markdown.Length > 0)
        || (kind == SectionKind.Timeline && content.Timeline.Count > 0);

    private static string Some(int count, string noun) =>
        count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}

/// <summary>Something that is missing.</summary>
/// <param name="What">A few words.</param>
/// <param name="Place">Where it belongs.</param>
/// <param name="Section">The section, where <paramref name="Place"/> is one.</param>
/// <param name="Items">The numbers of the items that lack it.</param>
public sealed record Missing(
    string What,
    MissingPlace Place,
    SectionKind? Section = null,
    IReadOnlyList<int>? Items = null
);

/// <summary>Where something missing belongs.</summary>
public enum MissingPlace
{
    /// <summary>The incident's lead.</summary>
    Lead,

    /// <summary>The incident's impact in words.</summary>
    Impact,

    /// <summary>The incident's figure of affected users.</summary>
    AffectedUsers,

    /// <summary>The incident's start.</summary>
    StartedAt,

    /// <summary>The incident's detection.</summary>
    DetectedAt,

    /// <summary>The incident's team.</summary>
    Team,

    /// <summary>The incident's services.</summary>
    Services,

    /// <summary>The post-mortem as a whole.</summary>
    PostMortem,

    /// <summary>The post-mortem's authors.</summary>
    Authors,

    /// <summary>A section of the post-mortem.</summary>
    Section,

    /// <summary>The action items.</summary>
    Items,
}
