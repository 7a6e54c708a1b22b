namespace Afterword.Core.Metrics;

/// <summary>How often the first summary left within 24 hours.</summary>
public sealed class FirstSummaryWithin24Hours : IMetric
{
    /// <inheritdoc/>
    public string Id => "first-summary-within-24-hours";

    /// <inheritdoc/>
    public string Name => "First summary within 24 hours";

    /// <inheritdoc/>
    public string Definition =>
        "Of the incidents whose first summary was owed by a day, the share whose first one for people inside left within 24 hours. An incident belongs to the UTC day of the deadline; while the summary has not left, to the day after.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Incidents that nobody follows (imported history) and those whose deadline has not passed.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Share;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Share;

    /// <inheritdoc/>
    public Better Better => Better.Higher;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Incident;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        FirstSummaries.From(incident)?.AddHours(FirstSummaries.Hours) is { } deadline
            ?
            [
                FirstSummaries.OutAt(incident) is { } outAt
                    ? Fact.Held(Fact.DayOf(deadline), outAt <= deadline)
                    : Fact.Held(Fact.DayOf(deadline).AddDays(1), false),
            ]
            : [];
}
