namespace Afterword.Core.Metrics;

/// <summary>How many of the items that were due are done by now.</summary>
public sealed class CompletionRate : IMetric
{
    /// <inheritdoc/>
    public string Id => "completion";

    /// <inheritdoc/>
    public string Name => "Items completed";

    /// <inheritdoc/>
    public string Definition =>
        "Of the action items due on a day, the share that is done by now, late or not. An item belongs to its due date; while it is open, to the day after.";

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
        ItemFacts.Due(incident, item => item.DueOn, (_, _) => true);
}
