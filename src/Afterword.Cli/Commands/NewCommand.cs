using System.CommandLine;
using System.Globalization;
using System.Text;
using Afterword.Cli.Input;

namespace Afterword.Cli.Commands;

/// <summary><c>afterword new</c>: begins a post-mortem in which the linter asks for nothing but what must be filled in. Needs no server.</summary>
internal static class NewCommand
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    internal static Command Create()
    {
        var file = new Argument<string?>("file")
        {
            Description =
                "where to write it; a folder gets a file named by date and title; nothing or - prints it",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var title = new Option<string?>("--title")
        {
            Description = "what happened, in a few words: “Sign-in failed for 40 minutes”",
        };
        var date = new Option<string?>("--date")
        {
            Description = "the day of the incident, as 2025-01-31 (default: today, UTC)",
        };
        var authors = new Option<string?>("--authors") { Description = "who writes it" };
        var template = new Option<string?>("--template")
        {
            Description =
                "a form of your own, Markdown; {title}, {date} and {authors} are filled in",
        };
        var command = new Command("new", "Begin a post-mortem: the form, to be filled in.")
        {
            file,
            title,
            date,
            authors,
            template,
        };
        command.SetAction(parsed =>
        {
            var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            if (
                parsed.GetValue(date) is { } text
                && !DateOnly.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    default,
                    out day
                )
            )
            {
                Console.Error.WriteLine($"--date {text}: write a day as 2025-01-31.");
                return ExitCodes.WrongUsage;
            }
            return Run(
                parsed.GetValue(file),
                new(
                    parsed.GetValue(title),
                    day,
                    parsed.GetValue(authors),
                    parsed.GetValue(template)
                ),
                Console.Out,
                Console.Error
            );
        });
        return command;
    }

    /// <summary>What is known at the beginning.</summary>
    internal sealed record Beginning(
        string? Title,
        DateOnly Date,
        string? Authors = null,
        string? Template = null
    );

    internal static int Run(string? file, Beginning known, TextWriter output, TextWriter messages)
    {
        string form;
        if (known.Template is { } path)
        {
            var read = DocumentFiles.ReadFile(path);
            if (read.Text is null)
            {
                messages.WriteLine($"{path}: {read.Error}");
                return ExitCodes.WrongUsage;
            }
            form = read.Text;
        }
        else
            form = Form();
        var text = Fill(form, known);
        if (file is null or "-")
        {
            output.Write(text);
            return ExitCodes.Fine;
        }
        return Save(IsFolder(file) ? Path.Combine(file, Name(known)) : file, text, messages);
    }

    // "docs/postmortems" that is not there yet is meant as a folder: a file without an ending would not be found again.
    private static bool IsFolder(string path) =>
        Directory.Exists(path) || !File.Exists(path) && !Path.HasExtension(path);

    private static int Save(string file, string text, TextWriter messages)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
                Directory.CreateDirectory(folder);
            // Creating and looking whether it is there are one step, so that no second writer's words are lost.
            using (var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write))
                stream.Write(Utf8.GetBytes(text));
            messages.WriteLine(
                $"{file}: fill in what stands in [brackets], then: afterword lint {file}"
            );
            return ExitCodes.Fine;
        }
        catch (IOException) when (File.Exists(file))
        {
            messages.WriteLine($"{file}: is there already and stays as it is. Name another file.");
            return ExitCodes.WrongUsage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            messages.WriteLine($"{file}: cannot be written: {e.Message}");
            return ExitCodes.WrongUsage;
        }
    }

    private static string Form()
    {
        using var stream = typeof(NewCommand).Assembly.GetManifestResourceStream(
            "Afterword.Cli.new-post-mortem.md"
        )!;
        using var reader = new StreamReader(stream, Utf8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Fill(string form, Beginning known) =>
        form.Replace(
                "{title}",
                OneLine(known.Title) ?? "[fill in: what happened, in a few words]",
                StringComparison.Ordinal
            )
            .Replace("{date}", Day(known), StringComparison.Ordinal)
            .Replace(
                "{authors}",
                OneLine(known.Authors) ?? "[fill in: who writes this]",
                StringComparison.Ordinal
            );

    private static string? OneLine(string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Day(Beginning known) =>
        known.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>2025-01-31-sign-in-failed.md</c>.</summary>
    private static string Name(Beginning known)
    {
        var name = new StringBuilder(Day(known));
        var gap = true;
        foreach (var c in (known.Title ?? "post-mortem").ToLowerInvariant())
        {
            if (!char.IsLetterOrDigit(c))
            {
                gap = true;
                continue;
            }
            if (gap)
                name.Append('-');
            gap = false;
            name.Append(c);
            if (name.Length >= 70)
                break;
        }
        return name.Append(".md").ToString();
    }
}
