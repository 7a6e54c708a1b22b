using System.Globalization;

namespace Afterword.Core.Metrics;

/// <summary>Figures and changes in words.</summary>
public static class MetricWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>"3 h 10 min", "84 %", "1.4", "No data".</summary>
    public static string Value(IMetric metric, double? value) =>
        value is not { } figure
            ? "No data"
            : metric.Unit switch
            {
                MetricUnit.Time => figure < 60
                    ? "under 1 min"
                    : Duration(TimeSpan.FromSeconds(figure)),
                MetricUnit.Share => string.Create(English, $"{figure * 100:0.#} %"),
                MetricUnit.Days => figure is 1
                    ? "1 day"
                    : string.Create(English, $"{figure:0.#} days"),
                _ when metric.Kind == MetricKind.Amount => string.Create(English, $"{figure:0.##}"),
                _ => string.Create(English, $"{figure:N0}"),
            };

    /// <summary>The same of a figure; one that is kept back because it rests on too few facts says so.</summary>
    public static string Value(IMetric metric, Figure figure) =>
        figure is { Value: null, N: > 0 } ? "Too few to tell" : Value(metric, figure.Value);

    private static string Duration(TimeSpan span) =>
        span.TotalHours < 1 ? $"{(int)span.TotalMinutes} min"
        : span.TotalDays < 1
            ? (span.Minutes == 0 ? $"{span.Hours} h" : $"{span.Hours} h {span.Minutes} min")
        : span.Hours == 0 ? $"{(int)span.TotalDays} d"
        : $"{(int)span.TotalDays} d {span.Hours} h";

    /// <summary>What the figure is: "median", "share of 41", "mean".</summary>
    public static string Basis(IMetric metric, Figure figure) =>
        metric.Kind switch
        {
            MetricKind.Share => $"of {Number(figure.N)}",
            MetricKind.Duration or MetricKind.Age => $"median of {Number(figure.N)}",
            MetricKind.Amount => $"mean of {Number(figure.N)}",
            _ => metric.Unit.ToString().ToLowerInvariant(),
        };

    /// <summary>A figure with what it is or rests on: "2 incidents", "74 % of 47", "38 min, median of 9", "No data".</summary>
    public static string Told(IMetric metric, Figure figure)
    {
        var value = Value(metric, figure);
        return figure.Value is null ? value
            : metric.Kind is MetricKind.Count or MetricKind.Standing
                ? $"{value} {(figure.Value is 1 ? Basis(metric, figure)[..^1] : Basis(metric, figure))}"
            : metric.Kind == MetricKind.Share ? $"{value} {Basis(metric, figure)}"
            : $"{value}, {Basis(metric, figure)}";
    }

    /// <summary>"2 left out: their instants contradict each other."; empty where nothing is left out.</summary>
    public static string LeftOut(Figure figure) =>
        figure.Invalid == 0
            ? ""
            : $"{Number(figure.Invalid)} left out: {(figure.Invalid == 1 ? "its" : "their")} instants contradict each other.";

    /// <summary>The direction, in words: never by an arrow or a color alone.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="change">The change.</param>
    /// <param name="than">What it is compared with: "the period before", a baseline's name.</param>
    public static string Direction(
        IMetric metric,
        Change change,
        string than = "the period before"
    ) =>
        change.Verdict switch
        {
            Verdict.NoData when change.Now.Value is null => "No data in this window",
            Verdict.NoData => $"Nothing to compare with in {than}",
            Verdict.TooFew => $"Not enough data to compare with {than}",
            Verdict.Noise => $"No change beyond noise; {than}: {Before(metric, change)}",
            Verdict.Better => $"Better than {than}: {Before(metric, change)}",
            Verdict.Worse => $"Worse than {than}: {Before(metric, change)}",
            Verdict.Different =>
                $"{(change.Rose == true ? "More" : "Less")} than {than}: {Before(metric, change)}",
            _ when change.Rose is null => $"The same as {than}",
            _ =>
                $"{(change.Rose == true ? "Up" : "Down")} from {Value(metric, change.Before.Value)} ({than})",
        };

    private static string Before(IMetric metric, Change change) =>
        Value(metric, change.Before.Value)
        + (change.DaysBefore > 0 ? $" in {Number(change.DaysBefore)} days" : "");

    /// <summary>One word for a table.</summary>
    public static string Word(Verdict verdict) =>
        verdict switch
        {
            Verdict.Better => "Better",
            Verdict.Worse => "Worse",
            Verdict.Noise => "No change beyond noise",
            Verdict.TooFew => "Not enough data",
            Verdict.NoData => "No data",
            Verdict.Different => "Changed",
            _ => "Not tested",
        };

    /// <summary>A number with its thousands parted.</summary>
    public static string Number(double number) => string.Create(English, $"{number:N0}");

    /// <summary>A group's own name in words, where it is a name in snake_case.</summary>
    public static string Group(string key) =>
        key.Length == 0 ? "None"
        : key.Length <= 4 && key[^1] is >= '0' and <= '9' ? key.ToUpperInvariant()
        : string.Concat(key[..1].ToUpperInvariant(), key[1..].Replace('_', ' '));

    /// <summary>The name of a way to group.</summary>
    public static string Of(MetricGroup group) =>
        group == MetricGroup.OwnerTeam ? "Owner’s team" : group.ToString();
}
