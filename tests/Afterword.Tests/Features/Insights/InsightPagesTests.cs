using System.Net;
using Afterword.Core.Metrics;
using Afterword.Core.People;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.Insights;

public sealed class InsightPagesTests(InsightWorld.Shared world)
    : IClassFixture<InsightWorld.Shared>
{
    [Theory, ClassData(typeof(Databases))]
    public async Task The_four_figures_that_matter_stand_first_with_n_and_their_direction_in_words(
        string provider
    )
    {
        var app = await world.On(provider);
        var reader = await app.SignIn(Role.Viewer);

        var page = await reader.Page("/insights?last=90d");
        var cards = page.QuerySelectorAll(".figure-card");

        Assert.Equal(
            AllMetrics.First.Select(m => m.Name),
            cards.Select(c => c.QuerySelector("h2")!.TextContent)
        );
        var resolve = cards[2].TextContent;
        Assert.Contains("1 h 14 min", resolve, StringComparison.Ordinal);
        Assert.Contains("median of 10", resolve, StringComparison.Ordinal);
        Assert.Contains("Better than the period before", resolve, StringComparison.Ordinal);
        Assert.Contains("No data", cards[3].TextContent, StringComparison.Ordinal);
        Assert.Equal(13, page.QuerySelectorAll("#time-to-resolve tbody tr").Length);
    }

    [Fact]
    public async Task Each_slice_of_a_chart_leads_to_the_rows_behind_it()
    {
        var app = await world.On();
        var reader = await app.SignIn(Role.Viewer);

        var page = await reader.Page("/insights");
        var links = page.QuerySelectorAll("#time-to-resolve tbody th a")
            .Select(a => a.GetAttribute("href")!)
            .ToList();
        var rows = 0;
        foreach (var link in links)
        {
            var behind = await reader.Page(link);
            rows += behind.QuerySelectorAll("#rows tbody tr").Length;
        }

        Assert.Equal(10, rows);
    }

    [Fact]
    public async Task A_window_that_ends_before_it_starts_and_a_word_that_means_nothing_are_told_in_a_sentence()
    {
        var app = await world.On();
        var reader = await app.SignIn(Role.Viewer);

        var swapped = await reader.Page("/insights?from=2026-02-01&to=2026-01-01");
        var unknown = await reader.Page("/insights?teem=payments");
        var priority = await reader.Page("/insights/metrics/time-to-resolve?priority=p1");
        using var metric = await reader.GetAsync(
            new Uri("/insights/metrics/nothing", UriKind.Relative)
        );

        using var file = await reader.GetAsync(
            new Uri("/insights/metrics.csv?from=2026-02-01&to=2026-01-01", UriKind.Relative)
        );
        using var rows = await reader.GetAsync(
            new Uri("/insights/metrics/incidents.csv?by=priority", UriKind.Relative)
        );

        Assert.Equal("/insights/metrics?from=2026-02-01&to=2026-01-01", file.Target());
        Assert.Equal("/insights/metrics/incidents?by=priority", rows.Target());
        Assert.Contains("swap the two days", swapped.Words(), StringComparison.Ordinal);
        Assert.Contains("Did you mean team?", unknown.Words(), StringComparison.Ordinal);
        Assert.Contains("have no priority", priority.Words(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, metric.StatusCode);
    }

    [Fact]
    public async Task A_group_of_one_incident_tells_neither_a_figure_nor_a_trend()
    {
        var app = await world.On();
        var reader = await app.SignIn(Role.Viewer);

        var page = await reader.Page("/insights/metrics/time-to-resolve?by=team");
        var rows = page.QuerySelectorAll("#groups tbody tr").Select(r => r.TextContent).ToList();

        Assert.Contains(rows, r => r.Contains("Team payments") && r.Contains("1 h 15 min"));
        var one = Assert.Single(rows, r => r.Contains("Team search", StringComparison.Ordinal));
        Assert.Contains("Too few to tell", one, StringComparison.Ordinal);
        Assert.DoesNotContain("h 10 min", one, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restricted_incident_counts_only_for_those_who_may_see_it()
    {
        await using var app = await TestApp.Start();
        await InsightWorld.Fill(app);
        var lead = await app.SignIn(Role.Lead, "lena");
        var other = await app.SignIn(Role.Member, "otto");
        await using (var db = app.Read())
        {
            await InsightWorld.Restricted(app, db.People.Single(p => p.Handle == "lena").Id);
        }
        await InsightWorld.Settle(app);

        var hers = await lead.Page("/insights/metrics/incidents");
        var his = await other.Page("/insights/metrics/incidents");

        Assert.Contains("A password was leaked", hers.Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("password", his.Words(), StringComparison.Ordinal);
        Assert.Contains("11", hers.QuerySelector("#figure strong")!.TextContent);
        Assert.Contains("10", his.QuerySelector("#figure strong")!.TextContent);
        Assert.Contains("n 11", Row(await lead.Page("/insights")));
        Assert.Contains("n 10", Row(await other.Page("/insights")));

        static string Row(AngleSharp.Html.Dom.IHtmlDocument page) =>
            $"n {page.QuerySelectorAll("#incidents tbody td[data-value]").Sum(c => int.TryParse(c.GetAttribute("data-value"), out var n) ? n : 0)}";
    }

    [Fact]
    public async Task What_changes_is_on_the_dashboard_once_it_is_added_up()
    {
        await using var app = await TestApp.Start();
        await InsightWorld.Fill(app);
        var lead = await app.SignIn(Role.Lead, "lena");
        var before = (await lead.Page("/insights")).QuerySelectorAll(".figure-card")[2].TextContent;
        await using (var db = app.Read())
        {
            await InsightWorld.Restricted(app, db.People.Single(p => p.Handle == "lena").Id);
        }
        await InsightWorld.Settle(app);

        var after = (await lead.Page("/insights")).QuerySelectorAll(".figure-card")[2].TextContent;

        Assert.Contains("median of 10", before, StringComparison.Ordinal);
        Assert.Contains("median of 11", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_is_frozen_by_a_lead_compared_with_and_refused_before_the_first_incident()
    {
        await using var app = await TestApp.Start();
        await InsightWorld.Fill(app);
        var lead = await app.SignIn(Role.Lead);

        using var early = await lead.Submit(
            "/insights/baselines",
            "freeze",
            new()
            {
                ["Name"] = "Too early",
                ["From"] = "2020-01-01",
                ["To"] = "2020-03-31",
            }
        );
        Assert.Contains("The first incident is of", (await early.Html()).Words());
        using var frozen = await lead.Submit(
            "/insights/baselines",
            "freeze",
            new()
            {
                ["Name"] = "The bad spring",
                ["From"] = "2026-04-01",
                ["To"] = "2026-08-20",
            }
        );
        Assert.Equal("/insights/baselines", frozen.Target());

        var page = await lead.Page("/insights?baseline=1");
        var card = page.QuerySelectorAll(".figure-card")[2].TextContent;

        Assert.Contains("Better than The bad spring", card, StringComparison.Ordinal);
        var viewer = await app.SignIn(Role.Viewer);
        Assert.Null((await viewer.Page("/insights/baselines")).QuerySelector("#freeze"));
    }

    [Fact]
    public async Task An_empty_house_says_no_data_and_never_nought()
    {
        await using var app = await TestApp.Start();
        var reader = await app.SignIn(Role.Viewer);

        var page = await reader.Page("/insights/metrics");
        var team = await reader.Page("/insights/teams");

        Assert.All(
            page.QuerySelectorAll("tbody tr td:nth-child(2)"),
            cell => Assert.Equal("No data", cell.TextContent.Trim())
        );
        Assert.Contains("No teams yet", team.Words(), StringComparison.Ordinal);
    }
}
