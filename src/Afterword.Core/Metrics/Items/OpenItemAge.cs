namespace Afterword.Core.Metrics;

/// <summary>How old the open items are.</summary>
public sealed class OpenItemAge : IMetric
{
    /// <inheritdoc/>
    public string Id => "open-item-age";

    /// <inheritdoc/>
    public string Name => "Age of open items";

    /// <inheritdoc/>
    public string Definition =>
        "The days since each open action item was written down, as of today; median and mean.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Closed items. What was open on an earlier day is told by open items and overdue items.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Age;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Days;

    /// <inheritdoc/>
    public Better Better => Better.Lower;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Item;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        from item in incident.Items
        where item.IsOpen
        select new Fact(Fact.DayOf(item.CreatedAt), 1, item.Number);
}
