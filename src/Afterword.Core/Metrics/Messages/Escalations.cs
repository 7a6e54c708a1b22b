using Afterword.Core.Updates;

namespace Afterword.Core.Metrics;

/// <summary>How often somebody had to be told that things were late.</summary>
public sealed class Escalations : IMetric
{
    /// <inheritdoc/>
    public string Id => "escalations";

    /// <inheritdoc/>
    public string Name => "Escalations";

    /// <inheritdoc/>
    public string Definition =>
        "The escalations that left on a UTC day: to a manager, a team lead, leadership or an incident's thread.";

    /// <inheritdoc/>
    public string LeftOut => "Escalations that were skipped before they left.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Count;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Messages;

    /// <inheritdoc/>
    public Better Better => Better.Lower;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Message;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        from message in incident.Messages
        where message.Kind == UpdateKind.Escalation && message.OutAt is not null
        select new Fact(
            Fact.DayOf(message.OutAt!.Value),
            1,
            message.Item,
            Audience: message.Audience
        );
}
