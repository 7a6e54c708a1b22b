namespace Afterword.Core.Linting;

/// <summary>One thing the linter found.</summary>
public sealed record Finding
{
    /// <summary>The rule that found it (<c>AW101</c>).</summary>
    public required string RuleId { get; init; }

    /// <summary>How much it matters, by profile and configuration.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>Where it stands in the text.</summary>
    public required SourceRange Range { get; init; }

    /// <summary>What was found and what would be better, in one or two kind sentences.</summary>
    public required string Message { get; init; }

    /// <summary>Why it matters to somebody who reads the post-mortem; the words of the rule's own page.</summary>
    public required string Why { get; init; }

    /// <summary>A change that mends it and needs no thought; null where a person must decide.</summary>
    public FindingFix? Fix { get; init; }
}

/// <summary>A mechanical change.</summary>
/// <param name="Title">What it does ("Write Done").</param>
/// <param name="Edits">The pieces of text to replace; they do not overlap.</param>
public sealed record FindingFix(string Title, IReadOnlyList<TextEdit> Edits);

/// <summary>A piece of text to replace.</summary>
/// <param name="Range">What goes.</param>
/// <param name="NewText">What comes.</param>
public sealed record TextEdit(SourceRange Range, string NewText);

/// <summary>What linting a text gives.</summary>
/// <param name="Findings">The findings in the order of the text.</param>
/// <param name="Suppressed">How many findings a comment in the text puts aside.</param>
/// <param name="Error">Why the text could not be read at all, naming the place; otherwise null.</param>
public sealed record LintResult(
    IReadOnlyList<Finding> Findings,
    int Suppressed,
    string? Error = null
);
