using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>What somebody tells of their own work, as the page, the API and the command line give it.</summary>
internal sealed record WorkRequest
{
    public required UpdateKind Kind { get; init; }

    /// <summary>The answers by field name (<see cref="WorkForm"/>).</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    /// <summary>To whom besides named people; none takes the usual ones of the kind.</summary>
    public IReadOnlyList<Audience> Audiences { get; init; } = [];

    /// <summary>The people who are asked, by handle.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>The team, by handle; empty for one's own.</summary>
    public string Team { get; init; } = "";

    public int? Incident { get; init; }

    public int? Item { get; init; }

    /// <summary>Whether it goes at once.</summary>
    public bool Send { get; init; }
}

/// <summary>Drafts what people tell of their own work, and sends it where they say so.</summary>
internal static class WorkWriting
{
    /// <summary>Drafts it, one update for each reader.</summary>
    /// <returns>The numbers of the updates.</returns>
    /// <exception cref="RuleException">Something is missing; names the first field.</exception>
    public static Task<IReadOnlyList<int>> WriteWork(
        this Store store,
        WorkRequest asked,
        Site site,
        Caller caller
    )
    {
        foreach (var (field, message) in WorkForm.Missing(asked.Kind, asked.Answers))
        {
            throw new RuleException(field, message);
        }
        var by = caller.By();
        return store.Write<IReadOnlyList<int>>(async db =>
        {
            var about = await About(db, asked, caller);
            var team = await Team(db, asked.Team, by);
            var readers = await Readers(db, asked, about.Incident is not null, team);
            var author = await ItemDrafts.Author(db, by, default);
            var facts = about.Incident is { } incident
                ? await IncidentFacts.Of(
                    db,
                    incident,
                    site,
                    await NextDue.Policy(db, default),
                    by.At,
                    default
                )
                : null;
            var news = WorkForm.News(
                asked.Kind,
                asked.Answers,
                readers.Any(r => r.Audience == Audience.Team) || asked.Team.Length > 0
                    ? team?.Name ?? author.Name
                    : author.Name,
                DateOnly.FromDateTime(by.At.UtcDateTime),
                author,
                facts,
                facts?.Items.FirstOrDefault(i => i.Number == about.Item?.Number)
            );
            List<int> numbers = [];
            foreach (var (audience, person) in readers)
            {
                var number = await db.NextUpdate();
                numbers.Add(number);
                var update = Update.Draft(
                    number,
                    new UpdateAbout(
                        $"{Name(asked.Kind)}/{numbers[0]}/{Name(audience)}{(person is null ? "" : $"/{number}")}",
                        asked.Kind,
                        audience,
                        about.Incident?.Number,
                        about.Item?.Number,
                        null,
                        person,
                        audience == Audience.Team ? team!.Id : null
                    ),
                    Drafting.Write(audience, news, site.Templates)!,
                    by
                );
                if (asked.Send)
                {
                    await UpdateDeeds.MustHaveReaders(db, update);
                    update.Approve(by);
                }
                db.Updates.Add(update);
            }
            return numbers;
        });
    }

    /// <summary>The incident and the item it is about, as the caller may see them.</summary>
    private static async Task<(Core.Incidents.Incident? Incident, ActionItem? Item)> About(
        AfterwordDb db,
        WorkRequest asked,
        Caller caller
    )
    {
        var item = asked.Item is { } number
            ? await db.VisibleItems(caller.Viewer)
                .AsNoTracking()
                .SingleOrDefaultAsync(a => a.Number == number)
                ?? throw new RuleException(
                    "item",
                    "There is no such item, or it is not visible to you."
                )
            : null;
        var about = item?.IncidentNumber ?? asked.Incident;
        var incident = about is null
            ? null
            : await db
                .Incidents.To(caller.Viewer)
                .AsNoTracking()
                .SingleOrDefaultAsync(i => i.Number == about)
                ?? throw new RuleException(
                    "incident",
                    "There is no such incident, or it is not visible to you."
                );
        return (incident, item);
    }

    /// <summary>The team that is named, else the first one somebody is in.</summary>
    internal static async Task<Team?> Team(AfterwordDb db, string handle, By by)
    {
        var teams = db.Teams.AsNoTracking();
        var named = handle.TrimStart('@');
        if (named.Length > 0)
        {
            return await teams.SingleOrDefaultAsync(t => t.Handle == named)
                ?? throw new RuleException("team", $"There is no team @{named}.");
        }
        var me = by.PersonId ?? 0;
        return await teams
            .Where(t => t.LeadId == me || t.MemberIds.Contains(me))
            .OrderBy(t => t.IsLeadership)
            .ThenBy(t => t.Id)
            .FirstOrDefaultAsync();
    }

    private static async Task<List<(Audience Audience, int? Person)>> Readers(
        AfterwordDb db,
        WorkRequest asked,
        bool hasIncident,
        Team? team
    )
    {
        var people = await Handles(db, asked.People);
        var audiences = asked.Audiences.Where(a => a != Audience.Person).Distinct().ToList();
        if (audiences.Count == 0 && people.Count == 0)
        {
            audiences =
                asked.Kind is UpdateKind.Blocker or UpdateKind.ReadyForReview && hasIncident
                    ? [Audience.Thread]
                    : [Audience.Team];
        }
        var may = UpdateTable.Of(asked.Kind).Audiences;
        foreach (var audience in audiences)
        {
            if (!may.Contains(audience) || Audiences.IsOutside(audience))
            {
                throw new RuleException(
                    "audience",
                    $"{UpdateWords.Of(asked.Kind)} goes to {string.Join(", ", may.Where(a => !Audiences.IsOutside(a)).Select(UpdateWords.Readers))}."
                );
            }
            if (audience == Audience.Team && team is null)
            {
                throw new RuleException("team", "You are in no team; name one, or other readers.");
            }
            if (
                audience is Audience.Thread or Audience.AffectedTeams or Audience.Technical
                && !hasIncident
            )
            {
                throw new RuleException(
                    "incident",
                    $"{UpdateWords.Of(audience)} are known by the incident; name it."
                );
            }
        }
        if (people.Count > 0 && !may.Contains(Audience.Person))
        {
            throw new RuleException(
                "people",
                $"{UpdateWords.Of(asked.Kind)} goes to groups; name a team or leadership."
            );
        }
        return
        [
            .. people.Select(p => (Audience.Person, (int?)p)),
            .. audiences.Select(a => (a, (int?)null)),
        ];
    }

    private static async Task<List<int>> Handles(AfterwordDb db, IReadOnlyList<string> handles)
    {
        List<int> people = [];
        foreach (
            var handle in handles.Select(h => h.Trim().TrimStart('@')).Where(h => h.Length > 0)
        )
        {
            var id = await db
                .People.Where(p => p.Handle == handle && p.Active)
                .Select(p => (int?)p.Id)
                .SingleOrDefaultAsync();
            people.Add(
                id ?? throw new RuleException("people", $"There is nobody here called @{handle}.")
            );
        }
        return [.. people.Distinct()];
    }

    private static string Name(Enum value) => SnakeCase.Of(value).Replace('_', '-');
}
