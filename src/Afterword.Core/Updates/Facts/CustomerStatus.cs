using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>A post for the status page: the effect, the state, by when more is said.</summary>
public sealed record CustomerStatus : ICustomerFacts
{
    /// <summary>A short name of what happened.</summary>
    public required PublicText Headline { get; init; }

    /// <summary>What they see.</summary>
    public required PublicText Seen { get; init; }

    /// <summary>What is done for them.</summary>
    public required PublicText Doing { get; init; }

    /// <summary>When it was over for them, UTC; null while it lasts.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>By when they hear more, UTC.</summary>
    public required DateTimeOffset NextUpdateAt { get; init; }

    /// <summary>The public page where to follow.</summary>
    public required Uri Follow { get; init; }

    /// <inheritdoc/>
    public UpdateKind Kind => UpdateKind.StatusPost;

    /// <inheritdoc/>
    public Audience Audience => Audience.Customers;

    /// <inheritdoc/>
    public TemplateFields Fields(int items) =>
        new TemplateFields()
            .Prose("headline", FactWords.Short(Headline.ToString(), 10))
            .Prose("seen", FactWords.Sentence(FactWords.Short(Seen.ToString(), 15)))
            .Prose("doing", FactWords.Sentence(FactWords.Short(Doing.ToString(), 15)))
            .Flag("resolved", ResolvedAt is not null)
            .Text("resolvedAt", ResolvedAt is { } resolved ? FactWords.Instant(resolved) : "")
            .Text("nextUpdate", FactWords.Instant(NextUpdateAt))
            .Link("follow", "status page", Follow);
}
