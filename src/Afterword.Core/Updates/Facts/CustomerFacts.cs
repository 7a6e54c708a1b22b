using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>
/// What customers are told: words a person reviewed, instants and nothing else. No field of this type, nor of any type it
/// reaches, can hold internal text; a test walks them.
/// </summary>
public sealed record CustomerFacts : ICustomerFacts
{
    /// <summary>What they saw.</summary>
    public required PublicText Seen { get; init; }

    /// <summary>What is done for them.</summary>
    public required PublicText Doing { get; init; }

    /// <summary>A short name of what happened, for the subject.</summary>
    public required PublicText Headline { get; init; }

    /// <summary>When they began to see it, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was over for them, UTC; null while it lasts.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>By when they hear more, UTC.</summary>
    public required DateTimeOffset NextUpdateAt { get; init; }

    /// <summary>The public page where to follow.</summary>
    public required Uri Follow { get; init; }

    /// <inheritdoc/>
    public UpdateKind Kind => UpdateKind.InitialSummary;

    /// <inheritdoc/>
    public Audience Audience => Audience.Customers;

    /// <inheritdoc/>
    public TemplateFields Fields(int items) =>
        new TemplateFields()
            .Prose("headline", FactWords.Short(Headline.ToString(), 12))
            .Prose("seen", FactWords.Sentence(FactWords.Short(Seen.ToString(), 25)))
            .Prose("doing", FactWords.Sentence(FactWords.Short(Doing.ToString(), 25)))
            .Flag("resolved", ResolvedAt is not null)
            .Text("startedAt", StartedAt is { } started ? FactWords.Instant(started) : "")
            .Text("resolvedAt", ResolvedAt is { } resolved ? FactWords.Instant(resolved) : "")
            .Text("nextUpdate", FactWords.Instant(NextUpdateAt))
            .Link("follow", "status page", Follow);
}
