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
    internal bool Color { get; init; }

    /// <summary>The day on which open items are overdue or not.</summary>
    internal DateOnly? Today { get; init; }
}
