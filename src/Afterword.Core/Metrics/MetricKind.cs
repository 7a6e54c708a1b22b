namespace Afterword.Core.Metrics;

/// <summary>How facts become one figure. An empty window gives no figure for any of them, never zero.</summary>
public enum MetricKind
{
    /// <summary>Seconds each; the figure is the median, with mean and quartiles beside it.</summary>
    Duration,

    /// <summary>Whole numbers each; the figure is the mean, with the median beside it.</summary>
    Amount,

    /// <summary>One (held) or nought (did not) each; the figure is the share of ones.</summary>
    Share,

    /// <summary>Each fact counts; the figure is how many there are. Nought is a figure only where the organization had data already.</summary>
    Count,

    /// <summary>Comings (+1) and goings (−1); the figure is how many stand at the end of the window's last day.</summary>
    Standing,

    /// <summary>
    /// How long what stands at the end of the window's last day has stood; the figure is the median age in days. A fact of nought is
    /// one that stands now, on the day it began; one below nought went on its day at that age, one above came back on its day at that
    /// age. An earlier day is what stands now without what came back since, and with what went since.
    /// </summary>
    Age,
}

/// <summary>What a figure counts.</summary>
public enum MetricUnit
{
    /// <summary>Time that passed; seconds inside, minutes in the API, words on pages.</summary>
    Time,

    /// <summary>Whole days.</summary>
    Days,

    /// <summary>A share from 0 to 1; percent on pages.</summary>
    Share,

    /// <summary>Action items.</summary>
    Items,

    /// <summary>Incidents.</summary>
    Incidents,

    /// <summary>Messages.</summary>
    Messages,

    /// <summary>Questions.</summary>
    Questions,

    /// <summary>Moves of a due date to a later day.</summary>
    Delays,
}

/// <summary>Which direction is the good one.</summary>
public enum Better
{
    /// <summary>Less is better.</summary>
    Lower,

    /// <summary>More is better.</summary>
    Higher,

    /// <summary>Neither: a change is told without praise.</summary>
    Neither,
}

/// <summary>What a fact is about.</summary>
public enum MetricSubject
{
    /// <summary>An incident.</summary>
    Incident,

    /// <summary>One of its action items: has a priority and an owner's team as well.</summary>
    Item,

    /// <summary>One of its messages: has an audience as well.</summary>
    Message,
}

/// <summary>By what facts are put into groups.</summary>
public enum MetricGroup
{
    /// <summary>The team that leads the incident's follow-through.</summary>
    Team,

    /// <summary>The incident's severity.</summary>
    Severity,

    /// <summary>Each tag of the incident; an incident with two counts in both.</summary>
    Cause,

    /// <summary>Each affected service; an incident with two counts in both.</summary>
    Service,

    /// <summary>The item's priority.</summary>
    Priority,

    /// <summary>The team that owns the item, or the incident's where a person owns it.</summary>
    OwnerTeam,

    /// <summary>The message's readers.</summary>
    Audience,
}

/// <summary>Which groups make sense for which facts.</summary>
public static class MetricGroups
{
    /// <summary>The groups of a metric, in the order they are offered.</summary>
    public static IEnumerable<MetricGroup> Of(IMetric metric) =>
        Enum.GetValues<MetricGroup>()
            .Where(group =>
                group switch
                {
                    MetricGroup.Priority or MetricGroup.OwnerTeam => metric.Subject
                        == MetricSubject.Item,
                    MetricGroup.Audience => metric.Subject == MetricSubject.Message,
                    _ => true,
                }
            );
}
