namespace Afterword.Core.Metrics;

/// <summary>How much readers ask.</summary>
public sealed class QuestionsAsked : IMetric
{
    /// <inheritdoc/>
    public string Id => "questions-asked";

    /// <inheritdoc/>
    public string Name => "Questions asked";

    /// <inheritdoc/>
    public string Definition => "The questions that readers asked on a UTC day.";

    /// <inheritdoc/>
    public string LeftOut => "Nothing.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Count;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Questions;

    /// <inheritdoc/>
    public Better Better => Better.Neither;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Incident;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        incident.Questions.Select(question => new Fact(Fact.DayOf(question.AskedAt), 1));
}
