using System.Text.Json;
using Afterword.Core.Linting;

namespace Afterword.Cli.Output;

/// <summary>SARIF 2.1.0 (OASIS), for code-scanning pages.</summary>
internal sealed class SarifLintOutput : ILintOutput
{
    private readonly TextWriter writer;
    private readonly FindingJson json;
    private readonly List<object> notifications = [];

    internal SarifLintOutput(TextWriter writer)
    {
        this.writer = writer;
        json = new(writer);
        var rules = LintRules.Infos.Select(r => new
        {
            id = r.Id,
            shortDescription = new { text = r.Doc.Title },
            fullDescription = new { text = r.Doc.Why },
            help = new { text = r.Doc.Text, markdown = r.Doc.Text },
            defaultConfiguration = new
            {
                enabled = r.Recommended is not null,
                level = Level(r.Recommended ?? r.Strict),
            },
        });
        writer.Write(
            "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":"
        );
        writer.Write(
            JsonSerializer.Serialize(
                new
                {
                    name = "afterword",
                    version = "0.1.0",
                    rules,
                },
                FindingJson.Options
            )
        );
        writer.Write("},\"columnKind\":\"utf16CodeUnits\",\"results\":[");
    }

    public void File(LintedFile file)
    {
        var artifactLocation = new { uri = Uri(file.Path) };
        foreach (var f in file.Result.Findings)
            json.Element(
                new
                {
                    ruleId = f.RuleId,
                    level = Level(f.Severity),
                    message = new { text = f.Message },
                    locations = new[]
                    {
                        new
                        {
                            physicalLocation = new { artifactLocation, region = Region(f.Range) },
                        },
                    },
                    fixes = f.Fix is null
                        ? null
                        : new[]
                        {
                            new
                            {
                                description = new { text = f.Fix.Title },
                                artifactChanges = new[]
                                {
                                    new
                                    {
                                        artifactLocation,
                                        replacements = f.Fix.Edits.Select(e => new
                                        {
                                            deletedRegion = Region(e.Range),
                                            insertedContent = new { text = e.NewText },
                                        }),
                                    },
                                },
                            },
                        },
                }
            );
    }

    public void Unreadable(string path, string error) =>
        notifications.Add(new { level = "error", message = new { text = $"{path}: {error}" } });

    public void End(LintTotals totals)
    {
        writer.Write("],\"invocations\":[");
        writer.Write(
            JsonSerializer.Serialize(
                new
                {
                    executionSuccessful = notifications.Count == 0,
                    toolExecutionNotifications = notifications,
                },
                FindingJson.Options
            )
        );
        writer.WriteLine("]}]}");
    }

    private static object Region(SourceRange range) =>
        new
        {
            startLine = range.Line,
            startColumn = range.Column,
            endLine = range.EndLine,
            endColumn = range.EndColumn,
        };

    // A relative reference: the spaces and letters of a path must be escaped, its slashes must not.
    private static string Uri(string path) =>
        path == "-"
            ? "stdin"
            : string.Join(
                '/',
                path.Replace('\\', '/').Split('/').Select(System.Uri.EscapeDataString)
            );

    private static string Level(FindingSeverity? severity) =>
        severity switch
        {
            FindingSeverity.Error => "error",
            FindingSeverity.Warning => "warning",
            _ => "note",
        };
}
