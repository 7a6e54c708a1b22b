using Afterword.Core;
using Afterword.Core.Memory;
using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Search;

/// <summary>How a search came to its hits.</summary>
internal enum SearchMode
{
    /// <summary>There were no words to look for.</summary>
    Nothing,

    /// <summary>Hits have all the words.</summary>
    All,

    /// <summary>Hits have words that begin like those.</summary>
    Beginning,

    /// <summary>Mistyped words were put right.</summary>
    Corrected,

    /// <summary>Nothing has all of them; hits have some.</summary>
    Some,
}

/// <summary>Something found.</summary>
public sealed record SearchHit(
    SearchKind Kind,
    int Number,
    int Ordinal,
    int? IncidentNumber,
    LearningCategory? Category,
    DateTimeOffset At,
    string Title,
    Excerpt Excerpt,
    string? IncidentTitle,
    bool Restricted,
    IReadOnlyList<string> Words
);

/// <summary>What a search found.</summary>
/// <param name="Asked">The words as typed.</param>
/// <param name="Mode">How it came to its hits.</param>
/// <param name="Words">The words it looked for in the end.</param>
/// <param name="Hits">The best first.</param>
internal sealed record SearchResult(
    Asked Asked,
    SearchMode Mode,
    IReadOnlyList<string> Words,
    Page<SearchHit> Hits
);

/// <summary>Full-text search over incidents, post-mortems, learnings, items and updates, as far as the viewer may see them.</summary>
internal static class SearchQueries
{
    private const int MostCounted = 12; // words of a long question whose rarity is looked up
    private const int MostRare = 8;
    private const int MostNear = 6;
    private const int MostBegun = 4;

    private sealed record Place(int Skip, SearchMode Mode, IReadOnlyList<string>? Words);

    /// <summary>What is found, a page at a time; no totals.</summary>
    /// <exception cref="RuleException">A filter or the cursor has a value we do not know.</exception>
    public static async Task<SearchResult> Find(
        AfterwordDb db,
        Vocabulary vocabulary,
        SearchFilter filter,
        PageQuery page,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var asked = SearchWords.Read(filter.Q);
        var sql = await SearchSql.Of(db, filter, viewer, ct);
        if (asked.Words.Count == 0)
        {
            return new SearchResult(asked, SearchMode.Nothing, [], new Page<SearchHit>([], null));
        }
        if (page.After<Place>() is { } place)
        {
            // A cursor is text from outside like any other.
            var words = SearchWords.Read(string.Join(' ', place.Words ?? [])).Words;
            return await Read(
                db,
                sql,
                asked,
                place.Mode,
                words.Count > 0 ? words : asked.Words,
                page,
                Math.Clamp(place.Skip, 0, SearchSql.Deep),
                ct
            );
        }
        foreach (var mode in new[] { SearchMode.All, SearchMode.Beginning })
        {
            // Whoever pastes a sentence has whole words; beginnings of each would cost more than all the rest.
            if (
                (mode == SearchMode.All || asked.Words.Count <= MostBegun)
                && await Read(db, sql, asked, mode, asked.Words, page, 0, ct)
                    is { Hits.Items.Count: > 0 } found
            )
            {
                return found;
            }
        }
        return await Otherwise(db, vocabulary, sql, asked, page, ct);
    }

    /// <summary>Nothing has all the words: perhaps some are mistyped, or the question is longer than any answer.</summary>
    private static async Task<SearchResult> Otherwise(
        AfterwordDb db,
        Vocabulary vocabulary,
        SearchSql sql,
        Asked asked,
        PageQuery page,
        CancellationToken ct
    )
    {
        // The longest words are most likely to be rare.
        string[] looked = [.. asked.Words.OrderByDescending(w => w.Length).Take(MostCounted)];
        var counts = await Counts(db, sql, looked, ct);
        var corrected = await Correct(db, vocabulary, sql, asked.Words, counts, ct);
        if (!corrected.SequenceEqual(asked.Words))
        {
            var found = await Read(db, sql, asked, SearchMode.Corrected, corrected, page, 0, ct);
            if (found.Hits.Items.Count > 0)
            {
                return found;
            }
            counts = await Counts(
                db,
                sql,
                [.. corrected.OrderByDescending(w => w.Length).Take(MostCounted)],
                ct
            );
        }
        var rare = Rare(counts);
        return rare.Count == 0
            ? new SearchResult(asked, SearchMode.All, asked.Words, new Page<SearchHit>([], null))
            : await Read(
                db,
                sql,
                asked,
                SearchMode.Some,
                [.. rare.Select(r => r.Word)],
                page,
                0,
                ct,
                rare
            );
    }

    /// <summary>The words that tell texts apart; where all are common, the least common ones.</summary>
    private static List<(string Word, int Texts)> Rare(IReadOnlyDictionary<string, int> counts)
    {
        var known = counts
            .Where(c => c.Value > 0)
            .OrderBy(c => c.Value)
            .ThenByDescending(c => c.Key.Length)
            .ToList();
        var rare = known.Where(c => c.Value < SearchSql.Common).Take(MostRare).ToList();
        return [.. (rare.Count > 0 ? rare : [.. known.Take(3)]).Select(c => (c.Key, c.Value))];
    }

    /// <summary>
    /// Words that stand in nothing the viewer may see, put right where a near one does. The vocabulary is everybody's, so a word of it
    /// is said only after a text that this viewer may see was found to hold it.
    /// </summary>
    private static async Task<IReadOnlyList<string>> Correct(
        AfterwordDb db,
        Vocabulary vocabulary,
        SearchSql sql,
        IReadOnlyList<string> words,
        IReadOnlyDictionary<string, int> counts,
        CancellationToken ct
    )
    {
        var right = words.ToList();
        for (var n = 0; n < right.Count; n++)
        {
            var word = right[n];
            if (NearWords.Reach(word) == 0 || counts.GetValueOrDefault(word, 1) > 0)
            {
                continue;
            }
            var near = await vocabulary.Near(db, word, MostNear, ct);
            if (near.Count > 0)
            {
                var seen = await Counts(db, sql, near, ct);
                right[n] = near.FirstOrDefault(w => seen[w] > 0) ?? word;
            }
        }
        return [.. right.Distinct()];
    }

    private static async Task<IReadOnlyDictionary<string, int>> Counts(
        AfterwordDb db,
        SearchSql sql,
        IReadOnlyList<string> words,
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

    private static async Task<SearchResult> Read(
        AfterwordDb db,
        SearchSql sql,
        Asked asked,
        SearchMode mode,
        IReadOnlyList<string> words,
        PageQuery page,
        int skip,
        CancellationToken ct,
        List<(string Word, int Texts)>? rare = null
    )
    {
        if (mode == SearchMode.Some && rare is null)
        {
            rare = Rare(await Counts(db, sql, words, ct));
            if (rare.Count == 0)
            {
                return new SearchResult(asked, mode, words, new Page<SearchHit>([], null));
            }
        }
        var (text, parameters) =
            mode == SearchMode.Some
                ? sql.Some(rare!, skip, page.Rows + 1)
                : sql.All(words, mode == SearchMode.Beginning, skip, page.Rows + 1);
        var hits = await db.Plain.Rows(text, parameters, row => Hit(row, words), ct);
        var next = new Place(
            skip + page.Rows,
            mode,
            mode is SearchMode.Corrected or SearchMode.Some ? words : []
        );
        var cut = page.Cut(hits, _ => next);
        // One message goes to several audiences; where they read the same, it is found once.
        return new SearchResult(
            asked,
            mode,
            words,
            cut with
            {
                Items =
                [
                    .. cut.Items.DistinctBy(h =>
                        h.Kind == SearchKind.Update
                            ? (h.IncidentNumber, h.Title, h.Excerpt.Text)
                            : (h.Number, $"{h.Kind}", $"{h.Ordinal}")
                    ),
                ],
            }
        );
    }

    private static SearchHit Hit(PlainRow row, IReadOnlyList<string> words) =>
        new(
            SnakeCase.Parse<SearchKind>(row.Text(0)),
            row.Int(1),
            row.Int(2),
            row.IntOrNull(3),
            row.TextOrNull(4) is { } category ? SnakeCase.Parse<LearningCategory>(category) : null,
            row.Instant(5),
            row.Text(6),
            Excerpt.Of(row.Text(7), words),
            row.TextOrNull(8),
            row.Flag(9),
            words
        );
}
