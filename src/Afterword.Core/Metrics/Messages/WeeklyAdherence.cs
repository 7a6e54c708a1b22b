using Afterword.Core.Updates;

namespace Afterword.Core.Metrics;

/// <summary>How often the weekly follow-up left when it was promised.</summary>
public sealed class WeeklyAdherence : IMetric
{
    /// <inheritdoc/>
    public string Id => "weekly-adherence";

    /// <inheritdoc/>
    public string Name => "Weekly follow-ups kept";

    /// <inheritdoc/>
    public string Definition =>
        "Of the weekly follow-ups owed on a day, the share that left within 24 hours of the promised instant; each audience counts. One belongs to the UTC day it was owed; while it has not left, to the day after its 24 hours.";

    /// <inheritdoc/>
    public string LeftOut => "Follow-ups that a person skipped with a reason.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Share;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Share;

    /// <inheritdoc/>
    public Better Better => Better.Higher;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Message;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        from message in incident.Messages
        where message.Kind == UpdateKind.WeeklyFollowUp
        where message.DueAt is not null && message.State != UpdateState.Discarded
        let due = message.DueAt!.Value
        select message.OutAt is { } outAt
            ? Fact.Held(Fact.DayOf(due), outAt <= due.AddHours(24), readers: message.Audience)
            : Fact.Held(Fact.DayOf(due).AddDays(2), false, readers: message.Audience);
}
