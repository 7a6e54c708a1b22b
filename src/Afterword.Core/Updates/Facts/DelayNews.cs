using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>A date that people were promised will not hold.</summary>
/// <param name="Said">What the person wrote.</param>
public sealed record DelayNews(Delay Said) : WorkNews
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.Delay;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            items =>
                Frame()
                    .Prose("feature", Words(Said.Feature, 12))
                    .Text("original", FactWords.Short(Said.Original.Reveal(), 5))
                    .Text("newDate", FactWords.Short(Said.New.Reveal(), 7))
                    .Prose("reason", Sentence(Said.Reason, 22))
                    .List(
                        "options",
                        NumberedFields,
                        Numbered(Said.Options, Math.Min(Math.Max(items, 3), 4), 9)
                    )
                    .Prose("recommendation", Sentence(Said.Recommendation, 18))
        );
}

/// <summary>A delay as people write it.</summary>
/// <param name="Feature">What is late.</param>
/// <param name="Original">The day that was promised.</param>
/// <param name="New">The day, or the range of days, that is promised now.</param>
/// <param name="Reason">What happened.</param>
/// <param name="Options">The ways to go on.</param>
/// <param name="Recommendation">Which of them, and why.</param>
public sealed record Delay(
    InternalText Feature,
    InternalText Original,
    InternalText New,
    InternalText Reason,
    IReadOnlyList<InternalText> Options,
    InternalText Recommendation
)
{
    /// <summary>The options a form begins with.</summary>
    public static IReadOnlyList<string> UsualOptions { get; } =
    ["Accept the delay", "Cut scope", "Add resources"];
}
