namespace Afterword.Cli.Output;

/// <summary>A way to show findings; files come one by one, in the order of the command line.</summary>
internal interface ILintOutput
{
    void File(LintedFile file);

    void Unreadable(string path, string error);

    void End(LintTotals totals);
}

/// <summary>Every way there is to show findings; a new one is one line here.</summary>
internal static class LintOutputs
{
    internal static string[] Names { get; } = ["human", "json", "sarif", "github", "junit", "html"];

    internal static ILintOutput Create(string name, TextWriter writer, bool color) =>
        name switch
        {
            "json" => new JsonLintOutput(writer),
            "sarif" => new SarifLintOutput(writer),
            "github" => new GitHubLintOutput(writer),
            "junit" => new JUnitLintOutput(writer),
            "html" => new HtmlLintOutput(writer),
            _ => new HumanLintOutput(writer, color),
        };
}
