using Afterword.Core;
using Afterword.Core.Metrics;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Insights;

/// <summary><c>/api/v1/metrics</c>: every metric over a window, one with its trend and groups, and the rows behind it; the same as CSV; baselines.</summary>
internal static class InsightApi
{
    public static void MapInsights(this IEndpointRouteBuilder app, IEndpointRouteBuilder api)
    {
        api.MapGet("/metrics", List).RequireDeed(Deed.Read);
        api.MapGet("/metrics/{id}", One).RequireDeed(Deed.Read);
        api.MapGet("/metrics/{id}/rows", Rows).RequireDeed(Deed.Read);
        api.MapGet("/baselines", ListBaselines).RequireDeed(Deed.Read);
        api.MapPost("/baselines", Freeze).RequireDeed(Deed.ManageTeams);
        api.MapDelete("/baselines/{number:int}", Remove).RequireDeed(Deed.ManageTeams);
        app.MapInsightFiles();
    }

    private static async Task<IResult> List(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        Store store,
        CancellationToken ct
    )
    {
        var today = Fact.DayOf(store.Now);
        var query = await InsightQuery.Read(http.Request.Query, db, today, ct);
        query.MustBeWhole();
        var reports = await InsightQueries.Reports(
            db,
            caller.Viewer,
            query.Metrics,
            query,
            today,
            ct
        );
        return IsCsv(http)
            ? MetricsCsv.File("metrics", MetricsCsv.Of(reports))
            : Results.Json(
                new
                {
                    query.Window.From,
                    query.Window.To,
                    Items = reports.Select(r => MetricJson.Of(r, trend: false)),
                },
                Json.Options
            );
    }

    private static async Task<IResult> One(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        Store store,
        string id,
        CancellationToken ct
    )
    {
        var metric = AllMetrics.Named(id);
        var today = Fact.DayOf(store.Now);
        var query = await InsightQuery.Read(http.Request.Query, db, today, ct);
        query.MustFit(metric);
        var reports = await InsightQueries.Reports(db, caller.Viewer, [metric], query, today, ct);
        var groups = query.By is null
            ? null
            : await InsightQueries.Groups(db, caller.Viewer, metric, query, today, ct);
        return IsCsv(http)
            ? MetricsCsv.File(metric.Id, MetricsCsv.OfTrend(reports[0], groups))
            : Results.Json(
                MetricJson.Of(reports[0], trend: true) with
                {
                    Groups = groups?.Select(g => GroupJson.Of(metric, g)).ToList(),
                },
                Json.Options
            );
    }

    private static async Task<IResult> Rows(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        Store store,
        KeyPrefixes keys,
        string id,
        [AsParameters] PageQuery page,
        CancellationToken ct
    )
    {
        var metric = AllMetrics.Named(id);
        var today = Fact.DayOf(store.Now);
        var query = await InsightQuery.Read(http.Request.Query, db, today, ct);
        query.MustFit(metric);
        var skip = page.After<Place>()?.Skip ?? 0;
        var (rows, _) = await InsightQueries.Behind(
            db,
            caller.Viewer,
            metric,
            query,
            today,
            (skip, page.Rows + 1),
            ct
        );
        return PageResults.Answer(
            http,
            page.Cut(
                [.. rows.Select(row => BehindJson.Of(metric, row, keys))],
                _ => new Place(skip + page.Rows)
            )
        );
    }

    private sealed record Place(int Skip);

    private static async Task<IResult> ListBaselines(AfterwordDb db, CancellationToken ct) =>
        Results.Json(
            new
            {
                Items = await Told(db, await InsightQueries.Baselines(db, ct), ct),
                Next = (string?)null,
            },
            Json.Options
        );

    private static async Task<IReadOnlyList<BaselineJson>> Told(
        AfterwordDb db,
        IReadOnlyList<Baseline> baselines,
        CancellationToken ct
    )
    {
        var ids = baselines.Select(b => b.TeamId).OfType<int>().Distinct().ToList();
        var teams = await db
            .Teams.Where(t => ids.Contains(t.Id))
            .ToDictionaryAsync(t => t.Id, t => t.Handle, ct);
        return
        [
            .. baselines.Select(b => BaselineJson.Of(b, b.TeamId is { } id ? teams[id] : null)),
        ];
    }

    private static async Task<IResult> Freeze(
        Store store,
        AfterwordDb db,
        Caller caller,
        BaselineRequest ask,
        CancellationToken ct
    )
    {
        var baseline = await BaselineDeeds.Freeze(store, db, ask, caller.By(), ct);
        return Results.Json(
            (await Told(db, [baseline], ct))[0],
            Json.Options,
            statusCode: StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> Remove(
        Store store,
        Caller caller,
        int number,
        CancellationToken ct
    ) =>
        await BaselineDeeds.Remove(store, number, caller.By(), ct)
            ? Results.NoContent()
            : Problems.NotFound($"baseline {number}");

    private static bool IsCsv(HttpContext http) =>
        http.Request.Query["format"].ToString() is var format && format.Length > 0
            ? format == "csv"
                || (
                    format == "json"
                        ? false
                        : throw new RuleException("format", "format is json or csv.")
                )
            : http
                .Request.Headers.Accept.ToString()
                .StartsWith("text/csv", StringComparison.Ordinal);
}
