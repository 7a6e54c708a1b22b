using System.CommandLine;
using Afterword.Cli.Completion;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword completion</c>: prints what a shell needs to complete our commands.</summary>
internal static class CompletionCommand
{
    internal static Command Create()
    {
        var shell = new Argument<string>("shell")
        {
            Description = string.Join(", ", CompletionScripts.Shells),
        };
        shell.AcceptOnlyFromAmong(CompletionScripts.Shells);
        var command = new Command(
            "completion",
            "Print what a shell needs to complete these commands."
        )
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            Console.Out.Write(
                CompletionScripts.For(parsed.GetValue(shell)!, CompletionTree.Of(Program.Root()))
            );
            return ExitCodes.Fine;
        });
        return command;
    }
}
