using System.Globalization;
using Afterword.Core;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Search;

/// <summary>
/// The search as SQL: full text of the database, narrowed by filters and rights in the same query, so that nothing a viewer may not
/// see is found, counted or ranked. What somebody typed is always a parameter, as quoted words.
/// </summary>
[Offered]
internal sealed class SearchSql
{
    /// <summary>The newest matches that are ranked; a word in more texts than this ranks none of them.</summary>
    public const int Deep = 1000;

    /// <summary>From how many texts on a word counts as common.</summary>
    public const int Common = 300;

    private readonly bool _sqlite;
    private readonly List<string> _conditions;
    private readonly List<(string Name, object Value)> _parameters;

    private SearchSql(bool sqlite, Viewer viewer)
    {
        _sqlite = sqlite;
        _conditions = [Visible(viewer, sqlite)];
        _parameters = [.. VisibleSql.Parameters(viewer)];
    }

    /// <summary>The search of a filter as a viewer sees it.</summary>
    public static async Task<SearchSql> Of(
        AfterwordDb db,
        SearchFilter filter,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var sql = new SearchSql(db.IsSqlite, viewer);
        if (filter.OfKind is { } kind)
        {
            sql.Where("e.kind = @kind", "@kind", SnakeCase.Of(kind));
        }
        if (filter.OfSeverity is { } severity)
        {
            sql.Where("i.severity = @severity", "@severity", SnakeCase.Of(severity));
        }
        if (filter.Since is { } since)
        {
            sql.Where("e.at >= @since", "@since", since);
        }
        if (filter.Before is { } before)
        {
            sql.Where("e.at < @before", "@before", before);
        }
        if (Text(filter.Tag).TrimStart('#') is { Length: > 0 } tag)
        {
            sql.Where(sql.Has("i.tags", "@tag"), "@tag", tag);
        }
        if (Text(filter.Team).TrimStart('@') is { Length: > 0 } team)
        {
            var id = await db
                .Teams.Where(t => t.Handle == team)
                .Select(t => t.Id)
                .SingleOrDefaultAsync(ct);
            sql.Where(
                $"(i.team_id = @team OR {sql.Has("i.affected_team_ids", "@team")})",
                "@team",
                id
            );
        }
        if (Text(filter.Service) is { Length: > 0 } service)
        {
            var id = await db
                .Services.Where(s => s.Handle == service)
                .Select(s => s.Id)
                .SingleOrDefaultAsync(ct);
            sql.Where(sql.Has("i.service_ids", "@service"), "@service", id);
        }
        return sql;
    }

    /// <summary>The best of what has all the words, or begins with them.</summary>
    public (string Sql, List<(string, object)> Parameters) All(
        IEnumerable<string> words,
        bool beginning,
        int skip,
        int take
    )
    {
        var all = string.Join(_sqlite ? " " : " & ", words.Select(w => Term(w, beginning)));
        return (
            Best(
                _sqlite
                    ? "bm25(search_index, 8.0, 3.0, 1.0)"
                    : "-ts_rank(h.vector, to_tsquery('english', @words), 1)",
                skip,
                take
            ),
            [.. _parameters, ("@words", all)]
        );
    }

    /// <summary>The best of what has some of the words; the rarer a word, the more it says.</summary>
    public (string Sql, List<(string, object)> Parameters) Some(
        IReadOnlyList<(string Word, int Texts)> words,
        int skip,
        int take
    )
    {
        var some = string.Join(_sqlite ? " OR " : " | ", words.Select(w => Term(w.Word, false)));
        var rank = string.Join(
            " + ",
            words.Select(
                (w, n) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"CASE WHEN h.vector @@ to_tsquery('english', @w{n}) THEN {Math.Log(10_000.0 / (w.Texts + 1)):F3} * (1 + ts_rank(h.vector, to_tsquery('english', @w{n}), 1)) ELSE 0 END"
                    )
            )
        );
        return (
            Best(_sqlite ? "bm25(search_index, 8.0, 3.0, 1.0)" : $"-({rank})", skip, take),
            [
                .. _parameters,
                ("@words", some),
                .. _sqlite ? [] : words.Select((w, n) => ($"@w{n}", (object)Term(w.Word, false))),
            ]
        );
    }

    /// <summary>In how many texts that may be seen each word stands, counted up to <see cref="Common"/>.</summary>
    public (string Sql, List<(string, object)> Parameters) Counts(IReadOnlyList<string> words) =>
        (
            string.Join(
                " UNION ALL ",
                words.Select(
                    (_, n) =>
                        $"SELECT {Number(n)}, (SELECT count(*) FROM (SELECT 1 {From($"@w{Number(n)}")} LIMIT {Number(Common)}) x)"
                )
            ),
            [.. _parameters, .. words.Select((w, n) => ($"@w{Number(n)}", (object)Term(w, false)))]
        );

    // The newest matches first, then their rank: a word in every text costs no more than one in a few thousand.
    private string Best(string rank, int skip, int take)
    {
        var ranked = _sqlite
            ? $"SELECT e.id, e.kind, {rank} AS score {From("@words")} ORDER BY search_index.rowid DESC LIMIT {Number(Deep)}"
            : $"SELECT h.id, h.kind, {rank} AS score FROM (SELECT e.id, e.kind, e.vector {From("@words")} ORDER BY e.id DESC LIMIT {Number(Deep)}) h";
        // Messages repeat what the document says; among equals the document comes first.
        return $"""
            SELECT e.kind, e.number, e.ordinal, e.incident_number, e.category, e.at, e.title, e.lead || {(
                _sqlite ? "char(30)" : "chr(30)"
            )} || e.body, i.title, coalesce(i.restricted, false)
            FROM (
              SELECT r.id, r.score * CASE r.kind WHEN 'update' THEN 0.5 WHEN 'learning' THEN 0.8 WHEN 'action_item' THEN 0.8 ELSE 1 END AS score
              FROM ({ranked}) r ORDER BY score, r.id DESC LIMIT {Number(take)} OFFSET {Number(skip)}
            ) b JOIN search_entries e ON e.id = b.id LEFT JOIN incidents i ON i.number = e.incident_number
            ORDER BY b.score, b.id DESC
            """;
    }

    private string From(string parameter) =>
        (
            _sqlite
                ? $"FROM search_index JOIN search_entries e ON e.id = search_index.rowid LEFT JOIN incidents i ON i.number = e.incident_number WHERE search_index MATCH {parameter}"
                : $"FROM search_entries e LEFT JOIN incidents i ON i.number = e.incident_number WHERE e.vector @@ to_tsquery('english', {parameter})"
        ) + $" AND {string.Join(" AND ", _conditions)}";

    /// <summary>A word as both languages quote it; words are letters, digits and marks, so nothing in them ends a quote.</summary>
    private string Term(string word, bool beginning) =>
        _sqlite ? $"\"{word}\"{(beginning ? "*" : "")}" : $"'{word}'{(beginning ? ":*" : "")}";

    private string Has(string list, string parameter) =>
        _sqlite
            ? $"{parameter} IN (SELECT value FROM json_each({list}))"
            : $"{parameter} = ANY ({list})";

    private static string Visible(Viewer viewer, bool sqlite) =>
        viewer.SeesAll
            ? "1 = 1"
            : $"((e.incident_number IS NULL AND (e.person_id IS NULL OR e.person_id = {(viewer.PersonId is null ? "0" : "@viewer")})) OR (i.number IS NOT NULL AND {VisibleSql.To("i", viewer, sqlite)}))";

    private void Where(string condition, string name, object value)
    {
        _conditions.Add(condition);
        _parameters.Add((name, value));
    }

    // A NUL is nothing anybody can have stored.
    private static string Text(string? typed) =>
        (typed ?? "").Replace("\0", "", StringComparison.Ordinal).Trim().ToLowerInvariant();

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
