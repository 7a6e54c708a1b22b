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
        "The days since each open action item was written down, as of the end of the window's last day; median and mean. One that was closed and opened again counts from its first day, and was not open in between.";

    /// <inheritdoc/>
    public string LeftOut =>
        "Items that were closed by that day, and those that were closed on a day nobody knows (imported as done).";

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
        let since = Fact.DayOf(item.CreatedAt)
        from open in item.OpenDays()
        from fact in Facts(since, open.From, open.Until, item.Number)
        select fact;

    private static IEnumerable<Fact> Facts(DateOnly since, DateOnly from, DateOnly? until, int item)
    {
        if (from > since)
        {
            yield return new Fact(from, from.DayNumber - since.DayNumber, item);
        }
        yield return until is { } day
            ? new Fact(day, since.DayNumber - day.DayNumber, item)
            : new Fact(since, 0, item);
    }
}
