namespace Afterword.Core.Metrics;

/// <summary>How long until leadership or the affected teams hear the first summary.</summary>
public sealed class TimeToFirstSummary : IMetric
{
    /// <inheritdoc/>
    public string Id => "time-to-first-summary";

    /// <inheritdoc/>
    public string Name => "Time to the first summary";

    /// <inheritdoc/>
    public string Definition =>
        "From the moment the first summary was owed from (the resolution; the declaration for a SEV1 that was still running 24 hours later) to the first one that left for people inside. An incident belongs to the UTC day it left. One that was sent while the incident still ran counts as nought.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Incidents that nobody follows (imported history) and those whose summary has not left.";

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
        FirstSummaries.From(incident) is { } from && FirstSummaries.OutAt(incident) is { } outAt
            ? [Fact.Time(outAt < from ? outAt : from, outAt)]
            : [];
}
