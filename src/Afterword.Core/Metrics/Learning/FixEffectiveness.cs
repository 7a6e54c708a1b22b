namespace Afterword.Core.Metrics;

/// <summary>How many fixes hold.</summary>
public sealed class FixEffectiveness : IMetric
{
    /// <inheritdoc/>
    public string Id => "fix-effectiveness";

    /// <inheritdoc/>
    public string Name => "Fixes that hold";

    /// <inheritdoc/>
    public string Definition =>
        "Of the fixes that a check-in asked about and that were answered on a UTC day, the share that holds in full; partly and regressed do not.";

    /// <inheritdoc/>
    public string LeftOut => "Check-ins without an answer.";

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
        incident.Checks.Select(check =>
            Fact.Held(Fact.DayOf(check.AnsweredAt), check.Held, check.Item)
        );
}
