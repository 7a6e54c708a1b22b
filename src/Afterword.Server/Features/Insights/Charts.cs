using Afterword.Core.Metrics;

namespace Afterword.Server.Features.Insights;

/// <summary>How a chart is drawn. Its table says the same without it.</summary>
public enum ChartShape
{
    /// <summary>A line through the slices.</summary>
    Line,

    /// <summary>A line with the quarter below and above as a band.</summary>
    Band,

    /// <summary>A bar a slice.</summary>
    Bars,

    /// <summary>How many stand in each class of age.</summary>
    Ages,
}

/// <summary>A chart of a dashboard: a question and the metrics that answer it.</summary>
/// <param name="Id">The place on the page.</param>
/// <param name="Title">What people read.</param>
/// <param name="Shape">How it is drawn.</param>
/// <param name="Metrics">One line or bar each; all of one unit.</param>
public sealed record Chart(
    string Id,
    string Title,
    ChartShape Shape,
    IReadOnlyList<IMetric> Metrics
)
{
    private static Chart Of(string title, ChartShape shape, params string[] metrics) =>
        new(metrics[0], title, shape, [.. metrics.Select(AllMetrics.Named)]);

    /// <summary>The charts of one metric's own page.</summary>
    public static IReadOnlyList<Chart> Of(IMetric metric)
    {
        var trend = new Chart("trend", "Trend", ShapeOf(metric.Kind), [metric]);
        return metric.Kind == MetricKind.Age
            ? [trend, new Chart("ages", "How old they are", ChartShape.Ages, [metric])]
            : [trend];
    }

    private static ChartShape ShapeOf(MetricKind kind) =>
        kind switch
        {
            MetricKind.Duration or MetricKind.Age => ChartShape.Band,
            MetricKind.Count or MetricKind.Amount => ChartShape.Bars,
            _ => ChartShape.Line,
        };

    /// <summary>The charts of the organization's dashboard, and of a team's.</summary>
    public static readonly IReadOnlyList<Chart> Organization =
    [
        Of("Time to resolve, with its spread", ChartShape.Band, "time-to-resolve"),
        Of(
            "Items done on time, and done at all",
            ChartShape.Line,
            "on-time-completion",
            "completion"
        ),
        Of("How old the open items are", ChartShape.Ages, "open-item-age"),
        Of("Open and overdue items", ChartShape.Line, "open-items", "overdue-items"),
        Of("First summary within 24 hours", ChartShape.Line, "first-summary-within-24-hours"),
        Of("Time to the first summary", ChartShape.Band, "time-to-first-summary"),
        Of("Weekly follow-ups kept", ChartShape.Line, "weekly-adherence"),
        Of("Recurrence", ChartShape.Line, "recurrence"),
        Of("Updates per incident", ChartShape.Bars, "updates-per-incident"),
        Of("Escalations", ChartShape.Bars, "escalations"),
        Of("Delays per item", ChartShape.Bars, "delays-per-item"),
        Of("Incidents", ChartShape.Bars, "incidents"),
    ];

    /// <summary>What leaders ask: fewer charts, the same figures.</summary>
    public static readonly IReadOnlyList<Chart> Leadership =
    [
        Of("Incidents", ChartShape.Bars, "incidents"),
        Of("Time to resolve, with its spread", ChartShape.Band, "time-to-resolve"),
        Of("Items done on time", ChartShape.Line, "on-time-completion"),
        Of("Overdue items", ChartShape.Line, "overdue-items"),
        Of("Escalations", ChartShape.Bars, "escalations"),
        Of("Fixes that hold", ChartShape.Line, "fix-effectiveness"),
    ];

    /// <summary>The metrics that a set of charts and the four first figures need.</summary>
    public static IReadOnlyList<IMetric> Needed(IReadOnlyList<Chart> charts) =>
        [.. AllMetrics.First.Concat(charts.SelectMany(c => c.Metrics)).Distinct()];
}
