using Afterword.Core.Updates.Facts;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>What the digests of many people are made from, loaded in one go.</summary>
internal sealed class DigestFacts
{
    private readonly Dictionary<int, LoadedItem> _items;
    private readonly Dictionary<int, AboutIncident> _incidents;
    private readonly Site _site;
    private readonly DateTimeOffset _now;

    private DigestFacts(
        Dictionary<int, LoadedItem> items,
        Dictionary<int, AboutIncident> incidents,
        Site site,
        DateTimeOffset now
    ) => (_items, _incidents, _site, _now) = (items, incidents, site, now);

    /// <summary>Copies the items by their numbers.</summary>
    /// <param name="db">Where to read.</param>
    /// <param name="items">Those that are listed.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Stops the work.</param>
    /// <param name="counted">Those that are only counted, because so many come before them.</param>
    public static async Task<DigestFacts> Load(
        AfterwordDb db,
        IReadOnlyCollection<int> items,
        Site site,
        DateTimeOffset now,
        CancellationToken ct,
        IReadOnlyCollection<AnsweredItem>? counted = null
    )
    {
        var loaded = await ItemFacts.Load(
            db,
            db.ActionItems.Where(a => items.Contains(a.Number)),
            site,
            ct
        );
        loaded = [.. loaded, .. (counted ?? []).Select(i => Counted(i.Row))];
        int[] numbers = [.. loaded.Select(i => i.IncidentNumber).Distinct()];
        var incidents = await db
            .Incidents.AsNoTracking()
            .Where(i => numbers.Contains(i.Number))
            .Select(i => new AboutIncident(i.Number, i.Title, i.Restricted, i.ReaderIds))
            .ToDictionaryAsync(i => i.Number, ct);
        return new DigestFacts(loaded.ToDictionary(i => i.Fact.Number), incidents, site, now);
    }

    /// <summary>What one person is told; items of incidents they may not read are left out.</summary>
    /// <param name="person">The person.</param>
    /// <param name="name">Their name.</param>
    /// <param name="handle">Their handle.</param>
    /// <param name="day">Their own day.</param>
    /// <param name="items">The items, each with the days without news where that is the reason.</param>
    public DigestNews For(
        int person,
        string name,
        string handle,
        DateOnly day,
        IEnumerable<(int Item, bool Stalled)> items
    ) =>
        new(
            name,
            day,
            [
                .. from line in items
                let item = _items.GetValueOrDefault(line.Item)
                where item is not null
                let incident = _incidents[item.IncidentNumber]
                where !incident.Restricted || incident.ReaderIds.Contains(person)
                select new DigestItem(
                    item.Fact,
                    _site.Keys.OfIncident(incident.Number),
                    new InternalText(incident.Title),
                    line.Stalled && item.Fact.TouchedAt is { } touched
                        ? Math.Max(1, (_now - touched).Days)
                        : null
                ),
            ],
            [],
            _site.Address($"action-items?owner=@{handle}&status=open"),
            _now
        );

    private static LoadedItem Counted(PlanItem item) =>
        new(
            item.IncidentNumber,
            new ItemFact("", default, null, item.DueOn, "", item.Status, default)
            {
                Number = item.Number,
                TouchedAt = item.LastActivityAt,
            }
        );

    private sealed record AboutIncident(
        int Number,
        string Title,
        bool Restricted,
        IReadOnlyList<int> ReaderIds
    );
}
