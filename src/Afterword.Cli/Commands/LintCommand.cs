using System.CommandLine;
using Afterword.Cli.Input;
using Afterword.Cli.Output;
using Afterword.Core.Linting;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword lint</c>: helps to write post-mortems that are blameless, complete and lead to action. Needs no server.</summary>
internal static class LintCommand
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description =
                "Markdown files, folders or patterns (docs/**/*.md); - reads standard input",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var format = new Option<string>("--format")
        {
            Description = $"how to show the findings: {string.Join(", ", LintOutputs.Names)}",
            DefaultValueFactory = _ => "human",
        };
        format.AcceptOnlyFromAmong(LintOutputs.Names);
        var output = new Option<string?>("--output")
        {
            Description = "write the findings to a file",
        };
        var failOn = new Option<string?>("--fail-on")
        {
            Description =
                "the lightest severity that makes the exit code 1: info, warning (default), error, never",
        };
        failOn.AcceptOnlyFromAmong("info", "warning", "error", "never");
        var profile = new Option<string?>("--profile")
        {
            Description = "how much to ask for: starter, recommended (default), strict",
        };
        profile.AcceptOnlyFromAmong("starter", "recommended", "strict");
        var config = new Option<string?>("--config")
        {
            Description =
                "the configuration, instead of the .afterword.yml beside or above each document",
        };
        var fix = new Option<bool>("--fix")
        {
            Description = "mend what can be mended mechanically",
        };
        var baseline = new Option<string?>("--baseline")
        {
            Description = "leave out the findings written in this file",
        };
        var writeBaseline = new Option<string?>("--write-baseline")
        {
            Description = "write all findings into this file, so that --baseline leaves them out",
        };
        var changedSince = new Option<string?>("--changed-since")
        {
            Description = "only files that changed since this commit, branch or tag (needs git)",
        };
        var changedLines = new Option<bool>("--changed-lines")
        {
            Description = "with --changed-since: only findings on lines that changed",
        };
        var explain = new Option<string?>("--explain")
        {
            Description = "show the page of a rule (AW101) and stop",
        };
        explain.CompletionSources.Add(LintRules.Ids.ToArray());
        var rules = new Option<bool>("--rules") { Description = "list all rules and stop" };
        var command = new Command(
            "lint",
            "Check post-mortems: blameless, complete, leading to action."
        )
        {
            paths,
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
            explain,
            rules,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(explain) is { } id)
                return Explain(id, Console.Out, Console.Error);
            if (parsed.GetValue(rules))
                return List(Console.Out);
            var request = new LintRequest
            {
                Paths = parsed.GetValue(paths) ?? [],
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
            // Console.Out writes each line by itself; a run over many files has tens of thousands.
            using var result = new StreamWriter(
                Console.OpenStandardOutput(),
                new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                64 * 1024
            );
            return LintRun.Run(request, Console.OpenStandardInput, result, Console.Error);
        });
        return command;
    }

    internal static int Explain(string id, TextWriter output, TextWriter messages)
    {
        if (LintRules.Find(id) is { } rule)
        {
            output.Write(rule.Doc.Text);
            return ExitCodes.Fine;
        }
        messages.WriteLine(
            $"There is no rule {id}.{DidYouMean.Sentence(id, LintRules.Ids)} afterword lint --rules lists all."
        );
        return ExitCodes.WrongUsage;
    }

    internal static int List(TextWriter output)
    {
        output.WriteLine("rule   starter  recommended  strict   fix  what it looks after");
        foreach (var rule in LintRules.Infos)
            output.WriteLine(
                $"{rule.Id}  {Word(rule.Starter), -8} {Word(rule.Recommended), -12} {Word(rule.Strict), -8} {(rule.CanFix ? "yes" : ""), -4} {rule.Doc.Title}"
            );
        return ExitCodes.Fine;
    }

    private static string Word(FindingSeverity? severity) =>
        severity?.ToString().ToLowerInvariant() ?? "off";
}
