using System.Text.Json;

namespace Afterword.Cli.Output;

/// <summary>For scripts: <c>{"findings":[…],"unreadable":[…],"files":n}</c>; the same findings as <c>POST /api/v1/lint</c> gives, with their file.</summary>
internal sealed class JsonLintOutput : ILintOutput
{
    private readonly TextWriter writer;
    private readonly FindingJson json;
    private readonly List<object> unreadable = [];

    internal JsonLintOutput(TextWriter writer)
    {
        this.writer = writer;
        json = new(writer);
        writer.Write("{\"findings\":[");
    }

    public void File(LintedFile file)
    {
        foreach (var finding in file.Result.Findings)
            json.Element(FindingJson.Of(file.Path, finding));
    }

    public void Unreadable(string path, string error) => unreadable.Add(new { file = path, error });

    public void End(LintTotals totals)
    {
        writer.WriteLine("],");
        writer.WriteLine(
            $"\"unreadable\":{JsonSerializer.Serialize(unreadable, FindingJson.Options)},\"files\":{totals.Files},\"suppressed\":{totals.Suppressed},\"known\":{totals.Known}}}"
        );
    }
}
