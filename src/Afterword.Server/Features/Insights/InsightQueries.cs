using Afterword.Core.Metrics;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Insight;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Insights;

/// <summary>A row behind a figure, with the words it is shown by.</summary>
/// <param name="Incident">The incident's number.</param>
/// <param name="Item">The item's number, where the fact is about one.</param>
/// <param name="Title">The title of the item or the incident.</param>
/// <param name="Fact">The fact.</param>
public sealed record BehindRow(int Incident, int? Item, string Title, Fact Fact);

/// <summary>What pages, the API and reviews ask of the metrics.</summary>
internal static class InsightQueries
{
    /// <summary>Reports of some metrics over a window, for a viewer.</summary>
    public static Task<IReadOnlyList<MetricReport>> Reports(
        AfterwordDb db,
        Viewer viewer,
        IReadOnlyList<IMetric> metrics,
        InsightQuery query,
        DateOnly today,
        CancellationToken ct
    ) => MetricReports.Of(db, Ask(viewer, metrics, query, today), query.Baseline, ct);

    /// <summary>A metric in groups, named as people name them.</summary>
    public static async Task<IReadOnlyList<NamedGroup>> Groups(
        AfterwordDb db,
        Viewer viewer,
        IMetric metric,
        InsightQuery query,
        DateOnly today,
        CancellationToken ct
    )
    {
        var group = query.By!.Value;
        var groups = await MetricReports.InGroups(
            db,
            Ask(viewer, [metric], query, today),
            group,
            ct
        );
        var names = group switch
        {
            MetricGroup.Team or MetricGroup.OwnerTeam => await db.Teams.ToDictionaryAsync(
                t => $"{t.Id}",
                t => (t.Handle, t.Name),
                ct
            ),
            MetricGroup.Service => await db.Services.ToDictionaryAsync(
                s => $"{s.Id}",
                s => (s.Handle, s.Name),
                ct
            ),
            _ => [],
        };
        return
        [
            .. groups.Select(g =>
                names.TryGetValue(g.Key, out var known)
                    ? new NamedGroup(known.Handle, known.Name, g.Change)
                : group == MetricGroup.Cause && g.Key.Length > 0
                    ? new NamedGroup(g.Key, $"#{g.Key}", g.Change)
                : new NamedGroup(g.Key, MetricWords.Group(g.Key), g.Change)
            ),
        ];
    }

    /// <summary>The rows behind a metric's figure, the newest first.</summary>
    public static async Task<(IReadOnlyList<BehindRow> Rows, int Of)> Behind(
        AfterwordDb db,
        Viewer viewer,
        IMetric metric,
        InsightQuery query,
        DateOnly today,
        (int Skip, int Take) part,
        CancellationToken ct
    )
    {
        var all = await PackedReads.Behind(db, Ask(viewer, [metric], query, today), ct);
        var some = all.Skip(part.Skip).Take(part.Take).ToList();
        var incidents = some.Select(r => r.Incident).Distinct().ToList();
        var items = some.Select(r => r.Fact.Item).OfType<int>().Distinct().ToList();
        var titles = await db
            .Incidents.To(viewer)
            .Where(i => incidents.Contains(i.Number))
            .ToDictionaryAsync(i => i.Number, i => i.Title, ct);
        var itemTitles = await db
            .ActionItems.Where(a => items.Contains(a.Number))
            .ToDictionaryAsync(a => a.Number, a => a.Title, ct);
        return (
            [
                .. some.Where(r => titles.ContainsKey(r.Incident))
                    .Select(r => new BehindRow(
                        r.Incident,
                        r.Fact.Item,
                        r.Fact.Item is { } item
                            ? itemTitles.GetValueOrDefault(item, "")
                            : titles[r.Incident],
                        r.Fact
                    )),
            ],
            all.Count
        );
    }

    /// <summary>The baselines that can be chosen, the newest first, without their figures.</summary>
    public static Task<List<BaselineChoice>> Choices(AfterwordDb db, CancellationToken ct) =>
        db.Plain.Rows(
            "SELECT number, name, team_id FROM baselines WHERE removed_at IS NULL ORDER BY number DESC",
            [],
            row => new BaselineChoice(row.Int(0), row.Text(1), row.IntOrNull(2)),
            ct
        );

    /// <summary>The baselines that can be compared with, the newest first.</summary>
    public static Task<List<Baseline>> Baselines(AfterwordDb db, CancellationToken ct) =>
        db.Set<Baseline>()
            .Where(b => b.RemovedAt == null)
            .OrderByDescending(b => b.Number)
            .ToListAsync(ct);

    private static MetricAsk Ask(
        Viewer viewer,
        IReadOnlyList<IMetric> metrics,
        InsightQuery query,
        DateOnly today
    ) => new(viewer, metrics, [query.Window], query.Filter, today);
}

/// <summary>A baseline to choose.</summary>
public sealed record BaselineChoice(int Number, string Name, int? TeamId);

/// <summary>A group of a metric's facts under its name.</summary>
/// <param name="Key">The handle or the name in snake_case, for an address; empty for none.</param>
/// <param name="Name">What people read.</param>
/// <param name="Change">Its figure beside the period before.</param>
public sealed record NamedGroup(string Key, string Name, Change Change);
