namespace Afterword.Core;

/// <summary>Tags and causes: short lower-case words people group by.</summary>
public static class TagList
{
    /// <summary>Trimmed, lower case, without repeats, sorted.</summary>
    /// <exception cref="RuleException">A tag is longer than 40 characters, or there are more than 30.</exception>
    public static IReadOnlyList<string> Check(IEnumerable<string> tags)
    {
        string[] kept =
        [
            .. tags.Select(t => t.Trim().TrimStart('#').ToLowerInvariant())
                .Where(t => t.Length > 0)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        if (kept.Length > 30)
        {
            throw new RuleException("tags", $"These are {kept.Length} tags; 30 are the most.");
        }
        return kept.FirstOrDefault(t => t.Length > 40) is { } tooLong
            ? throw new RuleException(
                "tags",
                $"The tag '{tooLong[..40]}…' is longer than 40 characters."
            )
            : kept;
    }

    /// <summary>The tags in a form's one line: split at commas and new lines.</summary>
    public static IReadOnlyList<string> Split(string? line) =>
        Check((line ?? "").Split([',', '\n', ';'], StringSplitOptions.TrimEntries));
}
