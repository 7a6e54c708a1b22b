using Afterword.Core.Updates;

namespace Afterword.Core.Metrics;

/// <summary>How much people hear of an incident.</summary>
public sealed class UpdatesPerIncident : IMetric
{
    /// <inheritdoc/>
    public string Id => "updates-per-incident";

    /// <inheritdoc/>
    public string Name => "Updates per incident";

    /// <inheritdoc/>
    public string Definition =>
        "The messages that left about an incident so far, all audiences together; mean and median over the incidents resolved on a UTC day.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Incidents that nobody follows (imported history), those that still run, and reminders to single owners.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Amount;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Messages;

    /// <inheritdoc/>
    public Better Better => Better.Neither;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Incident;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        incident is { FollowedAt: not null, ResolvedAt: { } over }
            ?
            [
                new Fact(
                    Fact.DayOf(over),
                    incident.Messages.Count(m =>
                        m.Kind != UpdateKind.ReminderDigest && m.OutAt is not null
                    )
                ),
            ]
            : [];
}
