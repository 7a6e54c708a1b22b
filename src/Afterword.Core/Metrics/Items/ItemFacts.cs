using Afterword.Core.ActionItems;

namespace Afterword.Core.Metrics;

/// <summary>What the metrics about due dates share.</summary>
internal static class ItemFacts
{
    /// <summary>
    /// A fact for each item that has a due date. One that is done says whether it held; one that is open says no, from the day after
    /// its due date on: the owner has the whole day.
    /// </summary>
    public static IEnumerable<Fact> Due(
        MetricIncident incident,
        Func<MetricItem, DateOnly?> due,
        Func<DateOnly, DateOnly, bool> held
    ) =>
        from item in incident.Items
        where item.Status != ActionItemStatus.Cancelled
        let day = due(item)
        where day is not null
        where item.IsOpen ? day < DateOnly.MaxValue : item.ClosedOn is not null
        select item.IsOpen
            ? Fact.Held(day.Value.AddDays(1), false, item.Number)
            : Fact.Held(day.Value, held(item.ClosedOn!.Value, day.Value), item.Number);
}
