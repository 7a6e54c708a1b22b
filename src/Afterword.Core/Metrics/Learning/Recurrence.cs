namespace Afterword.Core.Metrics;

/// <summary>How often the same cause strikes again.</summary>
public sealed class Recurrence : IMetric
{
    /// <inheritdoc/>
    public string Id => "recurrence";

    /// <inheritdoc/>
    public string Name => "Recurrence";

    /// <inheritdoc/>
    public string Definition =>
        "Of the incidents that happened on a day and whose post-mortem is published, the share for which a person confirmed the same cause as an earlier incident's.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Incidents whose post-mortem is not published, unless somebody confirmed the same cause already.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Share;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Share;

    /// <inheritdoc/>
    public Better Better => Better.Lower;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Incident;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        incident.Recurred is { } recurred
            ? [Fact.Held(Fact.DayOf(incident.OccurredAt), recurred)]
            : [];
}
