using System.Globalization;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.PostMortems;

/// <summary>Makes the document of an incident: its facts, its post-mortem and its action items in the one form of templates.md.</summary>
public static class PostMortemExport
{
    private static readonly SectionKind[] Form =
    [
        SectionKind.Summary,
        SectionKind.Timeline,
        SectionKind.RootCause,
        SectionKind.ContributingFactors,
        SectionKind.WentWell,
        SectionKind.CouldHaveGoneBetter,
        SectionKind.Learned,
        SectionKind.ActionItems,
    ];

    /// <summary>The kinds of section the form has, in its order.</summary>
    public static IReadOnlyList<SectionKind> FormSections => Form;

    /// <summary>The form's heading for a kind ("Root Cause"); null for kinds that keep the heading as written.</summary>
    public static string? HeadingOf(SectionKind kind) => OwnForm.HeadingOf(kind);

    /// <summary>A title without the “Post-Mortem: ” that the form has before every title.</summary>
    public static string WithoutPrefix(string title) =>
        OwnForm.Title(title) is { Length: > 0 } bare ? bare : title;

    /// <summary>The document; <see cref="PostMortemWriter.Write"/> makes the Markdown of it.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="content">What stands in its post-mortem; an empty one where none was begun.</param>
    /// <param name="items">Its action items.</param>
    /// <param name="names">The handles behind the numbers.</param>
    public static PostMortemDocument Document(
        Incident incident,
        PostMortemContent content,
        IReadOnlyList<ActionItem> items,
        DocumentNames names
    )
    {
        var duration = DurationOf(incident);
        var stated = content.Stated.ToLookup(f => f.Name, f => f.Value);
        string? Stated(string name) => stated[name].FirstOrDefault();
        StatedInstant Instant(DateTimeOffset? at, string name) =>
            new(at, at is null ? Stated(name) : null);
        return new PostMortemDocument
        {
            Key = names.Keys.OfIncident(incident.Number),
            Title = TitleOf(incident, Stated("title")),
            Date = DayIsKnown(incident) ? incident.Day : null,
            Zone = content.Zone.Length > 0 ? content.Zone : null,
            Started = Instant(incident.StartedAt, "started"),
            Detected = Instant(incident.DetectedAt, "detected"),
            Mitigated = Instant(incident.MitigatedAt, "mitigated"),
            Resolved = Instant(incident.ResolvedAt, "resolved"),
            DurationText = duration,
            DurationMinutes = duration is null ? null : Durations.Minutes(duration),
            // Words of another scale stand until somebody sets a severity of ours.
            Severity =
                incident.Severity == Severity.Sev3 && Stated("severity") is { } words
                    ? words
                    : SnakeCase.Of(incident.Severity),
            Impact = ImpactOf(incident, content),
            Authors = content.Authors,
            Team = Of(names.Teams, incident.TeamId) ?? Stated("team"),
            Services =
            [
                .. incident.ServiceIds.Select(id => Of(names.Services, id)).OfType<string>(),
                .. stated["services"],
            ],
            Tags = [.. incident.Tags, .. stated["tags"]],
            InOwnForm = true,
            Visibility = incident.Restricted ? "restricted" : Stated("visibility") ?? "internal",
            ExtraFields = content.ExtraFields,
            Sections = SectionsOf(content),
            Timeline = [.. TimelineOrder.Sorted(content.Timeline).Select(WithStamp)],
            Learnings = [.. content.Learnings.OrderBy(l => l.Category)],
            ActionItems =
            [
                .. items
                    .OrderBy(i => i.Priority ?? (Priority)int.MaxValue)
                    .ThenBy(i => i.Number)
                    .Select(i => Item(i, incident.Imported, names)),
            ],
        };
    }

    /// <summary>Every section in the order of the form, those that nobody wrote yet with an empty body; a team's own behind the one it followed.</summary>
    public static IReadOnlyList<DocumentSection> SectionsOf(PostMortemContent content)
    {
        var missing = Form.Where(kind => content.Sections.All(s => s.Kind != kind))
            .Select(kind => new DocumentSection(kind, OwnForm.HeadingOf(kind)!, ""));
        var place = -1;
        var placed = new List<(int Place, DocumentSection Section)>();
        foreach (var section in content.Sections)
        {
            place = section.Kind == SectionKind.Other ? place : (int)section.Kind;
            placed.Add((place, section));
        }
        placed.AddRange(missing.Select(s => ((int)s.Kind, s)));
        return [.. placed.OrderBy(p => p.Place).Select(p => p.Section)];
    }

    /// <summary>The impact as the head of the document has it: what was affected, and how many users.</summary>
    public static string? ImpactOf(Incident incident, PostMortemContent content)
    {
        if (content.Impact.Length > 0)
        {
            return content.Impact;
        }
        var words = Inline.Collapse(incident.Impact);
        if (incident.AffectedUsers is { } users)
        {
            var figure = users.ToString("N0", CultureInfo.GetCultureInfo("en-US"));
            if (!words.Contains(figure, StringComparison.Ordinal))
            {
                words =
                    $"{(words.Length == 0 || ".!?".Contains(words[^1]) ? words : words + ".")} {figure} {(users == 1 ? "user" : "users")} affected".Trim();
            }
        }
        return words.Length == 0 ? null : words;
    }

    // A title that was too long for an incident stands whole in the document until somebody changes it.
    private static string TitleOf(Incident incident, string? whole) =>
        whole is not null && whole.StartsWith(incident.Title.TrimEnd('…'), StringComparison.Ordinal)
            ? whole
            : incident.Title;

    // The day on which a document was imported is no day of its incident.
    private static bool DayIsKnown(Incident incident) =>
        !incident.Imported
        || incident
            is { StatedOn: not null }
                or { StartedAt: not null }
                or { DetectedAt: not null }
                or { ResolvedAt: not null };

    // The writer derives the duration from start and resolution; only where it cannot, or where an imported document
    // has words of its own, those stand for it.
    private static string? DurationOf(Incident incident) =>
        incident is { Imported: true, StatedDuration.Length: > 0 } ? incident.StatedDuration
        : incident is { StartedAt: not null, Duration: not null } ? null
        : incident.Duration is { } lasted ? Durations.InWords(lasted)
        : incident.StatedDuration.Length > 0 ? incident.StatedDuration
        : null;

    private static DocumentTimelineEntry WithStamp(DocumentTimelineEntry entry) =>
        entry.Stamp.Length > 0
            ? entry
            : entry with
            {
                Stamp = TimelineWriter.Canonical(entry.At, entry.Local),
            };

    private static DocumentItem Item(ActionItem item, bool imported, DocumentNames names)
    {
        var markdown = WebAddress.IsValid(item.Ticket)
            ? $"[{item.Title.Replace("[", "\\[", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal)}]({item.Ticket})"
            : item.Title;
        if (imported && item.Description.Length > 0)
        {
            // What the importer kept of the item's own Markdown; it begins with the title unless somebody changed that since.
            markdown = WrittenWords.Hold(item.Description, item.Title)
                ? item.Description
                : $"{markdown}\n\n{item.Description}";
        }
        return new DocumentItem
        {
            Key = names.Keys.OfItem(item.Number),
            Text = item.Title,
            Markdown = markdown,
            Owner =
                Of(names.People, item.OwnerId) is { } person ? $"@{person}"
                : Of(names.Teams, item.OwnerTeamId) is { } team ? $"@{team}"
                : item.OwnerText.Length > 0 ? item.OwnerText
                : null,
            DueOn = item.DueOn,
            DueText = item.DueText.Length > 0 ? item.DueText : null,
            Status = StatusWords.Of(item.Status),
            Done = item.Status == ActionItemStatus.Done,
            Priority = item.Priority?.ToString(),
            Ticket = WebAddress.IsValid(item.Ticket) ? item.Ticket : null,
        };
    }

    private static string? Of(IReadOnlyDictionary<int, string> names, int? id) =>
        id is { } known ? names.GetValueOrDefault(known) : null;
}

/// <summary>The handles behind the numbers of an incident and its items; what is missing is left out.</summary>
/// <param name="Keys">How keys are written.</param>
/// <param name="People">Handles of people, without <c>@</c>.</param>
/// <param name="Teams">Handles of teams, without <c>@</c>.</param>
/// <param name="Services">Handles of services.</param>
public sealed record DocumentNames(
    KeyPrefixes Keys,
    IReadOnlyDictionary<int, string> People,
    IReadOnlyDictionary<int, string> Teams,
    IReadOnlyDictionary<int, string> Services
);
