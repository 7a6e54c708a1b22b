namespace Afterword.Core.Metrics;

/// <summary>How many items are done by the day that was agreed.</summary>
public sealed class OnTimeCompletion : IMetric
{
    /// <inheritdoc/>
    public string Id => "on-time-completion";

    /// <inheritdoc/>
    public string Name => "Items done on time";

    /// <inheritdoc/>
    public string Definition =>
        "Of the action items due on a day, the share that was done on that day or before. The due date is the one that stood when the item was done; agreed delays are counted apart (first date kept, delays per item). An item belongs to its due date; while it is open, to the day after.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Cancelled items, items without a due date, and items that are not due yet.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Share;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Share;

    /// <inheritdoc/>
    public Better Better => Better.Higher;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Item;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        ItemFacts.Due(incident, item => item.DueOn, (closed, due) => closed <= due);
}
