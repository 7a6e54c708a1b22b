namespace Afterword.Core.Metrics;

/// <summary>How many incidents there are.</summary>
public sealed class IncidentCount : IMetric
{
    /// <inheritdoc/>
    public string Id => "incidents";

    /// <inheritdoc/>
    public string Name => "Incidents";

    /// <inheritdoc/>
    public string Definition =>
        "The incidents that happened on a day: the day they started, or the first instant that is known.";

    /// <inheritdoc/>
    public string LeftOut => "Nothing.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Count;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Incidents;

    /// <inheritdoc/>
    public Better Better => Better.Lower;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Incident;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        [new Fact(Fact.DayOf(incident.OccurredAt), 1)];
}
