using System.CommandLine;
using Afterword.Cli.Output;
using Afterword.Core.Linting;

namespace Afterword.Cli.Commands;

/// <summary>What may stand behind <c>afterword lint</c>.</summary>
internal sealed class LintArguments
{
    internal Argument<string[]> Paths { get; } =
        new("path")
        {
            Description =
                "Markdown files, folders or patterns (docs/**/*.md); - reads standard input",
            Arity = ArgumentArity.ZeroOrMore,
        };

    internal Option<string?> Explain { get; } =
        new("--explain")
        {
            HelpName = "rule",
            Description = "show the page of a rule (AW101) and stop",
        };

    internal Option<bool> Rules { get; } =
        new("--rules") { Description = "list all rules and stop" };

    private readonly Option<string> format = new("--format")
    {
        Description = $"how to show the findings: {string.Join(", ", LintOutputs.Names)}",
        DefaultValueFactory = _ => "human",
    };

    private readonly Option<string?> output = new("--output")
    {
        HelpName = "file",
        Description = "write the findings to a file",
    };

    private readonly Option<string?> failOn = new("--fail-on")
    {
        Description =
            "the lightest severity that makes the exit code 1: info, warning (default), error, never",
    };

    private readonly Option<string?> profile = new("--profile")
    {
        Description = "how much to ask for: starter, recommended (default), strict",
    };

    private readonly Option<string?> config = new("--config")
    {
        HelpName = "file",
        Description =
            "the configuration, instead of the .afterword.yml beside or above each document",
    };

    private readonly Option<bool> fix = new("--fix")
    {
        Description = "mend what can be mended mechanically",
    };

    private readonly Option<string?> baseline = new("--baseline")
    {
        HelpName = "file",
        Description = "leave out the findings written in this file",
    };

    private readonly Option<string?> writeBaseline = new("--write-baseline")
    {
        HelpName = "file",
        Description = "write all findings into this file, so that --baseline leaves them out",
    };

    private readonly Option<string?> changedSince = new("--changed-since")
    {
        HelpName = "revision",
        Description = "only files that changed since this commit, branch or tag (needs git)",
    };

    private readonly Option<bool> changedLines = new("--changed-lines")
    {
        Description = "with --changed-since: only findings on lines that changed",
    };

    internal LintArguments()
    {
        format.AcceptOnlyFromAmong(LintOutputs.Names);
        failOn.AcceptOnlyFromAmong("info", "warning", "error", "never");
        profile.AcceptOnlyFromAmong("starter", "recommended", "strict");
        Explain.CompletionSources.Add(_ => LintRules.Ids);
    }

    /// <summary>In the order in which help shows them.</summary>
    internal IReadOnlyList<Option> Options =>
        [
            format,
            output,
            failOn,
            profile,
            config,
            fix,
            baseline,
            writeBaseline,
            changedSince,
            changedLines,
            Explain,
            Rules,
        ];

    internal LintRequest Read(ParseResult parsed) =>
        new()
        {
            Paths = parsed.GetValue(Paths) ?? [],
            Format = parsed.GetValue(format)!,
            OutputFile = parsed.GetValue(output),
            FailOn = parsed.GetValue(failOn),
            Profile = parsed.GetValue(profile) is { } name
                ? Enum.Parse<LintProfile>(name, ignoreCase: true)
                : null,
            Config = parsed.GetValue(config),
            Fix = parsed.GetValue(fix),
            Baseline = parsed.GetValue(baseline),
            WriteBaseline = parsed.GetValue(writeBaseline),
            ChangedSince = parsed.GetValue(changedSince),
            ChangedLines = parsed.GetValue(changedLines),
            Color =
                !Console.IsOutputRedirected
                && Environment.GetEnvironmentVariable("NO_COLOR") is null or "",
            Today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime),
        };
}
