using System.CommandLine;
using Afterword.Cli.Input;
using Afterword.Cli.Output;
using Afterword.Core.PostMortems;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword parse</c>: shows what the importer understands of a document, without a server.</summary>
internal static class ParseCommand
{
    internal static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Markdown files, or folders of them",
            Arity = ArgumentArity.OneOrMore,
        };
        var json = new Option<bool>("--json") { Description = "one line of JSON a document" };
        var command = new Command(
            "parse",
            "Show what Afterword understands of post-mortems written in Markdown."
        )
        {
            paths,
            json,
        };
        command.SetAction(parsed =>
            Run(parsed.GetValue(paths)!, parsed.GetValue(json), Console.Out, Console.Error)
        );
        return command;
    }

    internal static int Run(
        IReadOnlyList<string> paths,
        bool json,
        TextWriter output,
        TextWriter messages
    )
    {
        int read = 0,
            failed = 0;
        foreach (var file in DocumentFiles.Read(paths))
        {
            var result = file.Text is null ? null : PostMortemReader.Read(file.Text);
            if ((file.Error ?? result?.Error) is { } error)
            {
                failed++;
                messages.WriteLine($"{file.Path}: {error}");
                if (json)
                    output.WriteLine(ParsedJson.Error(file.Path, error));
                continue;
            }
            read++;
            output.WriteLine(
                json ? ParsedJson.Of(file.Path, result!) : ParsedText.Of(file.Path, result!)
            );
        }
        if (failed > 0)
            messages.WriteLine($"{read} read, {failed} skipped");
        if (read + failed == 0)
            messages.WriteLine("No Markdown file was found there.");
        return failed > 0 || read == 0 ? ExitCodes.Findings : ExitCodes.Fine;
    }
}
