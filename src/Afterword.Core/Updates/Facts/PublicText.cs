namespace Afterword.Core.Updates.Facts;

/// <summary>Words that customers may read, because a person read them first and said so. There is no other way to make one.</summary>
public readonly record struct PublicText
{
    private readonly string? _words;

    private PublicText(string words) => _words = words;

    /// <summary>Takes words that a person has reviewed for customers.</summary>
    /// <param name="words">The words as they will be read.</param>
    /// <param name="reviewerId">The person who reviewed them.</param>
    /// <exception cref="RuleException">There are no words; nothing falls back to internal text.</exception>
    public static PublicText Reviewed(string words, int reviewerId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(reviewerId, 1);
        return string.IsNullOrWhiteSpace(words)
            ? throw new RuleException(
                "body",
                "Write what customers may read; nothing is taken over from internal text."
            )
            : new PublicText(words.Trim());
    }

    /// <summary>The words.</summary>
    public override string ToString() => _words ?? "";
}
