using System.Globalization;
using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Afterword.Server.Features.PostMortems.Import;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Undo;

using Incident = Afterword.Core.Incidents.Incident;

/// <summary>Takes back a change of the incident's own facts: its title, instants, impact and the like.</summary>
internal static class IncidentUndo
{
    /// <summary>Takes it back.</summary>
    /// <exception cref="RuleException">Something later stands in the way, or its words cannot be read back.</exception>
    public static async Task TakeBack(AfterwordDb db, int number, Event deed, string why, By by)
    {
        var incident = await db.Incidents.AsTracking().SingleAsync(i => i.Number == number);
        if (deed.Kind == EventKind.IncidentFollowed)
        {
            incident.Unfollow(why, by);
            return;
        }
        if (deed.Facts.Changes is [{ Field: "followedAt" }])
        {
            incident.Follow(by);
            return;
        }
        var changes = deed.Facts.Changes.Where(c => c.Field != "status").ToList();
        var details = IncidentMerge.Current(incident);
        foreach (var change in changes)
        {
            var back =
                Back(details, change)
                ?? throw new RuleException(
                    "",
                    $"{Name(change.Field)} cannot be read back from the history. Change it by hand, under Edit."
                );
            if (Shown(details, change.Field) != change.To)
            {
                throw new RuleException(
                    "",
                    $"{Name(change.Field)} was changed again since. Undo that first, or change it by hand."
                );
            }
            details = back;
        }
        if (changes.Count == 0)
        {
            throw new RuleException("", "What stood there before is not kept any more.");
        }
        incident.Edit(details, by, why);
    }

    private static string? Shown(IncidentDetails details, string field) =>
        field switch
        {
            "title" => Changes.Words(details.Title),
            "severity" => Changes.Words(details.Severity),
            "team" => Changes.Words(details.TeamId),
            "lead" => Changes.Words(details.LeadId),
            "startedAt" => Changes.Words(details.StartedAt),
            "detectedAt" => Changes.Words(details.DetectedAt),
            "mitigatedAt" => Changes.Words(details.MitigatedAt),
            "resolvedAt" => Changes.Words(details.ResolvedAt),
            "statedOn" => Changes.Words(details.StatedOn),
            "statedDuration" => Changes.Words(details.StatedDuration),
            "impact" => Changes.Words(details.Impact),
            "affectedUsers" => Changes.Words(details.AffectedUsers),
            "cost" => Changes.Words(details.Cost),
            "slackThread" => Changes.Words(details.SlackThread),
            "ticket" => Changes.Words(details.Ticket),
            "nextUpdateAt" => Changes.Words(details.NextUpdateAt),
            "services" => Changes.Words(string.Join(", ", details.ServiceIds)),
            "affectedTeams" => Changes.Words(string.Join(", ", details.AffectedTeamIds)),
            "tags" => Changes.Words(string.Join(", ", details.Tags)),
            "people" => List(details.People.Select(IncidentLists.Words)),
            "sourceLinks" => List(details.SourceLinks.Select(IncidentLists.Words)),
            "milestones" => List(details.Milestones.Select(IncidentLists.Words)),
            "restricted" => Changes.Words(details.Restricted),
            "readers" => Changes.Words(string.Join(", ", details.ReaderIds)),
            _ => null,
        };

    /// <summary>The details with one fact as it was; null for a list whose words cannot be read back.</summary>
    private static IncidentDetails? Back(IncidentDetails details, FieldChange change) =>
        (change.Field, change.From) switch
        {
            ("title", { } was) => details with { Title = was },
            ("severity", { } was) => details with { Severity = SnakeCase.Parse<Severity>(was) },
            ("team", var was) => details with { TeamId = Number(was) },
            ("lead", var was) => details with { LeadId = Number(was) },
            ("startedAt", var was) => details with { StartedAt = Instant(was) },
            ("detectedAt", var was) => details with { DetectedAt = Instant(was) },
            ("mitigatedAt", var was) => details with { MitigatedAt = Instant(was) },
            ("resolvedAt", var was) => details with { ResolvedAt = Instant(was) },
            ("statedOn", var was) => details with { StatedOn = Day(was) },
            ("statedDuration", var was) => details with { StatedDuration = was ?? "" },
            ("impact", var was) => details with { Impact = was ?? "" },
            ("affectedUsers", var was) => details with { AffectedUsers = Number(was) },
            ("cost", var was) => details with { Cost = was ?? "" },
            ("slackThread", var was) => details with { SlackThread = was ?? "" },
            ("ticket", var was) => details with { Ticket = was ?? "" },
            ("nextUpdateAt", var was) => details with { NextUpdateAt = Instant(was) },
            ("services", var was) => details with { ServiceIds = Numbers(was) },
            ("affectedTeams", var was) => details with { AffectedTeamIds = Numbers(was) },
            ("tags", var was) => details with { Tags = TagList.Split(was) },
            ("people", var was) when IncidentLists.People(was) is { } people => details with
            {
                People = people,
            },
            ("sourceLinks", var was) when IncidentLists.Links(was) is { } links => details with
            {
                SourceLinks = links,
            },
            ("milestones", var was) when IncidentLists.Milestones(was) is { } steps => details with
            {
                Milestones = steps,
            },
            ("restricted", var was) => details with { Restricted = was == "yes" },
            ("readers", var was) => details with { ReaderIds = Numbers(was) },
            _ => null,
        };

    private static string? List(IEnumerable<string> words) =>
        Changes.Words(string.Join(", ", words));

    private static int? Number(string? words) =>
        int.TryParse(words, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int[] Numbers(string? words) =>
        [.. (words ?? "").Split(", ").Select(Number).OfType<int>()];

    private static DateTimeOffset? Instant(string? words) =>
        DateTimeOffset.TryParse(
            words,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;

    private static DateOnly? Day(string? words) =>
        DateOnly.TryParse(words, CultureInfo.InvariantCulture, out var day) ? day : null;

    private static string Name(string field) =>
        field switch
        {
            "startedAt" => "The start",
            "detectedAt" => "The detection",
            "mitigatedAt" => "The mitigation",
            "resolvedAt" => "The resolution",
            "nextUpdateAt" => "The next update",
            "people" => "The list of people involved",
            "sourceLinks" => "The list of links",
            "affectedTeams" => "The list of affected teams",
            "readers" or "restricted" => "Who may read it",
            _ => char.ToUpperInvariant(field[0]) + field[1..],
        };
}
