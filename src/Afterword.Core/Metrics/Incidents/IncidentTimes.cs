namespace Afterword.Core.Metrics;

/// <summary>What the metrics about an incident's instants share.</summary>
internal static class IncidentTimes
{
    /// <summary>The time between two instants of an incident; none while one is unknown, invalid where any of its instants contradict.</summary>
    public static IEnumerable<Fact> From(
        MetricIncident incident,
        DateTimeOffset? from,
        DateTimeOffset? to
    )
    {
        if (from is not { } start || to is not { } end)
        {
            return [];
        }
        // One wrong instant makes the others doubtful: nobody knows which of them is the wrong one.
        return [incident.Contradicts ? Fact.Invalid(end) : Fact.Time(start, end)];
    }
}
