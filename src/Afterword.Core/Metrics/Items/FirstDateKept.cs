namespace Afterword.Core.Metrics;

/// <summary>How many items are done by the very first day they were given.</summary>
public sealed class FirstDateKept : IMetric
{
    /// <inheritdoc/>
    public string Id => "first-date-kept";

    /// <inheritdoc/>
    public string Name => "First date kept";

    /// <inheritdoc/>
    public string Definition =>
        "Of the action items whose first due date is a day, the share that was done on that day or before, whatever was agreed later. An item belongs to its first due date; while it is open, to the day after.";

    /// <inheritdoc/>
    public string LeftOut => "Cancelled items and items that never had a due date.";

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
        ItemFacts.Due(
            incident,
            item => item.OriginalDueOn ?? item.DueOn,
            (closed, due) => closed <= due
        );
}
