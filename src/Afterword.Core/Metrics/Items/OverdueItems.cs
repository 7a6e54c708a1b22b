namespace Afterword.Core.Metrics;

/// <summary>How many items are late.</summary>
public sealed class OverdueItems : IMetric
{
    /// <inheritdoc/>
    public string Id => "overdue-items";

    /// <inheritdoc/>
    public string Name => "Overdue items";

    /// <inheritdoc/>
    public string Definition =>
        "The action items that are open at the end of the window's last day although their due date is past.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Items without a due date. A due date that was moved counts as it stands now, also for days before the move.";

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
        where item.DueOn < DateOnly.MaxValue
        from open in item.OpenDays()
        let late = Later(item.DueOn!.Value.AddDays(1), open.From)
        where open.Until is null || open.Until > late
        from fact in Standing.Between(late, open.Until, item.Number)
        select fact;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
