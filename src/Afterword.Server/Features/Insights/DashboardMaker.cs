using Afterword.Core;
using Afterword.Core.Metrics;
using Afterword.Server.Data;
using Afterword.Server.Security;
using Afterword.Server.Shell;

namespace Afterword.Server.Features.Insights;

/// <summary>A dashboard as far as a page needs it: its question, and its figures as text.</summary>
/// <param name="Query">What is asked; null where the address cannot be read.</param>
/// <param name="Html">The figures.</param>
/// <param name="Wrong">What is wrong with the address.</param>
internal sealed record MadeDashboard(InsightQuery? Query, string Html, string? Wrong);

/// <summary>Makes dashboards, or finds them made.</summary>
internal sealed class DashboardMaker(
    AfterwordDb db,
    Caller caller,
    InsightCache cache,
    Fragments fragments,
    IHttpContextAccessor http
)
{
    public async Task<MadeDashboard> Make(
        IReadOnlyList<Chart> charts,
        string name,
        Reader reader,
        string? team = null
    )
    {
        var context = http.HttpContext!;
        var (ct, today) = (context.RequestAborted, Fact.DayOf(reader.Now));
        InsightQuery query;
        try
        {
            query = await InsightQuery.Read(context.Request.Query, db, today, ct, team);
        }
        catch (RuleException refused)
        {
            return new MadeDashboard(null, "", refused.Message);
        }
        var key = string.Join(
            '|',
            name,
            team,
            context.Request.QueryString,
            today,
            reader.Locale,
            await InsightCache.Version(db, caller.Viewer, ct)
        );
        return new MadeDashboard(
            query,
            await cache.Get(key, () => Render(charts, query, reader, today, team)),
            null
        );
    }

    private async Task<string> Render(
        IReadOnlyList<Chart> charts,
        InsightQuery query,
        Reader reader,
        DateOnly today,
        string? team
    )
    {
        // Others may wait for this rendering: it does not end with the request that began it.
        var reports = await InsightQueries.Reports(
            db,
            caller.Viewer,
            Chart.Needed(charts),
            query,
            today,
            CancellationToken.None
        );
        var address = InsightAddress.Of(http.HttpContext!.Request.Query);
        return await fragments.Render<Dashboard>(
            reader,
            new Dictionary<string, object?>
            {
                [nameof(Dashboard.Charts)] = charts,
                [nameof(Dashboard.Reports)] = reports,
                [nameof(Dashboard.Address)] = team is null ? address : address.With(("team", team)),
                [nameof(Dashboard.Baseline)] = query.Baseline?.Name ?? "",
            }
        );
    }
}
