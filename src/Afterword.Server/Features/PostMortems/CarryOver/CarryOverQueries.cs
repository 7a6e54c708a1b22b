using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.CarryOver;

/// <summary>What a team brings along into a new post-mortem: what is still open from earlier incidents, and how it went since the last one.</summary>
internal static class CarryOverQueries
{
    private const int MostItems = 12;
    private const int MostIncidents = 500;

    /// <summary>Reads it.</summary>
    public static async Task<CarriedOver> Of(
        AfterwordDb db,
        Incident incident,
        Viewer viewer,
        CancellationToken ct = default
    )
    {
        var linked = await Linked(db, incident.Number, viewer, ct);
        var already = linked.Select(i => i.Number).ToList();
        var open = db.VisibleItems(viewer)
            .Where(a =>
                a.IncidentNumber != incident.Number
                && a.Status != ActionItemStatus.Done
                && a.Status != ActionItemStatus.Cancelled
                && !already.Contains(a.Number)
            );
        var own = await Related(db, incident, viewer, ofTeam: true, ct);
        var similar = await Related(db, incident, viewer, ofTeam: false, ct);
        return new CarriedOver(
            await Items(open, own, ct),
            await Items(open, [.. similar.Except(own)], ct),
            linked,
            incident.TeamId is null ? null : await Figures(db, incident, viewer, ct)
        );
    }

    /// <summary>The items of other incidents that are linked to this one.</summary>
    public static Task<List<ActionItem>> Linked(
        AfterwordDb db,
        int incident,
        Viewer viewer,
        CancellationToken ct = default
    ) =>
        db.VisibleItems(viewer)
            .Where(a =>
                db.Set<CarriedItem>()
                    .Any(c => c.IncidentNumber == incident && c.ItemNumber == a.Number)
            )
            .OrderBy(a => a.Number)
            .ToListAsync(ct);

    private static async Task<IReadOnlyList<int>> Related(
        AfterwordDb db,
        Incident incident,
        Viewer viewer,
        bool ofTeam,
        CancellationToken ct
    )
    {
        var team = incident.TeamId;
        var (tags, services) = (incident.Tags.ToList(), incident.ServiceIds.ToList());
        if (ofTeam ? team is null : tags.Count + services.Count == 0)
        {
            return [];
        }
        var earlier = db
            .Incidents.To(viewer)
            .Where(i => i.Number != incident.Number && i.OccurredAt <= incident.OccurredAt);
        return await (
            ofTeam
                ? earlier.Where(i => i.TeamId == team)
                : earlier.Where(i =>
                    i.Tags.Any(t => tags.Contains(t)) || i.ServiceIds.Any(s => services.Contains(s))
                )
        )
            .OrderByDescending(i => i.OccurredAt)
            .Take(MostIncidents)
            .Select(i => i.Number)
            .ToListAsync(ct);
    }

    private static async Task<IReadOnlyList<ActionItem>> Items(
        IQueryable<ActionItem> open,
        IReadOnlyList<int> incidents,
        CancellationToken ct
    ) =>
        incidents.Count == 0
            ? []
            : await open.Where(a => incidents.Contains(a.IncidentNumber))
                .OrderBy(a => a.CreatedAt)
                .ThenBy(a => a.Number)
                .Take(MostItems)
                .ToListAsync(ct);

    /// <summary>The figures since the team's post-mortem before this one, its incident included; null when this is the first.</summary>
    private static async Task<CarriedOver.SinceThen?> Figures(
        AfterwordDb db,
        Incident incident,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var last = await db
            .Incidents.To(viewer)
            .Where(i =>
                i.TeamId == incident.TeamId
                && i.Number != incident.Number
                && i.OccurredAt <= incident.OccurredAt
                && db.PostMortems.Any(p => p.IncidentNumber == i.Number)
            )
            .OrderByDescending(i => i.OccurredAt)
            .ThenByDescending(i => i.Number)
            .FirstOrDefaultAsync(ct);
        if (last is null)
        {
            return null;
        }
        var since = await db
            .Incidents.To(viewer)
            .Where(i => i.TeamId == incident.TeamId && i.OccurredAt >= last.OccurredAt)
            .OrderBy(i => i.OccurredAt)
            .Take(MostIncidents)
            .ToListAsync(ct);
        var numbers = since.Select(i => i.Number).ToList();
        var items = await db.VisibleItems(viewer)
            .Where(a =>
                numbers.Contains(a.IncidentNumber) && a.Status != ActionItemStatus.Cancelled
            )
            .GroupBy(a => a.Status == ActionItemStatus.Done)
            .Select(g => new { Done = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        // As the metric counts it: whoever published saw the similar incidents, so "not confirmed" is an answer.
        var recurred = await db
            .SameCauses.Where(s => numbers.Contains(s.IncidentNumber) && s.WithdrawnAt == null)
            .Select(s => s.IncidentNumber)
            .Distinct()
            .ToListAsync(ct);
        var published = await db
            .PostMortems.Where(p =>
                numbers.Contains(p.IncidentNumber) && p.State == PostMortemState.Published
            )
            .Select(p => p.IncidentNumber)
            .ToListAsync(ct);
        var lasted = since.Select(i => i.Duration).OfType<TimeSpan>().ToList();
        return new(
            last,
            items.Where(i => i.Done).Sum(i => i.Count),
            items.Sum(i => i.Count),
            lasted.Count == 0 ? null : TimeSpan.FromTicks((long)lasted.Average(d => d.Ticks)),
            lasted.Count,
            recurred.Count,
            recurred.Union(published).Count()
        );
    }
}

/// <summary>What is brought along.</summary>
/// <param name="OfTeam">Open items of the team's earlier incidents, the oldest first.</param>
/// <param name="OfSimilar">Open items of other teams' incidents that share a service or a tag.</param>
/// <param name="Linked">Items that are linked to this incident already.</param>
/// <param name="Since">How it went since the team's last post-mortem; null when there is none, or no team.</param>
public sealed record CarriedOver(
    IReadOnlyList<ActionItem> OfTeam,
    IReadOnlyList<ActionItem> OfSimilar,
    IReadOnlyList<ActionItem> Linked,
    CarriedOver.SinceThen? Since
)
{
    /// <summary>Whether there is anything to show.</summary>
    public bool Any => OfTeam.Count + OfSimilar.Count + Linked.Count > 0 || Since is not null;

    /// <summary>The figures, each with how many things it is made of.</summary>
    /// <param name="Last">The incident of the team's last post-mortem.</param>
    /// <param name="Done">Items done of <paramref name="Items"/>.</param>
    /// <param name="Items">Items of the incidents since, cancelled ones left out.</param>
    /// <param name="MeanDuration">Mean time from start to resolution; null when none is known.</param>
    /// <param name="Durations">Incidents it is made of.</param>
    /// <param name="Recurred">Incidents of which a person confirmed that an earlier one had the same cause, of <paramref name="Judged"/>.</param>
    /// <param name="Judged">Incidents whose post-mortem is published, or of which somebody confirmed it already.</param>
    public sealed record SinceThen(
        Incident Last,
        int Done,
        int Items,
        TimeSpan? MeanDuration,
        int Durations,
        int Recurred,
        int Judged
    );
}
