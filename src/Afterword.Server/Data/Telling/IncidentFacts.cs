using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>Copies the facts that updates about an incident are written from.</summary>
internal static class IncidentFacts
{
    /// <param name="db">Where to read.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <param name="policy">The times.</param>
    /// <param name="now">The moment of the copy.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<InternalFacts> Of(
        AfterwordDb db,
        Incident incident,
        Site site,
        CadencePolicy policy,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var key = site.Keys.OfIncident(incident.Number);
        var content = await db
            .PostMortems.AsNoTracking()
            .Where(p => p.IncidentNumber == incident.Number)
            .Select(p => p.Content)
            .SingleOrDefaultAsync(ct);
        var page = site.Address($"incidents/{key}");
        var items = await ItemFacts.Load(
            db,
            db.ActionItems.Where(a => a.IncidentNumber == incident.Number),
            site,
            ct
        );
        var lead = await Lead(db, incident, ct);
        var facts = new InternalFacts
        {
            Key = key,
            Title = new(incident.Title),
            Thread = await ThreadSubject.Of(db, incident.Number, Audience.Technical, ct) ?? "",
            Severity = incident.Severity,
            Day = incident.Day,
            StartedAt = incident.StartedAt,
            MitigatedAt = incident.MitigatedAt,
            ResolvedAt = incident.ResolvedAt,
            Duration = incident.Duration,
            Impact = new(incident.Impact),
            AffectedUsers = incident.AffectedUsers,
            Cost = new(incident.Cost),
            Summary = new(content?.Body(SectionKind.Summary)),
            Cause = new(content?.Body(SectionKind.RootCause)),
            Services = await Services(db, incident, ct),
            Lesson = new(content?.Learnings.FirstOrDefault(l => l.Lesson.Length > 0)?.Lesson),
            Items = [.. items.Select(i => i.Fact)],
            Lead = lead,
            Helpers = await Helpers(db, incident, lead, items, ct),
            ToldTo = await ToldTo(db, incident.Number, ct),
            Waiting = await Waiting(db, incident.Number, key, site, ct),
            NextUpdateAt = NextUpdate(incident, policy, now),
            Page = page,
            Document = content is null ? null : site.Address($"incidents/{key}/post-mortem"),
            Now = now,
        };
        return await MemoryFacts.Add(db, incident, facts, ct);
    }

    /// <summary>The instant somebody promised, or a whole hour a day (while it runs) or a week from now.</summary>
    internal static DateTimeOffset NextUpdate(
        Incident incident,
        CadencePolicy policy,
        DateTimeOffset now
    )
    {
        if (incident.NextUpdateAt is { } promised && promised > now)
        {
            return promised;
        }
        var days = incident.ResolvedAt is null ? 1 : policy.NextUpdateDays;
        var next = now.AddDays(days);
        return next.AddTicks(-(next.Ticks % TimeSpan.TicksPerHour));
    }

    private static async Task<IReadOnlyList<InternalText>> Services(
        AfterwordDb db,
        Incident incident,
        CancellationToken ct
    )
    {
        var names = await db
            .Services.AsNoTracking()
            .Where(s => incident.ServiceIds.Contains(s.Id))
            .OrderBy(s => s.Name)
            .Select(s => s.Name)
            .ToListAsync(ct);
        return [.. names.Select(name => new InternalText(name))];
    }

    private static async Task<LeadFact?> Lead(
        AfterwordDb db,
        Incident incident,
        CancellationToken ct
    ) =>
        await db
            .People.AsNoTracking()
            .Where(p => p.Id == incident.LeadId && p.Active)
            .Select(p => new LeadFact(p.Name, p.Email))
            .SingleOrDefaultAsync(ct);

    /// <summary>Who took part, by name: the lead, owners of what was done, people of the incident.</summary>
    private static async Task<IReadOnlyList<string>> Helpers(
        AfterwordDb db,
        Incident incident,
        LeadFact? lead,
        IReadOnlyList<LoadedItem> items,
        CancellationToken ct
    )
    {
        int[] involved = [.. incident.People.Select(p => p.PersonId)];
        var names = await db
            .People.AsNoTracking()
            .Where(p => involved.Contains(p.Id))
            .OrderBy(p => p.Name)
            .Select(p => p.Name)
            .ToListAsync(ct);
        return
        [
            .. new[] { lead?.Name }
                .Concat(
                    items
                        .Where(i => i.Fact.Status == ActionItemStatus.Done)
                        .Select(i => i.Fact.Owner)
                )
                .Concat(names)
                .OfType<string>()
                .Distinct(),
        ];
    }

    private static async Task<IReadOnlyList<string>> ToldTo(
        AfterwordDb db,
        int incident,
        CancellationToken ct
    )
    {
        var told = await db
            .Updates.AsNoTracking()
            .Where(u =>
                u.IncidentNumber == incident
                && (u.State == UpdateState.Sent || u.State == UpdateState.PartlyFailed)
            )
            .Select(u => u.Audience)
            .Distinct()
            .ToListAsync(ct);
        return
        [
            .. Audiences
                .Written.Where(a => told.Contains(a) && !Audiences.IsOutside(a))
                .Select(UpdateWords.Readers),
        ];
    }

    private static async Task<IReadOnlyList<DigestMessage>> Waiting(
        AfterwordDb db,
        int incident,
        string key,
        Site site,
        CancellationToken ct
    )
    {
        var drafts = await db
            .Updates.AsNoTracking()
            .Where(u =>
                u.IncidentNumber == incident && u.State == UpdateState.Draft && u.DueAt != null
            )
            .OrderBy(u => u.Number)
            .Select(u => new
            {
                u.Number,
                u.Kind,
                u.Audience,
                u.DueAt,
            })
            .ToListAsync(ct);
        return
        [
            .. drafts.Select(d => new DigestMessage(
                $"{UpdateWords.Of(d.Kind, d.Audience)} about {key}",
                d.DueAt!.Value,
                site.Address($"updates/{d.Number}"),
                UpdateWords.Readers(d.Audience)
            )),
        ];
    }
}
