using Afterword.Core.Linting;

namespace Afterword.Core.Metrics;

/// <summary>Every metric there is. A new one is its file and one line here; pages, API, CSV and the command line loop over this list.</summary>
public static class AllMetrics
{
    /// <summary>The share of first summaries within 24 hours.</summary>
    public static readonly IMetric FirstSummary = new FirstSummaryWithin24Hours();

    /// <summary>The share of items done on time.</summary>
    public static readonly IMetric OnTime = new OnTimeCompletion();

    /// <summary>The time to resolve.</summary>
    public static readonly IMetric TimeToResolve = new MeanTimeToResolve();

    /// <summary>The share of incidents whose cause was known.</summary>
    public static readonly IMetric Recurrence = new Recurrence();

    /// <summary>The age of open items.</summary>
    public static readonly IMetric Age = new OpenItemAge();

    /// <summary>In the order in which pages show them.</summary>
    public static IReadOnlyList<IMetric> List { get; } =
    [
        FirstSummary,
        OnTime,
        TimeToResolve,
        Recurrence,
        new IncidentCount(),
        new MeanTimeToDetect(),
        new MeanTimeToMitigate(),
        new TimeToLastItem(),
        new TimeToClosing(),
        new CompletionRate(),
        new FirstDateKept(),
        new OpenItems(),
        new OverdueItems(),
        Age,
        new TimeToCompleteItem(),
        new DelaysPerItem(),
        new TimeToFirstSummary(),
        new WeeklyAdherence(),
        new UpdatesPerIncident(),
        new UpdatesSent(),
        new Escalations(),
        new QuestionsAsked(),
        new QuestionsAnswered(),
        new FixEffectiveness(),
    ];

    /// <summary>The four that matter first.</summary>
    public static IReadOnlyList<IMetric> First { get; } =
    [FirstSummary, OnTime, TimeToResolve, Recurrence];

    /// <summary>The metric of an id; null when there is none.</summary>
    public static IMetric? Find(string id) =>
        List.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The metric of an id.</summary>
    /// <exception cref="RuleException">There is none; the message names the nearest.</exception>
    public static IMetric Named(string id) =>
        Find(id)
        ?? throw new RuleException(
            "metric",
            $"There is no metric '{(id.Length > 60 ? id[..60] + "…" : id)}'.{DidYouMean.Sentence(id, List.Select(m => m.Id))}"
        );
}
