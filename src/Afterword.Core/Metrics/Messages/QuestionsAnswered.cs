namespace Afterword.Core.Metrics;

/// <summary>How many questions got an answer.</summary>
public sealed class QuestionsAnswered : IMetric
{
    /// <inheritdoc/>
    public string Id => "questions-answered";

    /// <inheritdoc/>
    public string Name => "Questions answered";

    /// <inheritdoc/>
    public string Definition =>
        "Of the questions asked on a UTC day, the share that is answered by now.";

    /// <inheritdoc/>
    public string LeftOut => "Nothing.";

    /// <inheritdoc/>
    public MetricKind Kind => MetricKind.Share;

    /// <inheritdoc/>
    public MetricUnit Unit => MetricUnit.Share;

    /// <inheritdoc/>
    public Better Better => Better.Higher;

    /// <inheritdoc/>
    public MetricSubject Subject => MetricSubject.Incident;

    /// <inheritdoc/>
    public IEnumerable<Fact> Of(MetricIncident incident) =>
        incident.Questions.Select(question =>
            Fact.Held(Fact.DayOf(question.AskedAt), question.AnsweredAt is not null)
        );
}
