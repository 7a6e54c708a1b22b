using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.Metrics;
using Afterword.Server.Data.Access;

namespace Afterword.Server.Data.Insight;

/// <summary>Which incidents and items a figure is about. What is null does not filter.</summary>
public sealed record MetricFilter
{
    public static readonly MetricFilter None = new();

    public int? TeamId { get; init; }

    public Severity? Severity { get; init; }

    public int? ServiceId { get; init; }

    /// <summary>A tag of the incident.</summary>
    public string? Cause { get; init; }

    /// <summary>Of an item; what is about no item has none and is left out.</summary>
    public Priority? Priority { get; init; }
}

/// <summary>What is wanted: some metrics over some windows, for somebody.</summary>
/// <param name="Viewer">Who looks.</param>
/// <param name="Metrics">Which metrics.</param>
/// <param name="Windows">Which windows; they may overlap.</param>
/// <param name="Filter">About what.</param>
/// <param name="Today">The UTC day it is; nothing after it is counted.</param>
internal sealed record MetricAsk(
    Viewer Viewer,
    IReadOnlyList<IMetric> Metrics,
    IReadOnlyList<MetricWindow> Windows,
    MetricFilter Filter,
    DateOnly Today
);

/// <summary>One sample for each metric and window asked for.</summary>
internal sealed class Samples
{
    private readonly MetricAsk _ask;
    private readonly Dictionary<string, Sample[]> _samples;

    public Samples(MetricAsk ask)
    {
        _ask = ask;
        _samples = ask.Metrics.ToDictionary(
            m => m.Id,
            m => ask.Windows.Select(w => new Sample(m, End(w))).ToArray()
        );
    }

    /// <summary>The sample of a metric in the window at a place.</summary>
    public Sample Of(IMetric metric, int window) => _samples[metric.Id][window];

    public bool Wants(IMetric metric) => _samples.ContainsKey(metric.Id);

    /// <summary>The last day counted of a window.</summary>
    public DateOnly End(MetricWindow window) => window.To < _ask.Today ? window.To : _ask.Today;

    /// <summary>Adds a fact to the windows it belongs to.</summary>
    public void Add(IMetric metric, Fact fact)
    {
        foreach (var sample in In(metric, fact.Day))
        {
            sample.Add(fact);
        }
    }

    /// <summary>Adds a day that was added up before.</summary>
    public void Add(
        IMetric metric,
        DateOnly day,
        (long N, long Total, long Invalid) sum,
        IReadOnlyList<ValueRun> values
    )
    {
        foreach (var sample in In(metric, day))
        {
            sample.Add(sum.N, sum.Total, sum.Invalid, values);
        }
    }

    /// <summary>The samples of a metric in the windows that have begun, the one that ends last first.</summary>
    public IEnumerable<Sample> LastFirst(IMetric metric) =>
        _samples[metric.Id]
            .Where((_, i) => HasBegun(_ask.Windows[i]))
            .OrderByDescending(sample => sample.End);

    // What stands counts from its day on in every window; an age is known by what came and went after the window as well.
    private IEnumerable<Sample> In(IMetric metric, DateOnly day)
    {
        for (var i = 0; i < _ask.Windows.Count; i++)
        {
            var window = _ask.Windows[i];
            var belongs = metric.Kind switch
            {
                MetricKind.Standing => HasBegun(window) && day <= End(window),
                MetricKind.Age => HasBegun(window),
                _ => day >= window.From && day <= End(window),
            };
            if (belongs)
            {
                yield return _samples[metric.Id][i];
            }
        }
    }

    private bool HasBegun(MetricWindow window) => window.From <= _ask.Today;
}
