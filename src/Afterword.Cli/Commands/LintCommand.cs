using System.CommandLine;
using Afterword.Core.Linting;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword lint</c>: helps to write post-mortems that are blameless, complete and lead to action. Needs no server.</summary>
internal static class LintCommand
{
    internal static Command Create()
    {
        var asked = new LintArguments();
        var command = new Command(
            "lint",
            "Check post-mortems: blameless, complete, leading to action."
        );
        command.Arguments.Add(asked.Paths);
        foreach (var option in asked.Options)
            command.Options.Add(option);
        command.SetAction(parsed => Run(asked, parsed));
        return command;
    }

    private static int Run(LintArguments asked, ParseResult parsed)
    {
        if (parsed.GetValue(asked.Explain) is { } id)
            return Explain(id, Console.Out, Console.Error);
        if (parsed.GetValue(asked.Rules))
            return List(Console.Out);
        // Console.Out writes each line by itself; a run over many files has tens of thousands.
        using var result = new StreamWriter(
            Console.OpenStandardOutput(),
            new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            64 * 1024
        );
        return LintRun.Run(asked.Read(parsed), Console.OpenStandardInput, result, Console.Error);
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
