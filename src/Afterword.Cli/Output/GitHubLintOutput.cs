using Afterword.Core.Linting;

namespace Afterword.Cli.Output;

/// <summary>Workflow commands of GitHub Actions: each finding becomes a note beside its line in the pull request.</summary>
internal sealed class GitHubLintOutput(TextWriter writer) : ILintOutput
{
    public void File(LintedFile file)
    {
        foreach (var f in file.Result.Findings)
        {
            var column =
                f.Range.Line == f.Range.EndLine
                    ? $",col={f.Range.Column},endColumn={f.Range.EndColumn}"
                    : "";
            writer.WriteLine(
                $"::{Command(f.Severity)} file={Property(file.Path)},line={f.Range.Line},endLine={f.Range.EndLine}{column},title={Property($"{f.RuleId} {LintRules.Find(f.RuleId)!.Doc.Title}")}::{Data(f.Message)}"
            );
        }
    }

    public void Unreadable(string path, string error) =>
        writer.WriteLine($"::error file={Property(path)}::{Data(error)}");

    public void End(LintTotals totals) { }

    private static string Command(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Error => "error",
            FindingSeverity.Warning => "warning",
            _ => "notice",
        };

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text)
            .Replace(":", "%3A", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);
}
