using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>Something holds work up, and somebody can end that.</summary>
/// <param name="Said">What the person wrote.</param>
public sealed record BlockerNews(Blocker Said) : WorkNews
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.Blocker;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            items =>
                Frame()
                    .Prose("what", Words(Said.Title, 14))
                    .Prose("impact", Sentence(Said.Impact, 24))
                    .Prose("urgency", Sentence(Said.Urgency, 16))
                    .Prose("goal", SentenceOr(Said.Goal, 18, "not said."))
                    .Prose("getting", SentenceOr(Said.Getting, 18, "not said."))
                    .List("tried", NumberedFields, Numbered(Said.Tried, Math.Min(items, 5)))
                    .List("need", LineFields, Lines(Said.Need, Math.Min(items, 5)))
        );
}

/// <summary>A blocker as people write it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Impact">What is blocked.</param>
/// <param name="Urgency">When it becomes critical.</param>
/// <param name="Goal">What one is trying to do.</param>
/// <param name="Getting">The error or issue one gets instead.</param>
/// <param name="Tried">Each attempt and its result: <c>{attempt} - {result}</c>.</param>
/// <param name="Need">Each need: <c>{specific action} from {person or team}</c>.</param>
public sealed record Blocker(
    InternalText Title,
    InternalText Impact,
    InternalText Urgency,
    InternalText Goal,
    InternalText Getting,
    IReadOnlyList<InternalText> Tried,
    IReadOnlyList<InternalText> Need
);
