using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Memory;
using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Memory;

/// <summary>What the library of learnings is narrowed to.</summary>
internal sealed record LearningFilter
{
    /// <summary><c>detection</c>, <c>prevention</c>, <c>response</c>, <c>recovery</c>.</summary>
    [FromQuery(Name = "category")]
    public string? Category { get; init; }

    /// <summary>The handle of a service the incident affected.</summary>
    [FromQuery(Name = "service")]
    public string? Service { get; init; }

    /// <summary>A tag or cause of the incident.</summary>
    [FromQuery(Name = "tag")]
    public string? Tag { get; init; }

    /// <summary>True when nothing narrows it.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Category + Service + Tag);
}

/// <summary>A learning, where it comes from and what came of it.</summary>
public sealed record LearningRow(
    int Incident,
    string IncidentTitle,
    int Ordinal,
    LearningCategory? Category,
    string Observation,
    string Lesson,
    DateTimeOffset At,
    IReadOnlyList<LearningItem> Items,
    bool NamesItems = false
);

/// <summary>An item that came of a learning: one it names by its key; where it names none, those of the same incident and category.</summary>
public sealed record LearningItem(
    int Number,
    string Title,
    ActionItemStatus Status,
    FixVerdict? Verdict
);

/// <summary>A confirmed same cause, seen from one of the two incidents.</summary>
public sealed record CauseRow(
    int Other,
    string OtherTitle,
    bool OtherIsEarlier,
    bool WhileFixOpen,
    string? By,
    DateTimeOffset At
);

/// <summary>Reads of the organization's memory: learnings and same causes.</summary>
internal static class MemoryQueries
{
    private sealed record Place(DateTimeOffset At, int Number, int Ordinal);

    /// <summary>Learnings, the newest incident's first.</summary>
    /// <exception cref="RuleException">The filter or the cursor has a value we do not know.</exception>
    public static async Task<Page<LearningRow>> Learnings(
        AfterwordDb db,
        LearningFilter filter,
        PageQuery page,
        Viewer viewer,
        KeyPrefixes keys,
        CancellationToken ct
    )
    {
        List<string> conditions = ["e.kind = 'learning'", VisibleSql.To("i", viewer, db.IsSqlite)];
        List<(string, object)> parameters = [.. VisibleSql.Parameters(viewer)];
        await Narrow(db, filter, conditions, parameters, ct);
        if (page.After<Place>() is { } after)
        {
            conditions.Add(
                "(e.at < @at OR (e.at = @at AND (e.number < @number OR (e.number = @number AND e.ordinal > @ordinal))))"
            );
            parameters.AddRange([
                ("@at", after.At),
                ("@number", after.Number),
                ("@ordinal", after.Ordinal),
            ]);
        }
        parameters.Add(("@most", page.Rows + 1));
        var rows = await db.Plain.Rows(
            $"""
            SELECT e.number, i.title, e.ordinal, e.category, e.lead, e.title, e.at
            FROM search_entries e JOIN incidents i ON i.number = e.incident_number
            WHERE {string.Join(
                " AND ",
                conditions
            )} ORDER BY e.at DESC, e.number DESC, e.ordinal LIMIT @most
            """,
            parameters,
            row => new LearningRow(
                row.Int(0),
                row.Text(1),
                row.Int(2),
                row.TextOrNull(3) is { } name
                && SnakeCase.TryParse<LearningCategory>(name, out var category)
                    ? category
                    : null,
                row.Text(4),
                row.Text(5),
                row.Instant(6),
                []
            ),
            ct
        );
        var cut = page.Cut(rows, r => new Place(r.At, r.Incident, r.Ordinal));
        return new Page<LearningRow>(await WithItems(db, cut.Items, viewer, keys, ct), cut.Next);
    }

    /// <summary>The confirmed same causes of an incident, as far as the viewer may see the other one; the newest first.</summary>
    public static async Task<IReadOnlyList<CauseRow>> CausesOf(
        AfterwordDb db,
        int incident,
        Viewer viewer,
        CancellationToken ct
    ) =>
        await (
            from same in db.SameCauses
            where same.WithdrawnAt == null
            where same.IncidentNumber == incident || same.EarlierNumber == incident
            join other in db.Incidents.To(viewer)
                on (
                    same.IncidentNumber == incident ? same.EarlierNumber : same.IncidentNumber
                ) equals other.Number
            from person in db.People.Where(p => p.Id == same.ConfirmedById).DefaultIfEmpty()
            orderby other.OccurredAt descending, other.Number descending
            select new CauseRow(
                other.Number,
                other.Title,
                same.IncidentNumber == incident,
                same.WhileFixOpen,
                person.Name,
                same.ConfirmedAt
            )
        ).ToListAsync(ct);

    private static async Task Narrow(
        AfterwordDb db,
        LearningFilter filter,
        List<string> conditions,
        List<(string, object)> parameters,
        CancellationToken ct
    )
    {
        if (!string.IsNullOrWhiteSpace(filter.Category))
        {
            if (
                !SnakeCase.TryParse<LearningCategory>(
                    filter.Category.Trim().ToLowerInvariant(),
                    out var category
                )
            )
            {
                throw new RuleException(
                    "category",
                    "category is one of detection, prevention, response, recovery."
                );
            }
            conditions.Add("e.category = @category");
            parameters.Add(("@category", SnakeCase.Of(category)));
        }
        if (Text(filter.Service) is { Length: > 0 } service)
        {
            var id = await db
                .Services.Where(s => s.Handle == service)
                .Select(s => s.Id)
                .SingleOrDefaultAsync(ct);
            conditions.Add(Has("i.service_ids", "@service", db.IsSqlite));
            parameters.Add(("@service", id));
        }
        if (Text(filter.Tag).TrimStart('#') is { Length: > 0 } tag)
        {
            conditions.Add(Has("i.tags", "@tag", db.IsSqlite));
            parameters.Add(("@tag", tag));
        }
    }

    private static async Task<IReadOnlyList<LearningRow>> WithItems(
        AfterwordDb db,
        IReadOnlyList<LearningRow> rows,
        Viewer viewer,
        KeyPrefixes keys,
        CancellationToken ct
    )
    {
        int[] incidents = [.. rows.Select(r => r.Incident).Distinct()];
        var named = rows.ToDictionary(r => r, r => keys.ItemsIn($"{r.Lesson} {r.Observation}"));
        int[] numbers = [.. named.Values.SelectMany(n => n).Distinct()];
        var items = await db.VisibleItems(viewer)
            .Where(a =>
                (incidents.Contains(a.IncidentNumber) && a.Category != null)
                || numbers.Contains(a.Number)
            )
            .OrderBy(a => a.Number)
            .Select(a => new
            {
                a.IncidentNumber,
                a.Category,
                a.Number,
                a.Title,
                a.Status,
            })
            .ToListAsync(ct);
        int[] found = [.. items.Select(i => i.Number)];
        var verdicts = (
            await db
                .FixChecks.Where(c => found.Contains(c.ItemNumber))
                .OrderBy(c => c.Number)
                .Select(c => new { c.ItemNumber, c.Verdict })
                .ToListAsync(ct)
        )
            .GroupBy(c => c.ItemNumber)
            .ToDictionary(g => g.Key, g => g.Last().Verdict);
        return
        [
            .. rows.Select(r =>
            {
                var own = items.Where(i => named[r].Contains(i.Number)).ToList();
                var came =
                    own.Count > 0
                        ? own
                        : items.Where(i =>
                            i.IncidentNumber == r.Incident && i.Category == r.Category
                        );
                return r with
                {
                    NamesItems = own.Count > 0,
                    Items =
                    [
                        .. came.Select(i => new LearningItem(
                            i.Number,
                            i.Title,
                            i.Status,
                            verdicts.TryGetValue(i.Number, out var verdict) ? verdict : null
                        )),
                    ],
                };
            }),
        ];
    }

    private static string Has(string list, string parameter, bool sqlite) =>
        sqlite
            ? $"{parameter} IN (SELECT value FROM json_each({list}))"
            : $"{parameter} = ANY ({list})";

    private static string Text(string? typed) =>
        (typed ?? "").Replace("\0", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
}
