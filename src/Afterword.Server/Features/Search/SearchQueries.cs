using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Search;

internal sealed record FoundIncident(
    int Number,
    string Title,
    Severity Severity,
    IncidentStatus Status,
    DateTimeOffset OccurredAt
);

internal sealed record FoundItem(
    int Number,
    string Title,
    ActionItemStatus Status,
    DateOnly? DueOn,
    string DueText
);

internal sealed record FoundPerson(string Handle, string Name);

/// <summary>What a few words found: the newest of each kind.</summary>
internal sealed record Found(
    IReadOnlyList<FoundIncident> Incidents,
    IReadOnlyList<FoundItem> Items,
    IReadOnlyList<FoundPerson> People
)
{
    public bool Nothing => Incidents.Count + Items.Count + People.Count == 0;
}

/// <summary>The search box in its first form: titles and names that hold the words, as far as the viewer may see them.</summary>
internal static class SearchQueries
{
    /// <summary>Lines of each kind; whoever wants more narrows the list itself.</summary>
    public const int Most = 8;

    public static async Task<Found> Find(
        AfterwordDb db,
        string words,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var like = $"%{Escaped(words)}%";
        var (incidents, items) = (db.Incidents.To(viewer), db.VisibleItems(viewer));
        var people = db.People.Where(p => p.Active);
        (incidents, items, people) = db.IsSqlite
            ? (
                incidents.Where(i => EF.Functions.Like(i.Title, like, "\\")),
                items.Where(a => EF.Functions.Like(a.Title, like, "\\")),
                people.Where(p =>
                    EF.Functions.Like(p.Name, like, "\\") || EF.Functions.Like(p.Handle, like, "\\")
                )
            )
            : (
                incidents.Where(i => EF.Functions.ILike(i.Title, like, "\\")),
                items.Where(a => EF.Functions.ILike(a.Title, like, "\\")),
                people.Where(p =>
                    EF.Functions.ILike(p.Name, like, "\\")
                    || EF.Functions.ILike(p.Handle, like, "\\")
                )
            );
        return new Found(
            await incidents
                .OrderByDescending(i => i.Number)
                .Take(Most)
                .Select(i => new FoundIncident(
                    i.Number,
                    i.Title,
                    i.Severity,
                    i.Status,
                    i.OccurredAt
                ))
                .ToListAsync(ct),
            await items
                .OrderByDescending(a => a.Number)
                .Take(Most)
                .Select(a => new FoundItem(a.Number, a.Title, a.Status, a.DueOn, a.DueText))
                .ToListAsync(ct),
            await people
                .OrderBy(p => p.Name)
                .ThenBy(p => p.Id)
                .Take(Most)
                .Select(p => new FoundPerson(p.Handle, p.Name))
                .ToListAsync(ct)
        );
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
}
