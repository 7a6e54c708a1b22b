namespace Afterword.Core.Metrics;

/// <summary>From the start of the impact to its end.</summary>
public sealed class MeanTimeToResolve : IMetric
{
    /// <inheritdoc/>
    public string Id => "time-to-resolve";

    /// <inheritdoc/>
    public string Name => "Time to resolve (MTTR)";

    /// <inheritdoc/>
    public string Definition =>
        "From the start of the impact to its end. An incident belongs to the UTC day it was resolved; the figure is the median, the mean stands beside it.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Incidents that have no start or were not resolved yet. Where the instants contradict each other the incident is left out and counted as such.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Duration;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Time;

    /// <inheritdoc/>
    public Better Better => Better.Lower;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Incident;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        IncidentTimes.From(incident, incident.StartedAt, incident.ResolvedAt);
}
