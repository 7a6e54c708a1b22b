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
        RenderCommand.Create,
        UpdateCommand.Create,
        MetricsCommand.Create,
        CompletionCommand.Create,
    ];

    private static async Task<int> Main(string[] args)
    {
        Console.OutputEncoding = new System.Text.UTF8Encoding(
            encoderShouldEmitUTF8Identifier: false
        );
        // @lee is a person here, not a file with arguments.
        var parsed = (args is ["lint", ..] ? Root(LintCommand.Create) : Root()).Parse(
            args,
            new ParserConfiguration { ResponseFileTokenReplacer = null }
        );
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false }
        );
        return parsed.Errors.Count > 0 ? ExitCodes.WrongUsage : code;
    }

    /// <summary>The tool with all its commands.</summary>
    internal static RootCommand Root() => Root(Commands);

    // A linter is started for every file that is saved: it does not wait for the other commands to be made.
    private static RootCommand Root(params ReadOnlySpan<Func<Command>> commands)
    {
        var root = new RootCommand("Afterword: what happens after an incident.");
        foreach (var create in commands)
            root.Subcommands.Add(create());
        return root;
    }
}
