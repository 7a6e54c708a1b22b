using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.Search;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Memory;

/// <summary>An incident that is like another, and why.</summary>
public sealed record SimilarRow(
    int Number,
    string Title,
    Severity Severity,
    IncidentStatus Status,
    DateTimeOffset At,
    int OpenItems,
    IReadOnlyList<string> Reasons,
    double Score
);

/// <summary>What similar incidents are looked for by: a stored incident, or one that is only being written.</summary>
internal sealed record SimilarAsk(
    int? Self,
    IReadOnlyList<int> ServiceIds,
    IReadOnlyList<string> Tags,
    string Text,
    string Cause
);

/// <summary>Finds incidents like one: those of its services and tags, and those whose texts share its rare words.</summary>
internal static class SimilarQueries
{
    private const int MostWords = 24;
    private const int Newest = 1000; // incidents whose services and tags are looked at
    private const int MostCandidates = 60;
    private const int MostTexts = 20_000; // beyond that a text more or less changes no weight

    /// <summary>What a stored incident is looked for by.</summary>
    public static SimilarAsk AskOf(Incident incident, PostMortemContent? content) =>
        new(
            incident.Number,
            incident.ServiceIds,
            incident.Tags,
            $"{incident.Title} {incident.Impact} {content?.Body(SectionKind.Summary)} {content?.Body(SectionKind.ContributingFactors)}",
            content?.Body(SectionKind.RootCause) ?? ""
        );

    /// <summary>The most alike first; only those that share enough.</summary>
    public static async Task<IReadOnlyList<SimilarRow>> Find(
        AfterwordDb db,
        SimilarAsk ask,
        Viewer viewer,
        int most,
        CancellationToken ct
    )
    {
        var sql = await SearchSql.Of(db, new SearchFilter(), viewer, ct);
        var words = Words(ask);
        var texts = words.Count == 0 ? [] : await Counts(db, sql, words, ct);
        var numbers = await ByWords(db, sql, texts, ct);
        numbers.UnionWith(await ByTraits(db, ask, viewer, ct));
        if (ask.Self is { } self)
        {
            numbers.Remove(self);
        }
        if (numbers.Count == 0)
        {
            return [];
        }
        return await Compare(db, ask, [.. numbers], texts, viewer, most, ct);
    }

    private static async Task<IReadOnlyList<SimilarRow>> Compare(
        AfterwordDb db,
        SimilarAsk ask,
        int[] numbers,
        Dictionary<string, int> texts,
        Viewer viewer,
        int most,
        CancellationToken ct
    )
    {
        var telling = texts
            .Where(t => t.Value < SearchSql.Common)
            .ToDictionary(t => t.Key, t => t.Value);
        var all = await Texts(db, ct);
        var incidents = await db
            .Incidents.To(viewer)
            .Where(i => numbers.Contains(i.Number))
            .ToListAsync(ct);
        var contents = await db
            .PostMortems.Where(p => numbers.Contains(p.IncidentNumber))
            .ToDictionaryAsync(p => p.IncidentNumber, p => p.Content, ct);
        int[] services =
        [
            .. incidents.SelectMany(i => i.ServiceIds).Concat(ask.ServiceIds).Distinct(),
        ];
        var names = await db
            .Services.Where(s => services.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        var one = new Traits(Named(ask.ServiceIds), ask.Tags, ask.Text, ask.Cause);
        var found = incidents
            .Select(i =>
            {
                var other = AskOf(i, contents.GetValueOrDefault(i.Number));
                return (
                    Incident: i,
                    Like: Similarity.Of(
                        one,
                        new Traits(Named(i.ServiceIds), i.Tags, other.Text, other.Cause),
                        telling,
                        all
                    )
                );
            })
            .Where(f => f.Like.Score >= Similarity.Enough && f.Like.Reasons.Count > 0)
            .OrderByDescending(f => f.Like.Score)
            .ThenByDescending(f => f.Incident.OccurredAt)
            .Take(most)
            .ToList();
        var shown = found.Select(f => f.Incident.Number).ToList();
        var open = await db
            .ActionItems.Where(a => shown.Contains(a.IncidentNumber))
            .Where(a => EF.Property<int>(a, Data.Mapping.ActionItemMap.Closed) == 0)
            .GroupBy(a => a.IncidentNumber)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return
        [
            .. found.Select(f => new SimilarRow(
                f.Incident.Number,
                f.Incident.Title,
                f.Incident.Severity,
                f.Incident.Status,
                f.Incident.OccurredAt,
                open.GetValueOrDefault(f.Incident.Number),
                f.Like.Reasons,
                f.Like.Score
            )),
        ];

        List<string> Named(IReadOnlyList<int> ids) =>
            [.. ids.Select(id => names.GetValueOrDefault(id)).OfType<string>()];
    }

    /// <summary>The words of the cause first, then those of the title and the rest.</summary>
    private static List<string> Words(SimilarAsk ask) =>
        [
            .. SearchWords
                .All(ask.Cause + " " + ask.Text)
                .Where(w => Similarity.Tells(w) && !w.All(char.IsDigit))
                .Distinct()
                .Take(MostWords * 2)
                .OrderByDescending(w => w.Length)
                .Take(MostWords),
        ];

    private static async Task<Dictionary<string, int>> Counts(
        AfterwordDb db,
        SearchSql sql,
        List<string> words,
        CancellationToken ct
    )
    {
        var (text, parameters) = sql.Counts(words);
        var rows = await db.Plain.Rows(
            text,
            parameters,
            row => (Which: row.Int(0), Texts: row.Int(1)),
            ct
        );
        return rows.ToDictionary(r => words[r.Which], r => r.Texts);
    }

    private static async Task<int> Texts(AfterwordDb db, CancellationToken ct) =>
        (
            await db.Plain.Rows(
                "SELECT count(*) FROM (SELECT 1 FROM search_entries LIMIT @most) x",
                [("@most", MostTexts)],
                row => row.Int(0),
                ct
            )
        )[0];

    private static async Task<HashSet<int>> ByWords(
        AfterwordDb db,
        SearchSql sql,
        Dictionary<string, int> texts,
        CancellationToken ct
    )
    {
        var rare = texts
            .Where(t => t.Value is > 1 and < SearchSql.Common)
            .OrderBy(t => t.Value)
            .Take(10)
            .Select(t => (t.Key, t.Value))
            .ToList();
        if (rare.Count == 0)
        {
            return [];
        }
        var (text, parameters) = sql.Some(rare, 0, MostCandidates);
        return
        [
            .. (await db.Plain.Rows(text, parameters, row => row.IntOrNull(3), ct)).OfType<int>(),
        ];
    }

    private static async Task<List<int>> ByTraits(
        AfterwordDb db,
        SimilarAsk ask,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var (services, tags) = (ask.ServiceIds.ToArray(), ask.Tags.ToArray());
        if (services.Length + tags.Length == 0)
        {
            return [];
        }
        var newest = await db
            .Incidents.To(viewer)
            .OrderByDescending(i => i.OccurredAt)
            .ThenByDescending(i => i.Number)
            .Take(Newest)
            .Select(i => new
            {
                i.Number,
                i.ServiceIds,
                i.Tags,
            })
            .ToListAsync(ct);
        return
        [
            .. newest
                .Select(i =>
                    (
                        i.Number,
                        Shared: i.ServiceIds.Intersect(services).Count()
                            + i.Tags.Intersect(tags).Count()
                    )
                )
                .Where(i => i.Shared > 0)
                .OrderByDescending(i => i.Shared)
                .Take(MostCandidates)
                .Select(i => i.Number),
        ];
    }
}
