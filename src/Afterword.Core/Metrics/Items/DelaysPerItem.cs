namespace Afterword.Core.Metrics;

/// <summary>How often due dates move.</summary>
public sealed class DelaysPerItem : IMetric
{
    /// <inheritdoc/>
    public string Id => "delays-per-item";

    /// <inheritdoc/>
    public string Name => "Delays per item";

    /// <inheritdoc/>
    public string Definition =>
        "How often the due date of an action item moved later before it was done; mean and median over the items done on a day.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Cancelled items, open items (their last word is not spoken) and items without a due date.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Amount;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Delays;

    /// <inheritdoc/>
    public Better Better => Better.Lower;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Item;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        from item in incident.Items
        where item.IsDone && item.ClosedOn is not null && item.DueOn is not null
        select new Fact(item.ClosedOn!.Value, item.Slips, item.Number);
}
