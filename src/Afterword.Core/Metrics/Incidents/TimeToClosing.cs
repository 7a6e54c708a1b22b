using Afterword.Core.Updates;

namespace Afterword.Core.Metrics;

/// <summary>How long until everybody inside hears that all is done.</summary>
public sealed class TimeToClosing : IMetric
{
    /// <inheritdoc/>
    public string Id => "time-to-closing";

    /// <inheritdoc/>
    public string Name => "Time to the closing message";

    /// <inheritdoc/>
    public string Definition =>
        "From the start of the impact to the closing message, the first one that left. An incident belongs to the UTC day of that message.";

    /// <inheritdoc/>
    public string LeftOut => "Incidents without a start or without a closing message yet.";

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
            incident
                .Messages.Where(m =>
                    m.Kind == UpdateKind.Closing && !Audiences.IsOutside(m.Audience)
                )
                .Min(m => m.OutAt)
        );
}
