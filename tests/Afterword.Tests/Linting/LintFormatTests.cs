using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Afterword.Cli.Commands;
using Afterword.Core.Linting;
using Afterword.Tests.Support;

namespace Afterword.Tests.Linting;

/// <summary>What machines are given, judged by programs and schemas of others.</summary>
public sealed class LintFormatTests : IDisposable
{
    private const string Faulty =
        "# P <b>&\n\n## Summary\n\nIt broke in the the night, “again”.\n\n## Root Cause\n\nIt was human error.\n\n## Action Items\n\n- Improve monitoring\n";

    private readonly string folder = Directory.CreateTempSubdirectory("afterword-form-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Out(string format, string name = "a b.md")
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, Faulty);
        using var output = new StringWriter();
        LintRun.Run(
            new()
            {
                Paths = [path, Path.Combine(folder, "missing.md")],
                Format = format,
                Profile = LintProfile.Strict,
            },
            () => Stream.Null,
            output,
            TextWriter.Null
        );
        return output.ToString();
    }

    private static async Task<(int Code, string Said)> Check(string what, string text)
    {
        using var node = await NodePeers.Start("check.js", what);
        await node.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return (node.ExitCode, said);
    }

    [Fact]
    public async Task Sarif_is_what_its_own_schema_asks_for()
    {
        var sarif = Out("sarif");
        Assert.Equal((0, ""), await Check("sarif", sarif));
        // And the judge is awake.
        var broken = sarif.Replace(
            "\"level\":\"warning\"",
            "\"level\":\"loud\"",
            StringComparison.Ordinal
        );
        Assert.NotEqual(sarif, broken);
        Assert.Equal(1, (await Check("sarif", broken)).Code);
    }

    [Fact]
    public async Task The_schema_for_editors_accepts_the_shipped_example_and_refuses_what_we_refuse()
    {
        var example = await File.ReadAllTextAsync(
            Path.Combine(PostMortems.Corpus.RepositoryRoot(), "docs/guide/examples/.afterword.yml")
        );
        Assert.Empty(LintSettings.Read(example).Problems);
        Assert.Equal((0, ""), await Check("config", example));
        foreach (
            var wrong in new[]
            {
                "rules:\n  AW10l: off\n",
                "profil: strict\n",
                "profile: harsh\n",
                "rules:\n  AW101: 3\n",
                "teams: platform\n",
                "sections:\n  rootcause: [x]\n",
                "words:\n  role: [x]\n",
            }
        )
        {
            Assert.NotEmpty(LintSettings.Read(wrong).Problems);
            Assert.Equal(1, (await Check("config", wrong)).Code);
        }
    }

    [Fact]
    public void GitHub_puts_a_note_on_the_line_and_escapes_what_would_end_it()
    {
        var lines = Out("github", "a,b%.md").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(
            lines,
            l =>
                l.StartsWith("::warning file=", StringComparison.Ordinal)
                && l.Contains(
                    "/a%2Cb%25.md,line=13,endLine=13,col=3,endColumn=21,title=AW208",
                    StringComparison.Ordinal
                )
                && l.Contains("exceed 5%25”", StringComparison.Ordinal)
        );
        Assert.Contains(lines, l => l.StartsWith("::notice ", StringComparison.Ordinal));
        Assert.Single(
            lines,
            l =>
                l.StartsWith("::error ", StringComparison.Ordinal)
                && l.Contains("missing.md", StringComparison.Ordinal)
        );
        Assert.All(lines, l => Assert.StartsWith("::", l, StringComparison.Ordinal));
    }

    [Fact]
    public void JUnit_counts_what_it_holds()
    {
        var root = XDocument.Parse(Out("junit")).Root!;
        foreach (var suite in root.Elements("testsuite"))
        {
            Assert.Equal(
                (string?)suite.Attribute("tests"),
                $"{suite.Elements("testcase").Count()}"
            );
            Assert.Equal(
                (string?)suite.Attribute("failures"),
                $"{suite.Descendants("failure").Count()}"
            );
            Assert.Equal(
                (string?)suite.Attribute("errors"),
                $"{suite.Descendants("error").Count()}"
            );
            Assert.Equal(
                (string?)suite.Attribute("skipped"),
                $"{suite.Descendants("skipped").Count()}"
            );
        }
        Assert.Contains(
            root.Descendants("failure"),
            f => ((string)f.Attribute("message")!).Contains("human error", StringComparison.Ordinal)
        );
        Assert.Single(root.Descendants("error"));
    }

    [Fact]
    public void A_manager_gets_one_page_with_what_matters_first_and_nothing_from_elsewhere()
    {
        var html = Out("html");
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.Equal(
            ["In short", "By rule", "By document"],
            page.QuerySelectorAll("h2").Take(3).Select(h => h.TextContent)
        );
        Assert.Contains(
            "1 document",
            page.QuerySelector("h1 + p")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty(page.QuerySelectorAll("script,link,img,iframe,[src],[style]"));
        Assert.DoesNotContain(
            "http",
            string.Concat(page.QuerySelectorAll("a").Select(a => a.GetAttribute("href"))),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("<b>&\n", html, StringComparison.Ordinal);
        var rules = page.QuerySelectorAll("#by-rule tbody tr");
        Assert.Equal(
            page.QuerySelectorAll("li.finding").Length,
            rules.Sum(r =>
                int.Parse(
                    r.QuerySelector("td.n")!.TextContent,
                    System.Globalization.CultureInfo.InvariantCulture
                )
            )
        );
        foreach (var link in page.QuerySelectorAll("a[href^='#']"))
            Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!));
    }

    [Fact]
    public void The_same_findings_stand_in_every_form()
    {
        using var json = JsonDocument.Parse(Out("json"));
        var count = json.RootElement.GetProperty("findings").GetArrayLength();
        Assert.Equal(
            count,
            JsonDocument
                .Parse(Out("sarif"))
                .RootElement.GetProperty("runs")[0]
                .GetProperty("results")
                .GetArrayLength()
        );
        Assert.Equal(count + 1, XDocument.Parse(Out("junit")).Descendants("testcase").Count());
        Assert.Equal(
            count + 1,
            Out("github").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length
        );
        Assert.Equal(count, Out("html").Split("<li class=\"finding\">").Length - 1);
    }
}
