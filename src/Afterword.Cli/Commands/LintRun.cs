using System.Text;
using Afterword.Cli.Input;
using Afterword.Cli.Output;
using Afterword.Core.Linting;

namespace Afterword.Cli.Commands;

/// <summary>One run of the linter over any number of files; holds only a few of them at a time.</summary>
internal sealed class LintRun
{
    // How many files are read ahead of the one whose findings are told: enough to keep every processor busy.
    private const int Ahead = 64;
    private const int ProgressEvery = 1000;
    private const string StandardInput = "-";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly LintRequest request;
    private readonly LintConfig config;
    private readonly LintFilter filter;
    private readonly TextWriter messages;
    private readonly LintTotals totals = new();
    private bool failed;

    private LintRun(LintRequest request, TextWriter messages)
    {
        this.request = request;
        this.messages = messages;
        config = new(
            LintOptions.Default with
            {
                Today = request.Today,
            },
            request.Config,
            request.Profile
        );
        filter = LintFilter.Of(request);
    }

    internal static int Run(
        LintRequest request,
        Func<Stream> input,
        TextWriter output,
        TextWriter messages
    )
    {
        if (WrongUsage(request) is { } wrong)
        {
            messages.WriteLine(wrong);
            return ExitCodes.WrongUsage;
        }
        if (request.Paths.Count == 0)
            request = request with { Paths = ["."] };
        try
        {
            return new LintRun(request, messages).Go(input, output);
        }
        catch (Exception e) when (e is ConfigException or GitException)
        {
            messages.WriteLine(e.Message);
            return ExitCodes.WrongUsage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            messages.WriteLine(
                $"{request.OutputFile ?? request.WriteBaseline}: cannot be written: {e.Message}"
            );
            return ExitCodes.WrongUsage;
        }
    }

    private static string? WrongUsage(LintRequest request) =>
        request is { Paths.Count: 0, ChangedSince: null }
            ? "Name the files to check: afterword lint docs/postmortems, or - for standard input."
        : request is { ChangedLines: true, ChangedSince: null }
            ? "--changed-lines says which findings, and needs --changed-since REV to say since when."
        : request is { WriteBaseline: not null, Fix: true }
            ? "--write-baseline only writes down; mend first with --fix, then write it."
        : null;

    private int Go(Func<Stream> input, TextWriter output)
    {
        // The text itself goes to standard output when standard input is mended.
        var mendsInput = request.Fix && request.Paths.Contains(StandardInput);
        using var file = request.OutputFile is { } path
            ? new StreamWriter(path, append: false, Utf8)
            : null;
        var written = request.WriteBaseline is { } name ? LintBaseline.Empty(name) : null;
        var shown = LintOutputs.Create(
            request.Format,
            written is not null ? TextWriter.Null : file ?? (mendsInput ? messages : output),
            request.Color && file is null
        );
        using var closing = shown as IDisposable;
        foreach (var (linted, found) in Linted(Files(input).Where(filter.Wants)))
        {
            written?.Add(linted.Path, linted.Text, linted.Result.Findings);
            Take(linted, found, shown, output);
        }
        shown.End(totals);
        if (totals.Files + totals.Unreadable == 0)
            return Nothing();
        written?.Write(request.WriteBaseline!);
        if (written is not null)
            messages.WriteLine(
                $"{request.WriteBaseline}: {written.Count:N0} findings of {totals.Files:N0} files are known from now on."
            );
        return totals.Unreadable > 0 ? ExitCodes.WrongUsage
            : failed && written is null ? ExitCodes.Findings
            : ExitCodes.Fine;
    }

    /// <summary>The files in their order, each checked on whatever processor is free.</summary>
    private IEnumerable<(LintedFile File, LintConfig.Found Found)> Linted(
        IEnumerable<DocumentFile> files
    )
    {
        var waiting = new Queue<(Task<LintedFile> File, LintConfig.Found Found)>();
        var isFirst = true;
        foreach (var file in files)
        {
            var found = config.For(file.Path);
            // The first is checked right here: a run over one file need not wake anybody.
            waiting.Enqueue(
                (
                    isFirst
                        ? Task.FromResult(Lint(file, found))
                        : Task.Run(() => Lint(file, found)),
                    found
                )
            );
            isFirst = false;
            if (waiting.Count >= Ahead)
                yield return Next();
        }
        while (waiting.Count > 0)
            yield return Next();

        // The main thread of a program waits for its own work here; nothing else could run on it.
        (LintedFile, LintConfig.Found) Next()
        {
            var (file, found) = waiting.Dequeue();
            return (file.GetAwaiter().GetResult(), found);
        }
    }

    private int Nothing()
    {
        if (request.ChangedSince is { } revision)
        {
            messages.WriteLine($"No Markdown file changed since {revision}.");
            return ExitCodes.Fine;
        }
        messages.WriteLine("No Markdown file was found there.");
        return ExitCodes.WrongUsage;
    }

    private IEnumerable<DocumentFile> Files(Func<Stream> input)
    {
        foreach (var path in Globs.Spread(request.Paths))
            if (path == StandardInput)
                yield return StandardInputFile.Read(input());
            else
                foreach (var file in DocumentFiles.Find([path]))
                    yield return file.Path.StartsWith("./", StringComparison.Ordinal)
                        ? file with
                        {
                            Path = file.Path[2..],
                        }
                        : file;
    }

    private LintedFile Lint(DocumentFile file, LintConfig.Found found)
    {
        if (file is { Text: null, Error: null })
            file = DocumentFiles.ReadFile(file.Path);
        if (file.Text is null)
            return new(file.Path, "", new([], 0, file.Error));
        var result = filter.Apply(new(file.Path, file.Text, Linter.Lint(file.Text, found.Options)));
        if (!request.Fix || result.Result.Error is not null)
            return result;
        var (text, count) = Fixes.Apply(file.Text, result.Result.Findings);
        return count == 0
            ? result
            : filter.Apply(new(file.Path, text, Linter.Lint(text, found.Options))) with
            {
                Fixed = count,
            };
    }

    private void Take(LintedFile file, LintConfig.Found found, ILintOutput shown, TextWriter output)
    {
        if (file.Result.Error is { } error)
        {
            messages.WriteLine($"{file.Path}: {error}");
            totals.Unreadable++;
            shown.Unreadable(file.Path, error);
            return;
        }
        if (file.Path == StandardInput && request.Fix)
            output.Write(file.Text);
        else if (file.Fixed > 0 && !Save(file))
            totals.Unreadable++;
        totals.Add(file);
        shown.File(file);
        failed |= FailOn(found) is { } least && file.Result.Findings.Any(f => f.Severity >= least);
        if (totals.Files % ProgressEvery == 0)
            messages.WriteLine(
                $"{totals.Files:N0} files checked, {totals.Findings:N0} findings so far"
            );
    }

    private FindingSeverity? FailOn(LintConfig.Found found) =>
        request.FailOn switch
        {
            "never" => null,
            { } name => Enum.Parse<FindingSeverity>(name, ignoreCase: true),
            null => found.FailOn ?? FindingSeverity.Warning,
        };

    private bool Save(LintedFile file)
    {
        try
        {
            // Written beside and moved, so that a crash leaves the old file or the new one, never half of one.
            var beside = file.Path + ".afterword-tmp";
            File.WriteAllText(beside, file.Text, Utf8);
            File.Move(beside, file.Path, overwrite: true);
            messages.WriteLine($"{file.Path}: {file.Fixed} mended");
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            messages.WriteLine($"{file.Path}: cannot be written: {e.Message}");
            return false;
        }
    }
}
