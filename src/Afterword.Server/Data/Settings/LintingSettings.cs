using Afterword.Core.Linting;

namespace Afterword.Server.Data.Settings;

/// <summary>How the linter looks at post-mortems: on their pages and through POST /api/v1/lint.</summary>
public sealed record LintingSettings
{
    private LintOptions? _options;

    /// <summary>The text of your .afterword.yml: profile, rules, words, section names, teams. Empty: the recommended profile.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>The options this makes; made once, since the word lists are read for it.</summary>
    internal LintOptions Options =>
        _options ??= LintSettings.Read(Configuration) is { Problems.Count: 0 } settings
            ? settings.Over(LintOptions.Default)
            : LintOptions.Default;

    /// <summary>The options on a day: what is overdue depends on it.</summary>
    internal LintOptions On(DateOnly today) => Options with { Today = today };

    internal IEnumerable<(string Field, string Message)> Wrong() =>
        LintSettings
            .Read(Configuration)
            .Problems.Select(problem =>
                (nameof(Configuration), $"Line {problem.Line}: {problem.Message}")
            );
}
