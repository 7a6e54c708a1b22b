using System.Text;
using Afterword.Core;
using Afterword.Core.Metrics;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Insights;

/// <summary>What pages of Insights give to keep: figures and rows as CSV, a review as Markdown. A question that makes no sense leads to the page that says why.</summary>
internal static class InsightFiles
{
    /// <summary>The most rows of one CSV file.</summary>
    private const int MostRows = 100_000;

    public static void MapInsightFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/insights/metrics.csv", All).RequireDeed(Deed.Read);
        app.MapGet("/insights/metrics/{id}.csv", Rows).RequireDeed(Deed.Read);
        app.MapGet("/insights/reviews/{month}.md", Review).RequireDeed(Deed.Read);
    }

    private static async Task<IResult> All(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        Store store,
        CancellationToken ct
    )
    {
        var today = Fact.DayOf(store.Now);
        try
        {
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
            return MetricsCsv.File("metrics", MetricsCsv.Of(reports));
        }
        catch (RuleException)
        {
            return Results.Redirect($"/insights/metrics{http.Request.QueryString}");
        }
    }

    private static async Task<IResult> Rows(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        Store store,
        KeyPrefixes keys,
        string id,
        CancellationToken ct
    )
    {
        if (AllMetrics.Find(id) is not { } metric)
        {
            return Results.NotFound();
        }
        var today = Fact.DayOf(store.Now);
        try
        {
            var query = await InsightQuery.Read(http.Request.Query, db, today, ct);
            query.MustFit(metric);
            var (rows, _) = await InsightQueries.Behind(
                db,
                caller.Viewer,
                metric,
                query,
                today,
                (0, MostRows),
                ct
            );
            return MetricsCsv.File(metric.Id, MetricsCsv.OfRows(metric, rows, keys));
        }
        catch (RuleException)
        {
            return Results.Redirect($"/insights/metrics/{metric.Id}{http.Request.QueryString}");
        }
    }

    private static async Task<IResult> Review(
        AfterwordDb db,
        Caller caller,
        string month,
        CancellationToken ct
    )
    {
        var slot = $"monthly-review/{month}";
        var review = await db.VisibleUpdates(caller.Viewer)
            .SingleOrDefaultAsync(u => u.Slot == slot, ct);
        return review is null
            ? Results.NotFound()
            : Results.File(
                Encoding.UTF8.GetBytes($"# {review.Subject}\n\n{review.Body}\n"),
                "text/markdown; charset=utf-8",
                $"monthly-review-{month}.md"
            );
    }
}
