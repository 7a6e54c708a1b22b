using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Incidents;

/// <summary>Reads of incidents. The order of a list is when it happened, newest first, then number.</summary>
internal static class IncidentQueries
{
    private sealed record Place(DateTimeOffset At, int Number);

    /// <summary>The incidents of a filter that a viewer may see, a page at a time.</summary>
    /// <exception cref="RuleException">The filter or the cursor has a value we do not know.</exception>
    public static async Task<Page<Incident>> Page(
        AfterwordDb db,
        IncidentFilter filter,
        PageQuery page,
        Viewer viewer,
        CancellationToken ct = default
    )
    {
        var incidents = await Narrow(db, db.Incidents.To(viewer), filter, ct);
        if (page.After<Place>() is { } after)
        {
            incidents = incidents.Where(i =>
                i.OccurredAt <= after.At && (i.OccurredAt < after.At || i.Number < after.Number)
            );
        }
        var rows = await incidents
            .OrderByDescending(i => i.OccurredAt)
            .ThenByDescending(i => i.Number)
            .Take(page.Rows + 1)
            .ToListAsync(ct);
        return page.Cut(rows, i => new Place(i.OccurredAt, i.Number));
    }

    /// <summary>One incident by its key; null when there is none, or it is not visible.</summary>
    public static Task<Incident?> Find(
        AfterwordDb db,
        string key,
        Viewer viewer,
        CancellationToken ct = default
    ) =>
        db.Keys.IncidentNumber(key) is { } number
            ? db.Incidents.To(viewer).SingleOrDefaultAsync(i => i.Number == number, ct)
            : Task.FromResult<Incident?>(null);

    /// <summary>The names behind the numbers of some incidents.</summary>
    public static Task<NameQueries.Names> NamesOf(
        AfterwordDb db,
        IReadOnlyCollection<Incident> incidents,
        CancellationToken ct = default
    ) => NameQueries.Load(db, Wanted(incidents), ct);

    /// <summary>The numbers in some incidents.</summary>
    public static NameQueries.Wanted Wanted(IReadOnlyCollection<Incident> incidents) =>
        new NameQueries.Wanted()
            .Person(incidents.Select(i => i.LeadId))
            .Person(incidents.SelectMany(i => i.People).Select(p => (int?)p.PersonId))
            .Person(incidents.SelectMany(i => i.ReaderIds).Select(id => (int?)id))
            .Team(incidents.Select(i => i.TeamId))
            .Team(incidents.SelectMany(i => i.AffectedTeamIds).Select(id => (int?)id))
            .Service(incidents.SelectMany(i => i.ServiceIds));

    /// <summary>How many of an incident's items are done, and of how many (cancelled ones do not count).</summary>
    public static async Task<IReadOnlyDictionary<int, (int Done, int Of)>> ItemCounts(
        AfterwordDb db,
        IReadOnlyCollection<int> incidents,
        CancellationToken ct = default
    )
    {
        var counts = await db
            .ActionItems.Where(a =>
                incidents.Contains(a.IncidentNumber)
                && a.Status != Core.ActionItems.ActionItemStatus.Cancelled
            )
            .GroupBy(a => new
            {
                a.IncidentNumber,
                Done = a.Status == Core.ActionItems.ActionItemStatus.Done,
            })
            .Select(g => new
            {
                g.Key.IncidentNumber,
                g.Key.Done,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        return counts
            .GroupBy(c => c.IncidentNumber)
            .ToDictionary(
                g => g.Key,
                g => (g.Where(c => c.Done).Sum(c => c.Count), g.Sum(c => c.Count))
            );
    }

    private static async Task<IQueryable<Incident>> Narrow(
        AfterwordDb db,
        IQueryable<Incident> incidents,
        IncidentFilter filter,
        CancellationToken ct
    )
    {
        if (filter.Statuses is { } statuses)
        {
            incidents = incidents.Where(i => statuses.Contains(i.Status));
        }
        if (filter.OfSeverity is { } severity)
        {
            incidents = incidents.Where(i => i.Severity == severity);
        }
        if (filter.Team?.Trim().TrimStart('@').ToLowerInvariant() is { Length: > 0 } team)
        {
            var id = await db
                .Teams.Where(t => t.Handle == team)
                .Select(t => t.Id)
                .SingleOrDefaultAsync(ct);
            incidents = incidents.Where(i => i.TeamId == id || i.AffectedTeamIds.Contains(id));
        }
        if (filter.Service?.Trim().ToLowerInvariant() is { Length: > 0 } service)
        {
            var id = await db
                .Services.Where(s => s.Handle == service)
                .Select(s => s.Id)
                .SingleOrDefaultAsync(ct);
            incidents = incidents.Where(i => i.ServiceIds.Contains(id));
        }
        if (filter.Tag?.Trim().TrimStart('#').ToLowerInvariant() is { Length: > 0 } tag)
        {
            incidents = incidents.Where(i => i.Tags.Contains(tag));
        }
        return filter.Q?.Trim() is { Length: > 0 } words ? Saying(db, incidents, words) : incidents;
    }

    /// <summary>Those with the key, or with the words in the title or the impact.</summary>
    private static IQueryable<Incident> Saying(
        AfterwordDb db,
        IQueryable<Incident> incidents,
        string words
    )
    {
        if (db.Keys.IncidentNumber(words) is { } number)
        {
            return incidents.Where(i => i.Number == number);
        }
        var lower = words.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // lower() of the database, on both sides
        return incidents.Where(i =>
            i.Title.ToLower().Contains(lower) || i.Impact.ToLower().Contains(lower)
        );
#pragma warning restore CA1304, CA1311, CA1862
    }
}
