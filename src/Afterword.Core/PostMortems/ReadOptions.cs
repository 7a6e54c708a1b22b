namespace Afterword.Core.PostMortems;

/// <summary>How a Markdown file is to be read.</summary>
public sealed record ReadOptions
{
    /// <summary>Whether a file that tells of several incidents gives several documents (the default) or one that holds everything.</summary>
    public bool SplitIncidents { get; init; } = true;

    /// <summary>Whether the reader is the linter: instants that no rule compares with a duration are not worked out.</summary>
    internal bool ForLinting { get; init; }

    /// <summary>The options when none are given.</summary>
    public static ReadOptions Default { get; } = new();
}
