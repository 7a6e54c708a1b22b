using System.CommandLine;
using System.Text;
using Afterword.Cli.Input;
using Afterword.Core.PostMortems;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword fmt</c>: brings documents into our own form; nothing in them is lost, and doing it twice changes nothing.</summary>
internal static class FmtCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    internal static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Markdown files or folders; - or nothing reads standard input",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Option<bool>("--check")
        {
            Description = "change nothing; name the files that would change and exit with 1",
        };
        var print = new Option<bool>("--stdout")
        {
            Description = "print the result instead of writing the file",
        };
        var command = new Command("fmt", "Bring post-mortems into Afterword's own form.")
        {
            paths,
            check,
            print,
        };
        command.SetAction(parsed =>
            Run(
                parsed.GetValue(paths) ?? [],
                parsed.GetValue(check),
                parsed.GetValue(print),
                Console.OpenStandardInput,
                Console.Out,
                Console.Error
            )
        );
        return command;
    }

    internal static int Run(
        IReadOnlyList<string> paths,
        bool check,
        bool print,
        Func<Stream> input,
        TextWriter output,
        TextWriter messages
    )
    {
        var fromInput = paths.Count == 0 || paths is ["-"];
        IEnumerable<DocumentFile> files = fromInput
            ? [ReadInput(input())]
            : DocumentFiles.Read(paths);
        int changed = 0,
            failed = 0,
            total = 0;
        foreach (var file in files)
        {
            total++;
            if (Formatted(file) is not { } formatted)
            {
                failed++;
                continue;
            }
            var same = formatted == file.Text;
            changed += same ? 0 : 1;
            if (check && !same)
                output.WriteLine(file.Path);
            else if (!check && (fromInput || print))
                output.Write(formatted);
            else if (!check && !same && !Save(file.Path, formatted))
                failed++;
        }
        if (!fromInput || failed > 0)
            messages.WriteLine(
                $"{total} read, {changed} {(check ? "would change" : "changed")}, {failed} skipped"
            );
        return failed > 0 || (check && changed > 0) ? ExitCodes.Findings : ExitCodes.Fine;

        string? Formatted(DocumentFile file)
        {
            // A file stays one file, also when it tells of several incidents.
            var result = file.Text is null
                ? null
                : CanonicalForm.Read(file.Text, new ReadOptions { SplitIncidents = false });
            if ((file.Error ?? result?.Error) is not { } error)
                return PostMortemWriter.Write(result!.Documents[0]);
            messages.WriteLine($"{file.Path}: {error}");
            return null;
        }

        bool Save(string path, string text)
        {
            try
            {
                // Written beside and moved, so that a crash leaves the old file or the new one, never half of one.
                var beside = path + ".afterword-tmp";
                File.WriteAllText(beside, text, Utf8);
                File.Move(beside, path, overwrite: true);
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                messages.WriteLine($"{path}: cannot be written: {e.Message}");
                return false;
            }
        }
    }

    private static DocumentFile ReadInput(Stream input)
    {
        const string name = "standard input";
        using var memory = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var n = input.Read(buffer); n > 0; n = input.Read(buffer))
        {
            memory.Write(buffer, 0, n);
            if (memory.Length > DocumentFiles.MaxBytes)
                return new(
                    name,
                    null,
                    $"has more than {DocumentFiles.MaxBytes:N0} bytes, the most that is read"
                );
        }
        return DocumentFiles.Decode(name, memory.ToArray());
    }
}
