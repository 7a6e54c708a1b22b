namespace Afterword.Core.Rendering;

/// <summary>What stands around the words of an HTML mail.</summary>
public sealed record MailFrame
{
    /// <summary>The document's title, read out first by screen readers: the subject.</summary>
    public required string Title { get; init; }

    /// <summary>The language of the words, as BCP 47 (<c>en</c>).</summary>
    public string Language { get; init; } = "en";

    /// <summary>The line mail programs show beside the subject; null takes the beginning of the words.</summary>
    public string? Preheader { get; init; }

    /// <summary>Why the reader gets this, one sentence at the foot; null for none.</summary>
    public string? Footer { get; init; }

    /// <summary>Where the reader stops these messages; shown at the foot when it is http or https. Null for none.</summary>
    public Uri? UnsubscribeUrl { get; init; }
}
