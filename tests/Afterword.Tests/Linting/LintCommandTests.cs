using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Afterword.Cli;
using Afterword.Cli.Commands;
using Afterword.Core.Linting;

namespace Afterword.Tests.Linting;

public sealed class LintCommandTests : IDisposable
{
    private const string Blaming =
        "# P\n\n## Summary\n\nIt broke.\n\n## Root Cause\n\nIt was human error.\n";
    private const string Clean =
        "# P\n\n## Summary\n\nIt broke.\n\n## Timeline\n\n- 2025-01-31 14:02 UTC it broke\n\n## Action Items\n\n- Cap the queue at 10,000\n";

    private readonly string folder = Directory.CreateTempSubdirectory("afterword-lint-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Out, string Messages) Run(
        LintRequest request,
        string input = ""
    )
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var code = LintRun.Run(
            request,
            () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            output,
            messages
        );
        return (code, output.ToString(), messages.ToString());
    }

    private static LintRequest Ask(params string[] paths) => new() { Paths = paths };

    [Fact]
    public void A_warning_makes_the_exit_code_one_and_fail_on_says_otherwise()
    {
        var blaming = Write("a.md", Blaming);
        Assert.Equal(ExitCodes.Findings, Run(Ask(blaming)).Code);
        Assert.Equal(ExitCodes.Fine, Run(Ask(blaming) with { FailOn = "error" }).Code);
        Assert.Equal(ExitCodes.Fine, Run(Ask(blaming) with { FailOn = "never" }).Code);
        Assert.Equal(ExitCodes.Fine, Run(Ask(Write("b.md", Clean))).Code);
    }

    [Fact]
    public void People_see_the_place_the_line_and_a_caret_under_the_words()
    {
        var (_, output, _) = Run(Ask(Write("a.md", Blaming)));
        Assert.Contains("a.md:9:8: warning AW101 “human error”", output, StringComparison.Ordinal);
        Assert.Contains(
            "    9 | It was human error.\n      |        ^^^^^^^^^^^\n",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("\u001b[", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_patterns_and_standard_input_are_read()
    {
        Write("x/a.md", Blaming);
        Write("x/y/b.md", Blaming);
        Write("x/y/c.txt", Blaming);
        Assert.Equal(2, Files(Ask(folder)));
        Assert.Equal(2, Files(Ask(folder + "/**/*.md")));
        Assert.Equal(1, Files(Ask(folder + "/x/*.md")));
        Assert.Equal(1, Files(Ask("-"), Blaming));

        static int Files(LintRequest request, string input = "") =>
            JsonDocument
                .Parse(Run(request with { Format = "json" }, input).Out)
                .RootElement.GetProperty("files")
                .GetInt32();
    }

    [Fact]
    public void The_configuration_above_a_document_holds_and_the_nearest_wins()
    {
        Write(".afterword.yml", "rules:\n  AW101: error\n");
        var outer = Write("a.md", Blaming);
        Write("inner/.afterword.yml", "rules:\n  AW101: off\n");
        var inner = Write("inner/deep/a.md", Blaming);
        Assert.Contains("error AW101", Run(Ask(outer)).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("AW101", Run(Ask(inner)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_configuration_is_told_by_file_and_line_and_nothing_is_linted()
    {
        var config = Write(".afterword.yml", "profile: strict\nrules:\n  AW10l: off\n");
        var (code, output, messages) = Run(Ask(Write("a.md", Blaming)));
        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.DoesNotContain("AW101 “", output, StringComparison.Ordinal);
        Assert.Equal($"{config}:3: There is no rule “AW10l”. Did you mean AW101?\n", messages);
    }

    [Fact]
    public void What_cannot_be_read_is_told_and_the_others_go_on()
    {
        var blaming = Write("a.md", Blaming);
        var wide = Write("wide.md", "# P\n" + new string('|', 20_000));
        var big = Write("big.md", new string('a', 5_000_000));
        var bytes = Path.Combine(folder, "bytes.md");
        File.WriteAllBytes(bytes, [0x23, 0x0a, 0xff, 0xfe]);
        var missing = Path.Combine(folder, "missing.md");
        foreach (
            var (path, says) in new[]
            {
                (wide, "line 2: is 20,000 columns wide"),
                (big, "has 5,000,000 bytes"),
                (bytes, "line 2: is not UTF-8 text"),
                (missing, "there is no such file"),
            }
        )
        {
            var (code, output, messages) = Run(Ask(path, blaming));
            Assert.Equal(ExitCodes.WrongUsage, code);
            Assert.StartsWith($"{path}: {says}", messages, StringComparison.Ordinal);
            Assert.Contains("AW101", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Fix_mends_the_file_and_prints_mended_standard_input()
    {
        var path = Write("a.md", "# P\n\n## TL;DR\n\nIt broke in the the night.\n");
        var strict = Ask(path) with { Fix = true, Profile = LintProfile.Strict };
        Run(strict);
        Assert.Equal("# P\n\n## Summary\n\nIt broke in the night.\n", File.ReadAllText(path));
        var (_, output, _) = Run(strict with { Paths = ["-"] }, "# P\n\nof of it\n");
        Assert.Equal("# P\n\nof it\n", output);
    }

    [Fact]
    public void Machines_get_json_sarif_github_junit_and_html_of_the_same_findings()
    {
        var path = Write(
            "a b.md",
            Blaming.Replace("P\n", "<P> & 100%\n", StringComparison.Ordinal)
        );
        string Out(string format) => Run(Ask(path) with { Format = format }).Out;

        using var json = JsonDocument.Parse(Out("json"));
        var count = json.RootElement.GetProperty("findings").GetArrayLength();
        Assert.True(count > 1);

        using var sarif = JsonDocument.Parse(Out("sarif"));
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        var run = sarif.RootElement.GetProperty("runs")[0];
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(count, results.Count);
        var known = run.GetProperty("tool")
            .GetProperty("driver")
            .GetProperty("rules")
            .EnumerateArray()
            .Select(r => r.GetProperty("id").GetString())
            .ToHashSet();
        Assert.All(results, r => Assert.Contains(r.GetProperty("ruleId").GetString(), known));
        Assert.All(
            results,
            r =>
                Assert.EndsWith(
                    "/a%20b.md",
                    r.GetProperty("locations")[0]
                        .GetProperty("physicalLocation")
                        .GetProperty("artifactLocation")
                        .GetProperty("uri")
                        .GetString(),
                    StringComparison.Ordinal
                )
        );

        Assert.Equal(
            count,
            Out("github").Split('\n').Count(l => l.StartsWith("::", StringComparison.Ordinal))
        );
        Assert.Equal(count, XDocument.Parse(Out("junit")).Descendants("testcase").Count());
        var html = Out("html");
        Assert.Equal(count, html.Split("<li class=\"finding\">").Length - 1);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
    }

    [Fact]
    public void No_format_breaks_when_there_is_nothing_to_say()
    {
        var path = Write("a.md", Clean);
        foreach (var format in new[] { "json", "sarif" })
            JsonDocument
                .Parse(Run(Ask(path) with { Format = format, FailOn = "never" }).Out)
                .Dispose();
        Assert.Single(
            XDocument.Parse(Run(Ask(path) with { Format = "junit" }).Out).Descendants("testsuite")
        );
    }

    [Fact]
    public void Explain_shows_the_page_and_knows_what_was_meant()
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        Assert.Equal(ExitCodes.Fine, LintCommand.Explain("aw101", output, messages));
        Assert.StartsWith("# AW101: ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.WrongUsage, LintCommand.Explain("AW1O1", output, messages));
        Assert.Contains("Did you mean AW101?", messages.ToString(), StringComparison.Ordinal);
    }
}
