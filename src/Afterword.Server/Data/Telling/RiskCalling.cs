using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>Asks owners of services of the same kind whether an incident could hit them (F12), with the decision to publish.</summary>
internal static class RiskCalling
{
    /// <summary>The services nobody was asked about yet that share a tag or a cause, with who would be asked.</summary>
    public static async Task<IReadOnlyList<RiskProposal>> Proposed(
        AfterwordDb db,
        Incident incident,
        CancellationToken ct
    )
    {
        var rows = await (
            from service in db.Services.AsNoTracking()
            from team in db.Teams.Where(t => t.Id == service.OwnerTeamId).DefaultIfEmpty()
            from person in db.People.Where(p => p.Id == team.LeadId && p.Active).DefaultIfEmpty()
            orderby service.Name, service.Id
            select new
            {
                service.Id,
                service.Handle,
                service.Name,
                service.Tags,
                PersonId = (int?)person.Id,
                PersonHandle = person.Handle,
                Person = person.Name,
            }
        ).ToListAsync(ct);
        var words = rows.Where(r => incident.ServiceIds.Contains(r.Id))
            .SelectMany(r => r.Tags)
            .Concat(incident.Tags)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var asked = await db
            .RiskCalls.Where(c => c.IncidentNumber == incident.Number)
            .Select(c => c.ServiceId)
            .ToListAsync(ct);
        return
        [
            .. rows.Where(r => !incident.ServiceIds.Contains(r.Id) && !asked.Contains(r.Id))
                .Where(r =>
                    r.PersonId is { } id
                    && (!incident.Restricted || incident.ReaderIds.Contains(id))
                )
                .Select(r => new RiskProposal(
                    r.Id,
                    r.Handle,
                    r.Name,
                    r.PersonId!.Value,
                    r.PersonHandle!,
                    r.Person!,
                    [.. r.Tags.Where(words.Contains).Order(StringComparer.Ordinal)]
                ))
                .Where(p => p.Shared.Count > 0),
        ];
    }

    /// <summary>Asks, within the transaction that publishes: one question a service, one message a person.</summary>
    public static async Task Ask(
        AfterwordDb db,
        Incident incident,
        IReadOnlyList<RiskProposal> chosen,
        Site site,
        By by,
        CancellationToken ct
    )
    {
        if (chosen.Count == 0)
        {
            return;
        }
        foreach (var one in chosen)
        {
            db.RiskCalls.Add(
                RiskCall.Ask(
                    await db.NextRiskCall(ct),
                    incident.Number,
                    one.ServiceId,
                    one.PersonId,
                    one.Shared,
                    by
                )
            );
        }
        var facts = await IncidentFacts.Of(
            db,
            incident,
            site,
            await NextDue.Policy(db, ct),
            by.At,
            ct
        );
        facts = facts with
        {
            Risks =
            [
                .. facts.Risks,
                .. chosen.Select(c => new RiskFact(
                    c.PersonId,
                    c.PersonHandle,
                    c.Person,
                    new(c.Service),
                    c.Shared,
                    by.At,
                    true
                )),
            ],
        };
        foreach (var person in chosen.GroupBy(c => (c.PersonId, c.PersonHandle)))
        {
            var about = await About(db, incident.Number, person.Key, ct);
            if (Newsroom.Write(about, facts, site) is { } words)
            {
                var update = Update.Draft(await db.NextUpdate(ct), about, words, by);
                update.Approve(by);
                db.Updates.Add(update);
            }
        }
    }

    private static async Task<UpdateAbout> About(
        AfterwordDb db,
        int incident,
        (int Id, string Handle) person,
        CancellationToken ct
    )
    {
        var before = await db.Updates.CountAsync(
            u =>
                u.IncidentNumber == incident
                && u.PersonId == person.Id
                && u.Kind == UpdateKind.SimilarRiskCall,
            ct
        );
        return new UpdateAbout(
            $"INC-{incident}/similar-risk-call/@{person.Handle}{(before > 0 ? $"/{before + 1}" : "")}",
            UpdateKind.SimilarRiskCall,
            Audience.Owner,
            incident,
            null,
            null,
            person.Id
        );
    }
}

/// <summary>A service of the same kind, and who would be asked.</summary>
internal sealed record RiskProposal(
    int ServiceId,
    string Handle,
    string Service,
    int PersonId,
    string PersonHandle,
    string Person,
    IReadOnlyList<string> Shared
);
