using System.CommandLine;
using Afterword.Cli.Commands;

namespace Afterword.Cli;

internal static class Program
{
    /// <summary>Every command of the tool; a new one is one line here.</summary>
    private static readonly Func<Command>[] Commands =
    [
        ParseCommand.Create,
        FmtCommand.Create,
        LintCommand.Create,
        NewCommand.Create,
        ImportCommand.Create,
        ExportCommand.Create,
        ListCommands.Incidents,
        ListCommands.Items,
        PlanCommand.Create,
        CompletionCommand.Create,
    ];

    private static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(
            encoderShouldEmitUTF8Identifier: false
        );
        // @lee is a person here, not a file with arguments.
        var parsed = Root()
            .Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false }
        );
        return parsed.Errors.Count > 0 ? ExitCodes.WrongUsage : code;
    }

    internal static RootCommand Root()
    {
        var root = new RootCommand("Afterword: what happens after an incident.");
        foreach (var create in Commands)
            root.Subcommands.Add(create());
        return root;
    }
}
