using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Cli;
using Afterword.Cli.Commands;
using Afterword.Core.Metrics;
using Afterword.Core.People;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.Insights;

public sealed class InsightApiTests(InsightWorld.Shared world) : IClassFixture<InsightWorld.Shared>
{
    [Fact]
    public async Task The_API_the_CSV_and_the_command_line_tell_every_metric_of_the_list()
    {
        var app = await world.On();
        var api = await app.Bearer(Role.Viewer, "read");

        var json = await (await Get(api, "/api/v1/metrics?last=90d")).Json();
        var csv = await (
            await Get(api, "/api/v1/metrics?last=90d&format=csv")
        ).Content.ReadAsStringAsync();
        var lines = MetricsCommand.Lines(json).ToList();

        var ids = AllMetrics.List.Select(m => m.Id).ToList();
        Assert.Equal(
            ids,
            json.GetProperty("items").EnumerateArray().Select(m => m.GetProperty("id").GetString())
        );
        Assert.Equal(ids, csv.Trim().Split("\r\n").Skip(1).Select(l => l.Split(',')[0]));
        Assert.Equal(ids, lines.Select(l => l.Split('\t')[0]));
        Assert.Contains(
            lines,
            l => l.StartsWith("recurrence\tno data\tn 0", StringComparison.Ordinal)
        );
        var resolve = json.GetProperty("items")
            .EnumerateArray()
            .Single(m => m.GetProperty("id").GetString() == "time-to-resolve");
        Assert.Equal("minutes", resolve.GetProperty("unit").GetString());
        Assert.Equal(74.5, resolve.GetProperty("now").GetProperty("value").GetDouble());
        Assert.Equal("better", resolve.GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_metric_has_its_trend_its_groups_and_its_rows_page_by_page()
    {
        var app = await world.On();
        var api = await app.Bearer(Role.Viewer, "read");
        const string Metric = "/api/v1/metrics/time-to-resolve";

        var trend = await (await Get(api, $"{Metric}?last=12m")).Json();
        var groups = await (await Get(api, $"{Metric}?last=90d&by=severity")).Json();
        var rows = 0;
        string? next = $"{Metric}/rows?last=90d&limit=4";
        while (next is not null)
        {
            var page = await (await Get(api, next)).Json();
            rows += page.GetProperty("items").GetArrayLength();
            next = page.GetProperty("next").GetString() is { } cursor
                ? $"{Metric}/rows?last=90d&limit=4&cursor={cursor}"
                : null;
        }

        Assert.InRange(trend.GetProperty("trend").GetArrayLength(), 12, 13);
        Assert.Equal(4, groups.GetProperty("groups").GetArrayLength());
        Assert.Equal(10, rows);
    }

    [Theory]
    [InlineData("/api/v1/metrics/mttr", "There is no metric 'mttr'")]
    [InlineData("/api/v1/metrics/time-to-resolv", "Did you mean time-to-resolve?")]
    [InlineData("/api/v1/metrics?from=2026-02-01&to=2026-01-01", "swap the two days")]
    [InlineData("/api/v1/metrics?last=forever", "such as 90d or 12m")]
    [InlineData("/api/v1/metrics?team=nobody", "There is no team @nobody")]
    [InlineData("/api/v1/metrics?baseline=7", "There is no baseline 7")]
    [InlineData("/api/v1/metrics/incidents?by=priority", "can be grouped by team")]
    [InlineData("/api/v1/metrics?by=team", "one metric at a time")]
    public async Task What_makes_no_sense_is_refused_with_the_way_out(
        string address,
        string sentence
    )
    {
        var app = await world.On();
        var api = await app.Bearer(Role.Viewer, "read");

        using var answer = await api.GetAsync(new Uri(address, UriKind.Relative));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            sentence,
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_baseline_is_frozen_and_removed_by_a_lead_alone()
    {
        await using var app = await TestApp.Start();
        await InsightWorld.Fill(app);
        var lead = await app.Bearer(Role.Lead);
        var member = await app.Bearer(Role.Member);
        var ask = new
        {
            name = "The bad spring",
            from = "2026-04-01",
            to = "2026-08-20",
        };

        using var refused = await member.PostAsJsonAsync("/api/v1/baselines", ask);
        using var made = await lead.PostAsJsonAsync("/api/v1/baselines", ask);
        var beside = await (await Get(lead, "/api/v1/metrics/time-to-resolve?baseline=1")).Json();
        using var unlike = await lead.GetAsync(
            new Uri("/api/v1/metrics?baseline=1&team=payments", UriKind.Relative)
        );
        using var narrower = await lead.GetAsync(
            new Uri("/api/v1/metrics?baseline=1&severity=sev1", UriKind.Relative)
        );
        using var removed = await lead.DeleteAsync(
            new Uri("/api/v1/baselines/1", UriKind.Relative)
        );

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("better", beside.GetProperty("baseline").GetProperty("verdict").GetString());
        Assert.Contains(
            "about the whole organization",
            await unlike.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "every severity",
            await narrower.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task The_command_line_asks_the_server_and_names_a_metric_it_does_not_know()
    {
        var app = await world.On();
        var api = await app.Bearer(Role.Viewer, "read");
        using var server = new ServerDoor(
            app.Url,
            api.DefaultRequestHeaders.Authorization!.Parameter
        );
        using var output = new StringWriter();

        await MetricsCommand.Run(
            server,
            MetricsCommand.Path("incidents", [("last", "90d"), ("by", "severity")]),
            MetricsCommand.Form.Lines,
            output,
            default
        );

        Assert.Equal(4, output.ToString().Trim().Split('\n').Length);
        var refused = Assert.Throws<ServerException>(() => MetricsCommand.Path("incidentz", []));
        Assert.Contains("Did you mean incidents?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_with_fewer_than_three_facts_is_told_by_their_number_alone()
    {
        var app = await world.On();
        var api = await app.Bearer(Role.Viewer, "read");

        var one = await (await Get(api, "/api/v1/metrics/time-to-resolve?team=search")).Json();

        Assert.Equal(1, one.GetProperty("now").GetProperty("n").GetInt32());
        Assert.Equal("too_few", one.GetProperty("verdict").GetString());
        Assert.All(
            one.GetProperty("trend")
                .EnumerateArray()
                .Select(t => t.GetProperty("figure"))
                .Append(one.GetProperty("now")),
            figure => Assert.Equal(JsonValueKind.Null, figure.GetProperty("value").ValueKind)
        );
        Assert.Contains(
            "time-to-resolve\ttoo few to tell\tn 1",
            MetricsCommand.Lines(one).First(),
            StringComparison.Ordinal
        );
    }

    private static async Task<HttpResponseMessage> Get(HttpClient api, string address)
    {
        var answer = await api.GetAsync(new Uri(address, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return answer;
    }
}
