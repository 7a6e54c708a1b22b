namespace Afterword.Core.Metrics;

/// <summary>How long until the last item is closed.</summary>
public sealed class TimeToLastItem : IMetric
{
    /// <inheritdoc/>
    public string Id => "time-to-last-item";

    /// <inheritdoc/>
    public string Name => "Time to the last item";

    /// <inheritdoc/>
    public string Definition =>
        "From the start of the impact to the closing of the last action item. An incident belongs to the UTC day of that closing.";

    /// <inheritdoc/>
    public string LeftOut => "Incidents without a start, without items, or with an open item.";

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
        IncidentTimes.From(
            incident,
            incident.StartedAt,
            incident.Items.Any(i => i.IsOpen) ? null : incident.Items.Max(i => i.DoneAt)
        );
}
