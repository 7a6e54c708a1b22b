namespace Afterword.Core.Metrics;

/// <summary>
/// Something that is counted or timed. It turns what is known of one incident into facts, each on a day; everything else (windows,
/// groups, medians, comparison, pages, API, CSV, command line) works from facts and needs to know no metric by name.
/// </summary>
public interface IMetric
{
    /// <summary>The name in addresses and files, such as <c>time-to-resolve</c>.</summary>
    string Id { get; }

    /// <summary>The name people read.</summary>
    string Name { get; }

    /// <summary>What exactly is counted or timed, and to which day it belongs.</summary>
    string Definition { get; }

    /// <summary>What is left out, and why.</summary>
    string LeftOut { get; }

    /// <summary>How facts become one figure.</summary>
    MetricKind Kind { get; }

    /// <summary>What a figure of it counts.</summary>
    MetricUnit Unit { get; }

    /// <summary>Which direction is the good one.</summary>
    Better Better { get; }

    /// <summary>What each fact is about; says which groups make sense.</summary>
    MetricSubject Subject { get; }

    /// <summary>The facts of one incident; they depend on nothing else, not even on the time of day.</summary>
    IEnumerable<Fact> Of(MetricIncident incident);
}
