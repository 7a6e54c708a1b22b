using System.Globalization;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>Work is complete and asks for a review.</summary>
/// <param name="Said">What the person wrote.</param>
public sealed record ReviewNews(Review Said) : WorkNews
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.ReadyForReview;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            items =>
            {
                var (words, address) = PullRequest();
                var frame = Frame()
                    .Prose("feature", Words(Said.Feature, 12))
                    .Link("prLink", words, address);
                // A number is written as people know it; anything else is escaped like all they write.
                return (
                    address is null && words is ['#', ..] && words.Skip(1).All(char.IsAsciiDigit)
                        ? frame.Markdown("pr", words)
                        : frame.Text("pr", address is null ? words : "")
                )
                    .Prose("summary", Sentence(Said.Summary, 24))
                    .List("changes", LineFields, Lines(Said.Changes, Math.Min(items, 6)))
                    .Prose("testing", Sentence(Said.Testing, 20))
                    .Prose("focus", SentenceOr(Said.Focus, 20, "nothing in particular."));
            }
        );

    /// <summary>A number as <c>#418</c>; an address as a link that says where it leads.</summary>
    private (string Words, Uri? Address) PullRequest()
    {
        var typed = FactWords.Short(Said.PullRequest.Reveal(), 6);
        if (Uri.TryCreate(typed, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
        {
            var last = url.Segments[^1].Trim('/');
            return (
                int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                    ? $"#{last}"
                    : url.Host,
                url
            );
        }
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? ($"#{typed}", null)
            : (typed, null);
    }
}

/// <summary>A request for a review as people write it.</summary>
/// <param name="Feature">What is complete.</param>
/// <param name="PullRequest">A number, or the address of the pull request.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Changes">Each change.</param>
/// <param name="Testing">What was tested.</param>
/// <param name="Focus">Where to look carefully.</param>
public sealed record Review(
    InternalText Feature,
    InternalText PullRequest,
    InternalText Summary,
    IReadOnlyList<InternalText> Changes,
    InternalText Testing,
    InternalText Focus
);
