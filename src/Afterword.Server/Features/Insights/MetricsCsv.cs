using System.Globalization;
using System.Text;
using Afterword.Core;
using Afterword.Core.Metrics;
using Afterword.Server.Data.Insight;

namespace Afterword.Server.Features.Insights;

/// <summary>Figures as CSV (RFC 4180). An empty field means no data; no cell can be read as a formula.</summary>
internal static class MetricsCsv
{
    private const string Head =
        "metric,name,unit,group,from,to,n,left_out,value,mean,median,lower_quartile,upper_quartile,before,verdict";

    public static string Of(IEnumerable<MetricReport> reports) =>
        Write(
            Head,
            reports.Select(r =>
                Line(r.Metric, "", r.Window, r.Now, r.Change.Before, r.Change.Verdict)
            )
        );

    public static string OfTrend(MetricReport report, IReadOnlyList<NamedGroup>? groups) =>
        Write(
            Head,
            groups is null
                ? report.Trend.Select(t => Line(report.Metric, "", t.Slice, t.Figure, null, null))
                : groups.Select(g =>
                    Line(
                        report.Metric,
                        g.Name,
                        report.Window,
                        g.Change.Now,
                        g.Change.Before,
                        g.Change.Verdict
                    )
                )
        );

    public static string OfRows(IMetric metric, IEnumerable<BehindRow> rows, KeyPrefixes keys) =>
        Write(
            "incident,item,title,day,value,unit",
            rows.Select(row =>
                BehindJson.Of(metric, row, keys) is var json
                    ? new[]
                    {
                        json.Incident,
                        json.Item ?? "",
                        json.Title,
                        Day(json.Day),
                        Number(json.Value),
                        MetricJson.UnitOf(metric),
                    }
                    : []
            )
        );

    /// <summary>The answer of a file.</summary>
    public static IResult File(string name, string text) =>
        Results.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", $"{name}.csv");

    private static string[] Line(
        IMetric metric,
        string group,
        MetricWindow window,
        Figure figure,
        Figure? before,
        Verdict? verdict
    )
    {
        var json = FigureJson.Of(metric, figure);
        return
        [
            metric.Id,
            metric.Name,
            MetricJson.UnitOf(metric),
            group,
            Day(window.From),
            Day(window.To),
            Number(json.N),
            Number(json.Invalid),
            Number(json.Value),
            Number(json.Mean),
            Number(json.Median),
            Number(json.LowerQuartile),
            Number(json.UpperQuartile),
            before is null ? "" : Number(FigureJson.Of(metric, before).Value),
            verdict is { } known ? SnakeCase.Of(known) : "",
        ];
    }

    private static string Write(string head, IEnumerable<string[]> lines)
    {
        var text = new StringBuilder(head).Append("\r\n");
        foreach (var line in lines)
        {
            text.AppendJoin(',', line.Select(Cell)).Append("\r\n");
        }
        return text.ToString();
    }

    private static string Cell(string text)
    {
        // A spreadsheet would run what begins like this.
        var safe =
            text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)
                ? $"'{text}"
                : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0
            ? safe
            : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double? number) =>
        number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
