using Afterword.Cli.Input;
using Afterword.Cli.Output;

namespace Afterword.Cli.Commands;

/// <summary>Which files and which findings a run is about: what changed, and what is not known already.</summary>
internal sealed class LintFilter
{
    private readonly GitChanges? changes;
    private readonly LintBaseline? baseline;
    private readonly bool changedLines;

    private LintFilter(GitChanges? changes, LintBaseline? baseline, bool changedLines) =>
        (this.changes, this.baseline, this.changedLines) = (changes, baseline, changedLines);

    /// <exception cref="GitException">What changed cannot be told.</exception>
    /// <exception cref="ConfigException">The baseline cannot be read.</exception>
    internal static LintFilter Of(LintRequest request) =>
        new(
            request.ChangedSince is { } revision
                ? GitChanges.Since(revision, Folder(request))
                : null,
            request.Baseline is { } path ? LintBaseline.Read(path) : null,
            request.ChangedLines
        );

    /// <summary>Whether a file is asked about; standard input always is, and what cannot be read is told in any case.</summary>
    internal bool Wants(DocumentFile file) =>
        changes is null
        || file.Path == "-"
        || file.Error is not null
        || changes.Has(file.Path)
        || !File.Exists(file.Path);

    /// <summary>The file with those of its findings that are asked about. May run on several threads.</summary>
    internal LintedFile Apply(LintedFile file)
    {
        if (file.Result.Findings.Count == 0 || (baseline is null && !changedLines))
            return file;
        var findings = file.Result.Findings;
        if (changedLines && file.Path != "-")
        {
            var changed = changes!.LinesOf(file.Path);
            findings =
            [
                .. findings.Where(f =>
                    Enumerable.Range(f.Range.Line, f.Range.EndLine - f.Range.Line + 1).Any(changed)
                ),
            ];
        }
        var left = baseline?.New(file.Path, file.Text, findings) ?? findings;
        return file with
        {
            Result = file.Result with { Findings = left },
            Known = findings.Count - left.Count,
        };
    }

    // The repository is the one the documents stand in, wherever the command is called from.
    private static string Folder(LintRequest request)
    {
        var first = request.Paths.FirstOrDefault(p => p != "-") ?? ".";
        var fixedPart = first.AsSpan().IndexOfAny('*', '?') is var star and >= 0
            ? first[..star]
            : first;
        var folder = Path.GetFullPath(fixedPart.Length == 0 ? "." : fixedPart);
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder) ?? Directory.GetCurrentDirectory();
        return folder;
    }
}
