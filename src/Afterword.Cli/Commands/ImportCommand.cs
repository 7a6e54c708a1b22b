using System.CommandLine;
using System.Text.Json;
using Afterword.Cli.Input;
using Afterword.Cli.Output;
using Afterword.Core.PostMortems;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword import</c>: sends post-mortems to a server, a few at a time, and says what became of each.</summary>
internal static class ImportCommand
{
    // The server writes one after the other; more would only wait there.
    private const int AtOnce = 4;

    private const string NotTried =
        "The rest was not tried. What was imported stays; importing again goes on from there.";

    internal static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Markdown files, or folders of them",
            Arity = ArgumentArity.OneOrMore,
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "store nothing; say what would change",
        };
        var follow = new Option<bool>("--follow")
        {
            Description = "follow the incidents: reminders and summaries begin now",
        };
        var command = new Command(
            "import",
            "Import post-mortems written in Markdown; importing again changes only what changed."
        )
        {
            paths,
            dryRun,
            follow,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                try
                {
                    using var server = ServerDoor.FromEnvironment();
                    return await Run(
                        parsed.GetValue(paths)!,
                        parsed.GetValue(dryRun),
                        parsed.GetValue(follow),
                        server,
                        Console.Out,
                        Console.Error,
                        ct
                    );
                }
                catch (ServerException wrong)
                {
                    await Console.Error.WriteLineAsync(wrong.Message);
                    return ExitCodes.WrongUsage;
                }
            }
        );
        return command;
    }

    internal static async Task<int> Run(
        IReadOnlyList<string> paths,
        bool dryRun,
        bool follow,
        ServerDoor server,
        TextWriter output,
        TextWriter messages,
        CancellationToken ct
    )
    {
        var table = new ImportTable(dryRun);
        var under = new Queue<(DocumentFile File, Task<JsonElement> Answer)>();
        var goesOn = true;
        using var files = DocumentFiles.Read(paths).GetEnumerator();
        while (goesOn)
        {
            // A few at a time keep the server busy; they are told in the order of the folder.
            while (under.Count < AtOnce && files.MoveNext())
            {
                var file = files.Current;
                under.Enqueue(
                    (
                        file,
                        Import(file, SourceName.Of(file.Path, paths), dryRun, follow, server, ct)
                    )
                );
            }
            goesOn =
                under.TryDequeue(out var next)
                && await Tell(next.File, next.Answer, table, messages);
        }
        foreach (var (file, answer) in under)
        {
            // What was sent already is told too.
            await Tell(file, answer, table, TextWriter.Null);
        }
        if (table.Count == 0)
        {
            await messages.WriteLineAsync("No Markdown file was found there.");
            return ExitCodes.WrongUsage;
        }
        table.Write(output);
        return table.Refused > 0 || ct.IsCancellationRequested
            ? ExitCodes.Findings
            : ExitCodes.Fine;
    }

    /// <summary>Tells what became of one file; false when going on is of no use.</summary>
    private static async Task<bool> Tell(
        DocumentFile file,
        Task<JsonElement> answer,
        ImportTable table,
        TextWriter messages
    )
    {
        await messages.WriteLineAsync($"{table.Count + 1}: {file.Path}");
        try
        {
            table.Add(file.Path, await answer);
            return true;
        }
        catch (OperationCanceledException)
        {
            await messages.WriteLineAsync(NotTried);
            return false;
        }
        catch (ServerException refused)
        {
            table.Refuse(file.Path, refused.Message);
            if (refused.IsDown)
            {
                await messages.WriteLineAsync(NotTried);
            }
            return !refused.IsDown;
        }
    }

    private static async Task<JsonElement> Import(
        DocumentFile file,
        string source,
        bool dryRun,
        bool follow,
        ServerDoor server,
        CancellationToken ct
    )
    {
        if (file.Text is null)
        {
            throw new ServerException(file.Error!);
        }
        // What cannot be read is told without asking the server.
        if (PostMortemReader.Read(file.Text).Error is { } error)
        {
            throw new ServerException(error);
        }
        var query =
            $"source={Uri.EscapeDataString(source)}&follow={(follow ? "true" : "false")}{(dryRun ? "&dryRun=true" : "")}";
        return await server.PostMarkdown($"api/v1/post-mortems/import?{query}", file.Text, ct);
    }
}
