using Afterword.Core.Updates;

namespace Afterword.Core.Metrics;

/// <summary>How many messages people got.</summary>
public sealed class UpdatesSent : IMetric
{
    /// <inheritdoc/>
    public string Id => "updates-sent";

    /// <inheritdoc/>
    public string Name => "Updates sent";

    /// <inheritdoc/>
    public string Definition =>
        "The messages about incidents that left on a UTC day, one for each audience.";

    /// <inheritdoc/>
    public string LeftOut => "Reminders to single owners and messages about no incident.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Count;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Messages;

    /// <inheritdoc/>
    public Better Better => Better.Neither;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Message;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        from message in incident.Messages
        where message.Kind != UpdateKind.ReminderDigest && message.OutAt is not null
        select new Fact(
            Fact.DayOf(message.OutAt!.Value),
            1,
            message.Item,
            Audience: message.Audience
        );
}
