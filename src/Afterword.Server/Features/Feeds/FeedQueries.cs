using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.Rendering;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Mapping;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Feeds;

using CheckIns = Afterword.Core.FollowThrough.CheckIns;

/// <summary>What links give: never anything restricted, whoever made them, for a link wanders.</summary>
internal static class FeedQueries
{
    private const int Most = 500;

    /// <summary>Days of a section that names no other.</summary>
    public const int SectionDays = 30;
    private const int CancelledDays = 14;

    /// <summary>Sees what is not restricted, and nothing else.</summary>
    private static readonly Viewer Nobody = new(null, Core.People.Role.Viewer);

    /// <summary>The link of a token; null when there is none that works, or its person has left.</summary>
    public static async Task<FeedLink?> Find(AfterwordDb db, string token, CancellationToken ct)
    {
        if (token is not { Length: > 20 and < 200 })
        {
            return null;
        }
        var hash = Secret.Hash(token);
        return await db.Set<FeedLink>()
            .SingleOrDefaultAsync(
                l =>
                    l.TokenHash == hash
                    && l.RevokedAt == null
                    && db.People.Any(p => p.Id == l.PersonId && p.Active),
                ct
            );
    }

    /// <summary>A person's links, the newest first.</summary>
    public static Task<List<FeedLink>> Of(AfterwordDb db, int person, CancellationToken ct) =>
        db.Set<FeedLink>()
            .Where(l => l.PersonId == person)
            .OrderByDescending(l => l.Number)
            .ToListAsync(ct);

    /// <summary>The calendar of a person or a team.</summary>
    public static async Task<string> Calendar(
        AfterwordDb db,
        FeedLink link,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var team =
            link.Kind == FeedKind.TeamCalendar
                ? await db.Teams.SingleAsync(t => t.Id == link.TeamId, ct)
                : null;
        int[] people = team is null
            ? [link.PersonId]
            : [.. team.MemberIds.Concat(team.LeadId is { } lead ? [lead] : []).Distinct()];
        int[] teams = team is not null
            ? [team.Id]
            : await db
                .Teams.Where(t => t.LeadId == link.PersonId)
                .Select(t => t.Id)
                .ToArrayAsync(ct);
        var name =
            team?.Name
            ?? await db
                .People.Where(p => p.Id == link.PersonId)
                .Select(p => p.Name)
                .SingleAsync(ct);
        var events = await Due(db, people, teams, site, now, ct);
        events.AddRange(await OfIncidents(db, team?.Id, people, site, now, ct));
        return ICalendar.Write($"Afterword: {name}", events);
    }

    /// <summary>The closed and open items of the incidents of the last 30 days.</summary>
    public static async Task<ItemSection> Section(
        AfterwordDb db,
        FeedLink link,
        Site site,
        int days,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var since = now.AddDays(-days);
        var incidents = db.Incidents.To(Nobody).Where(i => i.OccurredAt >= since);
        if (link.TeamId is { } team)
        {
            incidents = incidents.Where(i => i.TeamId == team || i.AffectedTeamIds.Contains(team));
        }
        var rows = await (
            from item in db.ActionItems
            where incidents.Any(i => i.Number == item.IncidentNumber)
            from person in db.People.Where(p => p.Id == item.OwnerId).DefaultIfEmpty()
            from owning in db.Teams.Where(t => t.Id == item.OwnerTeamId).DefaultIfEmpty()
            orderby item.Number
            select new { Item = item, Owner = person.Handle ?? owning.Handle }
        )
            .Take(Most)
            .ToListAsync(ct);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var lines = rows.Select(r =>
                (
                    r.Item,
                    Line: new SectionItem(
                        site.Keys.OfItem(r.Item.Number),
                        r.Item.Title,
                        r.Owner is { } handle ? $"@{handle}" : r.Item.OwnerText,
                        r.Item.DueOn?.ToString(
                            "yyyy-MM-dd",
                            System.Globalization.CultureInfo.InvariantCulture
                        ) ?? r.Item.DueText,
                        r.Item.Status,
                        r.Item.IsOpen && r.Item.DueOn < today,
                        site.Address($"action-items/{site.Keys.OfItem(r.Item.Number)}")
                    )
                )
            )
            .ToList();
        return new ItemSection(
            $"Follow-through of the last {days} days",
            [
                .. lines
                    .Where(l => l.Item.IsOpen)
                    .OrderByDescending(l => l.Line.Late)
                    .ThenBy(l => l.Item.DueOn ?? DateOnly.MaxValue)
                    .Select(l => l.Line),
            ],
            [
                .. lines
                    .Where(l => !l.Item.IsOpen)
                    .OrderByDescending(l => l.Item.DoneAt)
                    .Select(l => l.Line),
            ],
            now
        );
    }

    /// <summary>Due dates: open items, and for some days those that were closed, so that calendars take them out.</summary>
    private static async Task<List<CalendarEvent>> Due(
        AfterwordDb db,
        int[] people,
        int[] teams,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var lately = now.AddDays(-CancelledDays);
        var rows = await (
            from item in db.VisibleItems(Nobody)
            where item.DueOn != null
            where
                (item.OwnerId != null && people.Contains(item.OwnerId.Value))
                || (item.OwnerTeamId != null && teams.Contains(item.OwnerTeamId.Value))
            where EF.Property<int>(item, ActionItemMap.Closed) == 0 || item.LastActivityAt >= lately
            join incident in db.Incidents on item.IncidentNumber equals incident.Number
            orderby item.DueOn, item.Number
            select new { Item = item, incident.Title }
        )
            .Take(Most)
            .ToListAsync(ct);
        return
        [
            .. rows.Select(r =>
            {
                var key = site.Keys.OfItem(r.Item.Number);
                return new CalendarEvent(
                    $"item-{r.Item.Number}-due@{site.MailHost}",
                    $"{key} due: {r.Item.Title}",
                    r.Item.DueOn!.Value,
                    r.Item.LastActivityAt,
                    r.Item.Version
                )
                {
                    Description =
                        $"{r.Item.Priority?.ToString() ?? "No priority"}, {StatusWords.Of(r.Item.Status)}. From {site.Keys.OfIncident(r.Item.IncidentNumber)}: {r.Title}",
                    Page = site.Address($"action-items/{key}"),
                    Cancelled = !r.Item.IsOpen,
                };
            }),
        ];
    }

    /// <summary>Promised updates and check-ins of the incidents somebody leads.</summary>
    private static async Task<List<CalendarEvent>> OfIncidents(
        AfterwordDb db,
        int? team,
        int[] people,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var since = now.AddDays(-400);
        var led = db.Incidents.To(Nobody).Where(i => i.FollowedAt != null && i.OccurredAt >= since);
        led = team is { } id
            ? led.Where(i => i.TeamId == id)
            : led.Where(i => i.LeadId != null && people.Contains(i.LeadId.Value));
        var incidents = await led.OrderByDescending(i => i.OccurredAt)
            .ThenBy(i => i.Number)
            .Take(Most)
            .ToListAsync(ct);
        int[] numbers = [.. incidents.Select(i => i.Number)];
        var items = (
            await db
                .ActionItems.Where(a => numbers.Contains(a.IncidentNumber))
                .Select(a => new
                {
                    a.IncidentNumber,
                    a.Priority,
                    a.Status,
                    a.DoneAt,
                })
                .ToListAsync(ct)
        ).ToLookup(
            a => a.IncidentNumber,
            a => (a.Priority, StatusWords.IsOpen(a.Status), a.DoneAt)
        );
        var rules = await CadenceRules.Of(db, ct);
        var leads = incidents.Select(i => i.LeadId).OfType<int>().Distinct().ToList();
        var zones = await db
            .People.Where(p => leads.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.TimeZone, ct);
        var events = new List<CalendarEvent>();
        foreach (var incident in incidents)
        {
            var key = site.Keys.OfIncident(incident.Number);
            if (incident.NextUpdateAt is { } next)
            {
                events.Add(
                    new CalendarEvent(
                        $"incident-{incident.Number}-update@{site.MailHost}",
                        $"{key}: next update promised",
                        default,
                        next,
                        incident.Version
                    )
                    {
                        At = next,
                        Description = incident.Title,
                        Page = site.Address($"incidents/{key}"),
                        Cancelled = incident.Status == IncidentStatus.Closed,
                    }
                );
            }
            if (
                incident.ResolvedAt is { } resolved
                && CheckIns.ClosedAt(items[incident.Number]) is { } closed
                && closed >= incident.FollowedAt
            )
            {
                var zone = rules.ZoneOf(
                    incident.LeadId is { } lead ? zones.GetValueOrDefault(lead) : null
                );
                events.Add(
                    new CalendarEvent(
                        $"incident-{incident.Number}-check-in@{site.MailHost}",
                        $"{key}: do the fixes hold?",
                        CheckIns.DayFor(
                            closed > resolved ? closed : resolved,
                            rules.Calendar,
                            zone
                        ),
                        closed,
                        incident.Version
                    )
                    {
                        Description = incident.Title,
                        Page = site.Address($"incidents/{key}/check-in"),
                    }
                );
            }
        }
        return events;
    }
}
