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
    public static async Task<DigestFacts> Load(
        AfterwordDb db,
        IReadOnlyCollection<int> items,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var loaded = await ItemFacts.Load(
            db,
            db.ActionItems.Where(a => items.Contains(a.Number)),
            site,
            ct
        );
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

    private sealed record AboutIncident(
        int Number,
        string Title,
        bool Restricted,
        IReadOnlyList<int> ReaderIds
    );
}
