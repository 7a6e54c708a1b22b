using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems;

/// <summary>
/// An incident, its post-mortem and its items as one document, for <see cref="PostMortemWriter"/>: the export, and what the import
/// compares with. The other direction is <c>Import/ReadDocument.cs</c>; together they give back what was read.
/// </summary>
internal static class ExportedDocument
{
    /// <summary>Loads and builds the document.</summary>
    /// <returns>Null when there is no such incident, or not for this viewer.</returns>
    public static async Task<PostMortemDocument?> Load(
        AfterwordDb db,
        int number,
        Viewer viewer,
        KeyPrefixes keys,
        CancellationToken ct = default
    )
    {
        var incident = await db
            .Incidents.To(viewer)
            .SingleOrDefaultAsync(i => i.Number == number, ct);
        if (incident is null)
        {
            return null;
        }
        var postMortem = await db.PostMortems.SingleOrDefaultAsync(
            p => p.IncidentNumber == number,
            ct
        );
        var items = await db
            .ActionItems.Where(a => a.IncidentNumber == number)
            .OrderBy(a => a.Number)
            .ToListAsync(ct);
        var names = await HandleNames.Load(db, incident, items, ct);
        return Of(incident, postMortem?.Content ?? new PostMortemContent(), items, names, keys);
    }

    /// <summary>Builds the document; items in the order given.</summary>
    public static PostMortemDocument Of(
        Incident incident,
        PostMortemContent content,
        IReadOnlyList<ActionItem> items,
        HandleNames names,
        KeyPrefixes keys
    )
    {
        var stated = content.Stated.ToLookup(f => f.Name, f => f.Value);
        string? Stated(string name) => stated[name].FirstOrDefault();
        StatedInstant Instant(DateTimeOffset? at, string name) =>
            at is null ? new StatedInstant(null, Stated(name)) : new StatedInstant(at, null);
        return new PostMortemDocument
        {
            Key = keys.OfIncident(incident.Number),
            Title =
                Stated("title") is { } whole
                && whole.StartsWith(incident.Title.TrimEnd('…'), StringComparison.Ordinal)
                    ? whole
                    : incident.Title,
            Date = DayIsKnown(incident, stated.Contains("started")) ? incident.Day : null,
            Zone = NullIfEmpty(content.Zone),
            Started = Instant(incident.StartedAt, "started"),
            Detected = Instant(incident.DetectedAt, "detected"),
            Mitigated = Instant(incident.MitigatedAt, "mitigated"),
            Resolved = Instant(incident.ResolvedAt, "resolved"),
            DurationText = NullIfEmpty(incident.StatedDuration),
            Severity =
                incident.Severity == Severity.Sev3 && Stated("severity") is { } words
                    ? words
                    : incident.Severity.ToString().ToUpperInvariant(),
            Impact = NullIfEmpty(content.Impact) ?? NullIfEmpty(incident.Impact),
            Authors = content.Authors,
            Team = names.Team(incident.TeamId) ?? Stated("team"),
            Services =
            [
                .. incident.ServiceIds.Select(id => names.Service(id)!),
                .. stated["services"],
            ],
            Tags = [.. incident.Tags, .. stated["tags"]],
            Visibility = incident.Restricted ? "restricted" : Stated("visibility"),
            ExtraFields = content.ExtraFields,
            Sections = content.Sections,
            Timeline = content.Timeline,
            Learnings = content.Learnings,
            ActionItems = [.. items.Select(item => Item(item, names, keys))],
        };
    }

    /// <summary>One item as a row of the document's table.</summary>
    private static DocumentItem Item(ActionItem item, HandleNames names, KeyPrefixes keys) =>
        new()
        {
            Key = keys.OfItem(item.Number),
            Text = item.Title,
            Markdown =
                item.Description.Length == 0 ? ""
                : WrittenWords.Hold(item.Description, item.Title) ? item.Description
                : $"{item.Title}\n\n{item.Description}",
            Owner =
                names.Person(item.OwnerId) is { } person ? $"@{person}"
                : names.Team(item.OwnerTeamId) is { } team ? $"@{team}"
                : NullIfEmpty(item.OwnerText),
            DueOn = item.DueOn,
            DueText = NullIfEmpty(item.DueText),
            Status = StatusWords.Of(item.Status),
            Done = item.Status == ActionItemStatus.Done,
            Priority = item.Priority?.ToString(),
            Ticket = NullIfEmpty(item.Ticket),
        };

    // The day on which somebody imported a document is no day of the incident.
    private static bool DayIsKnown(Incident incident, bool startIsStated) =>
        incident.StatedOn is not null
        || incident.StartedAt is not null
        || incident.DetectedAt is not null
        || incident.ResolvedAt is not null
        || (!incident.Imported && !startIsStated);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
