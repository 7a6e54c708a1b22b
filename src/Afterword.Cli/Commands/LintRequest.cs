using Afterword.Core.Linting;

namespace Afterword.Cli.Commands;

/// <summary>What a command line asks the linter for.</summary>
internal sealed record LintRequest
{
    internal required IReadOnlyList<string> Paths { get; init; }
    internal string Format { get; init; } = "human";
    internal string? OutputFile { get; init; }

    /// <summary>info, warning, error or never; null leaves it to the configuration.</summary>
    internal string? FailOn { get; init; }
    internal LintProfile? Profile { get; init; }
    internal string? Config { get; init; }
    internal bool Fix { get; init; }

    /// <summary>A file of findings that are known and not told again.</summary>
    internal string? Baseline { get; init; }

    /// <summary>Where to write every finding as known, instead of telling it.</summary>
    internal string? WriteBaseline { get; init; }

    /// <summary>A commit: only files that changed since.</summary>
    internal string? ChangedSince { get; init; }

    /// <summary>Only findings on lines that changed since.</summary>
    internal bool ChangedLines { get; init; }
    internal bool Color { get; init; }

    /// <summary>The day on which open items are overdue or not.</summary>
    internal DateOnly? Today { get; init; }
}
