namespace Afterword.Core.Metrics;

/// <summary>How many items are open.</summary>
public sealed class OpenItems : IMetric
{
    /// <inheritdoc/>
    public string Id => "open-items";

    /// <inheritdoc/>
    public string Name => "Open items";

    /// <inheritdoc/>
    public string Definition =>
        "The action items that are open at the end of the window's last day. One that was closed and opened again was not open in between.";

    /// <inheritdoc/>
    public string LeftOut => "Items that were closed on a day nobody knows (imported as done).";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Standing;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Items;

    /// <inheritdoc/>
    public Better Better => Better.Lower;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Item;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        from item in incident.Items
        from open in item.OpenDays()
        from fact in Standing.Between(open.From, open.Until, item.Number)
        select fact;
}
