using System.Globalization;
using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Features.PostMortems.Import;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Writing;

/// <summary>The incident's title and instants as the editor has them: in the head of the document, in UTC as everything in it.</summary>
internal static class FactsForm
{
    private const string Format = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The facts in the order of the page, with their labels.</summary>
    public static readonly IReadOnlyList<(string Name, string Label)> All =
    [
        ("title", "Title"),
        ("startedAt", "Started"),
        ("detectedAt", "Detected"),
        ("mitigatedAt", "Mitigated"),
        ("resolvedAt", "Resolved"),
    ];

    public static List<PostMortemForm.FactLine> Of(Incident incident) =>
        [
            .. All.Select(fact => new PostMortemForm.FactLine
            {
                Name = fact.Name,
                Value = Stored(incident, fact.Name),
                Was = Stored(incident, fact.Name),
            }),
        ];

    /// <summary>Reads what was changed; what cannot be read is said at its field.</summary>
    /// <returns>The deed that changes the incident; null when nothing of it was changed.</returns>
    public static Func<AfterwordDb, Task>? Read(
        PostMortemForm form,
        Incident incident,
        By by,
        Action<string, string> wrong
    )
    {
        var changed = new List<(int Index, PostMortemForm.FactLine Line, DateTimeOffset? At)>();
        for (var i = 0; i < (form.Facts?.Count ?? 0); i++)
        {
            var line = form.Facts![i];
            var (typed, was) = (PostMortemForm.Plain(line.Value), PostMortemForm.Plain(line.Was));
            if (typed == was)
            {
                continue;
            }
            var at = (DateTimeOffset?)null;
            if (line.Name != "title" && typed.Length > 0)
            {
                (at, var error) = TimelinePaste.ReadStamp(
                    typed,
                    TimeZoneInfo.Utc,
                    PostMortemQueries.Around(incident)
                );
                if (error is not null)
                {
                    wrong($"Facts[{i}].Value", error);
                }
            }
            changed.Add((i, line, at));
        }
        return changed.Count == 0 ? null : db => Change(db, incident.Number, changed, by);
    }

    private static async Task Change(
        AfterwordDb db,
        int number,
        List<(int Index, PostMortemForm.FactLine Line, DateTimeOffset? At)> changed,
        By by
    )
    {
        var incident = await db.Incidents.AsTracking().SingleAsync(i => i.Number == number);
        var details = IncidentMerge.Current(incident);
        foreach (var (index, line, at) in changed)
        {
            var now = Stored(incident, line.Name!);
            if (now != PostMortemForm.Plain(line.Was) && now != PostMortemForm.Plain(line.Value))
            {
                // The next save names what stands now, so it is put over it knowingly.
                line.Was = now;
                throw new RuleException(
                    $"Facts[{index}].Value",
                    $"Somebody changed this in between to “{now}”. Save again to put yours in its place."
                );
            }
            details = With(details, line, at);
        }
        if (incident.ResolvedAt is not null && details.ResolvedAt is null)
        {
            throw new RuleException(
                $"Facts[{changed.Single(c => c.Line.Name == "resolvedAt").Index}].Value",
                "To say that the impact is back, use Reopen on the incident's page: it asks for the reason."
            );
        }
        try
        {
            incident.Edit(details, by);
        }
        catch (RuleException refused)
        {
            var at = changed.FindIndex(c =>
                string.Equals(c.Line.Name, refused.Field, StringComparison.OrdinalIgnoreCase)
            );
            throw new RuleException(
                at < 0 ? refused.Field : $"Facts[{changed[at].Index}].Value",
                refused.Message
            );
        }
    }

    private static IncidentDetails With(
        IncidentDetails details,
        PostMortemForm.FactLine line,
        DateTimeOffset? at
    ) =>
        line.Name switch
        {
            "title" => details with { Title = PostMortemForm.Plain(line.Value) },
            "startedAt" => details with { StartedAt = at },
            "detectedAt" => details with { DetectedAt = at },
            "mitigatedAt" => details with { MitigatedAt = at },
            "resolvedAt" => details with { ResolvedAt = at },
            _ => details,
        };

    private static string Stored(Incident incident, string name) =>
        name switch
        {
            "title" => incident.Title,
            "startedAt" => Shown(incident.StartedAt),
            "detectedAt" => Shown(incident.DetectedAt),
            "mitigatedAt" => Shown(incident.MitigatedAt),
            "resolvedAt" => Shown(incident.ResolvedAt),
            _ => "",
        };

    private static string Shown(DateTimeOffset? at) =>
        at is { } instant
            ? instant.UtcDateTime.ToString(
                instant.UtcDateTime.Second == 0 ? Format[..^3] : Format,
                CultureInfo.InvariantCulture
            )
            : "";
}
