using Afterword.Core;
using Afterword.Core.Metrics;
using Afterword.Server.Data.Insight;

namespace Afterword.Server.Features.Insights;

/// <summary>A metric as the API gives it. Times are minutes, shares lie between 0 and 1; null means no data.</summary>
internal sealed record MetricJson(
    string Id,
    string Name,
    string Definition,
    string LeftOut,
    MetricKind Kind,
    string Unit,
    Better Better,
    FigureJson Now,
    FigureJson Before,
    Verdict Verdict,
    double? P,
    string Direction,
    BesideJson? Baseline,
    IReadOnlyList<SliceJson>? Trend,
    IReadOnlyList<GroupJson>? Groups = null
)
{
    public static MetricJson Of(MetricReport report, bool trend) =>
        new(
            report.Metric.Id,
            report.Metric.Name,
            report.Metric.Definition,
            report.Metric.LeftOut,
            report.Metric.Kind,
            UnitOf(report.Metric),
            report.Metric.Better,
            FigureJson.Of(report.Metric, report.Now),
            FigureJson.Of(report.Metric, report.Change.Before),
            report.Change.Verdict,
            report.Change.P,
            MetricWords.Direction(report.Metric, report.Change),
            report.Frozen is { } frozen
                ? new BesideJson(
                    FigureJson.Of(report.Metric, frozen.Before),
                    frozen.Verdict,
                    frozen.P
                )
                : null,
            trend
                ?
                [
                    .. report.Trend.Select(t => new SliceJson(
                        t.Slice.From,
                        t.Slice.To,
                        FigureJson.Of(report.Metric, t.Figure)
                    )),
                ]
                : null
        );

    public static string UnitOf(IMetric metric) =>
        metric.Unit == MetricUnit.Time ? "minutes" : SnakeCase.Of(metric.Unit);
}

/// <summary>A figure. <c>value</c> is the one that pages show.</summary>
internal sealed record FigureJson(
    long N,
    long Invalid,
    double? Value,
    double? Mean,
    double? Median,
    double? LowerQuartile,
    double? UpperQuartile
)
{
    public static FigureJson Of(IMetric metric, Figure figure)
    {
        double? Unit(double? value) =>
            value is { } known
                ? Math.Round(metric.Unit == MetricUnit.Time ? known / 60 : known, 4)
                : null;
        return new FigureJson(
            figure.N,
            figure.Invalid,
            Unit(figure.Value),
            Unit(figure.Mean),
            Unit(figure.Median),
            Unit(figure.LowerQuartile),
            Unit(figure.UpperQuartile)
        );
    }
}

/// <summary>The same metric in a part of the window.</summary>
internal sealed record SliceJson(DateOnly From, DateOnly To, FigureJson Figure);

/// <summary>What a baseline held, and the direction since.</summary>
internal sealed record BesideJson(FigureJson Figure, Verdict Verdict, double? P);

/// <summary>A group of a metric's facts.</summary>
internal sealed record GroupJson(
    string Key,
    string Name,
    FigureJson Now,
    FigureJson Before,
    Verdict Verdict
)
{
    public static GroupJson Of(IMetric metric, NamedGroup group) =>
        new(
            group.Key,
            group.Name,
            FigureJson.Of(metric, group.Change.Now),
            FigureJson.Of(metric, group.Change.Before),
            group.Change.Verdict
        );
}

/// <summary>A row behind a figure; <c>value</c> is null where it is left out because its instants contradict.</summary>
internal sealed record BehindJson(
    string Incident,
    string? Item,
    string Title,
    DateOnly Day,
    double? Value
)
{
    public static BehindJson Of(IMetric metric, BehindRow row, KeyPrefixes keys) =>
        new(
            keys.OfIncident(row.Incident),
            row.Item is { } item ? keys.OfItem(item) : null,
            row.Title,
            row.Fact.Day,
            row.Fact.IsInvalid ? null
                : metric.Unit == MetricUnit.Time ? Math.Round(row.Fact.Value / 60.0, 4)
                : row.Fact.Value
        );
}

/// <summary>A baseline; without a team it is about the whole organization.</summary>
internal sealed record BaselineJson(
    int Number,
    string Name,
    string? Team,
    DateOnly From,
    DateOnly To,
    DateTimeOffset FrozenAt
)
{
    public static BaselineJson Of(Baseline baseline, string? team) =>
        new(
            baseline.Number,
            baseline.Name,
            team,
            baseline.FromDay,
            baseline.ToDay,
            baseline.FrozenAt
        );
}
