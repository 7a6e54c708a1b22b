using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
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
        return new InternalFacts
        {
            Key = key,
            Title = new(incident.Title),
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
            Items = await Items(db, incident.Number, site.Keys, ct),
            Lead = await Lead(db, incident, ct),
            NextUpdateAt = NextUpdate(incident, policy, now),
            Page = page,
            Document = content is null ? null : site.Address($"incidents/{key}/post-mortem"),
            Now = now,
        };
    }

    /// <summary>The instant somebody promised, or a whole hour a day (while it runs) or a week from now.</summary>
    private static DateTimeOffset NextUpdate(
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

    private static async Task<IReadOnlyList<ItemFact>> Items(
        AfterwordDb db,
        int incident,
        KeyPrefixes keys,
        CancellationToken ct
    )
    {
        var rows = await (
            from item in db.ActionItems.AsNoTracking()
            where item.IncidentNumber == incident
            join person in db.People on item.OwnerId equals person.Id into people
            from owner in people.DefaultIfEmpty()
            join group_ in db.Teams on item.OwnerTeamId equals group_.Id into teams
            from team in teams.DefaultIfEmpty()
            orderby item.Number
            select new
            {
                item.Number,
                item.Title,
                Owner = owner == null ? null : owner.Name,
                Team = team == null ? null : team.Name,
                item.OwnerText,
                item.DueOn,
                item.DueText,
                item.Status,
                item.StatusReason,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(row => new ItemFact(
                keys.OfItem(row.Number),
                new InternalText(row.Title),
                row.Owner ?? row.Team ?? (row.OwnerText.Length > 0 ? row.OwnerText : null),
                row.DueOn,
                row.DueText,
                row.Status,
                new InternalText(row.Status == ActionItemStatus.Blocked ? row.StatusReason : null)
            )),
        ];
    }
}
