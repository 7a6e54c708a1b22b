namespace Afterword.Core.Metrics;

/// <summary>How long items take.</summary>
public sealed class TimeToCompleteItem : IMetric
{
    /// <inheritdoc/>
    public string Id => "time-to-complete-item";

    /// <inheritdoc/>
    public string Name => "Time to complete an item";

    /// <inheritdoc/>
    public string Definition =>
        "From writing an action item down to its being done. An item belongs to the UTC day it was done.";

    /// <inheritdoc/>
    public string LeftOut => "Cancelled and open items.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Duration;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Time;

    /// <inheritdoc/>
    public Better Better => Better.Lower;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Item;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        from item in incident.Items
        where item.IsDone && item.DoneAt is not null
        select Fact.Time(item.CreatedAt, item.DoneAt!.Value, item.Number);
}
