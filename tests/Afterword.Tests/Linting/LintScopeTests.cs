using System.Diagnostics;
using System.Text.Json;
using Afterword.Cli;
using Afterword.Cli.Commands;

namespace Afterword.Tests.Linting;

/// <summary>Which files and findings a run is about: a baseline, what changed since a commit, progress.</summary>
public sealed class LintScopeTests : IDisposable
{
    private const string Blaming =
        "# P\n\n## Summary\n\nIt broke.\n\n## Root Cause\n\nIt was human error.\n";

    private readonly string folder = Directory.CreateTempSubdirectory("afterword-scope-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private static (int Code, string Out, string Messages) Run(LintRequest request)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var code = LintRun.Run(request, () => Stream.Null, output, messages);
        return (code, output.ToString(), messages.ToString());
    }

    private static List<string> Found(LintRequest request) =>
        [
            .. JsonDocument
                .Parse(Run(request with { Format = "json" }).Out)
                .RootElement.GetProperty("findings")
                .EnumerateArray()
                .Select(f =>
                    $"{Path.GetFileName(f.GetProperty("file").GetString())}:{f.GetProperty("line").GetInt32()} {f.GetProperty("ruleId").GetString()}"
                ),
        ];

    private void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] who =
        [
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "-c",
            "core.autocrlf=false",
        ];
        foreach (var argument in who.Concat(arguments))
            start.ArgumentList.Add(argument);
        using var git = Process.Start(start)!;
        var said = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, said);
    }

    [Fact]
    public void A_baseline_lets_an_old_repository_start_clean_and_tells_what_is_new()
    {
        var old = Write("pm/old.md", Blaming);
        var baseline = Path.Combine(folder, "baseline.json");
        var ask = new LintRequest { Paths = [folder] };
        var (code, output, messages) = Run(ask with { WriteBaseline = baseline });
        Assert.Equal(ExitCodes.Fine, code);
        Assert.Empty(output);
        Assert.Contains("are known from now on", messages, StringComparison.Ordinal);

        Assert.Empty(Found(ask with { Baseline = baseline }));
        // What stands above may change; what is known stays known.
        File.WriteAllText(
            old,
            Blaming.Replace("It broke.", "It broke.\n\nTwice.", StringComparison.Ordinal)
        );
        Assert.Empty(Found(ask with { Baseline = baseline }));
        Assert.Equal(ExitCodes.Fine, Run(ask with { Baseline = baseline }).Code);

        File.AppendAllText(old, "\nIt was a human mistake too.\n");
        Assert.Equal(["old.md:13 AW101"], Found(ask with { Baseline = baseline }));
        Assert.Equal(ExitCodes.Findings, Run(ask with { Baseline = baseline }).Code);
    }

    [Fact]
    public void The_same_fault_once_more_on_a_line_of_the_same_words_is_new()
    {
        var path = Write("a.md", Blaming);
        var baseline = Path.Combine(folder, "baseline.json");
        var ask = new LintRequest { Paths = [path] };
        Run(ask with { WriteBaseline = baseline });
        File.WriteAllText(path, Blaming + "\nIt was human error.\n");
        Assert.Equal(["a.md:11 AW101"], Found(ask with { Baseline = baseline }));
    }

    [Fact]
    public void A_baseline_holds_no_words_of_the_documents()
    {
        var secret = "AKIA" + "Q3ZT7YWLKXN2PBM5";
        Write("a.md", $"# P\n\n## Summary\n\nThe key {secret} was used.\n");
        var baseline = Path.Combine(folder, "baseline.json");
        Run(new() { Paths = [folder], WriteBaseline = baseline });
        var text = File.ReadAllText(baseline);
        Assert.Contains("AW401", text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "cannot be read")]
    [InlineData("{", ":2: is no baseline")]
    [InlineData("{\"version\": 9, \"files\": {}}", "written by another version")]
    public void A_baseline_that_is_none_is_told(string? text, string says)
    {
        var path = Path.Combine(folder, "baseline.json");
        if (text is not null)
            File.WriteAllText(path, text + "\n");
        var (code, _, messages) = Run(new() { Paths = [Write("a.md", Blaming)], Baseline = path });
        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.StartsWith(path, messages, StringComparison.Ordinal);
        Assert.Contains(says, messages, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_changed_since_a_commit_is_checked_and_only_its_lines_when_asked()
    {
        Write("pm/same.md", Blaming);
        var changed = Write("pm/changed.md", Blaming);
        Write("pm/gone.md", Blaming);
        Git("init", "-q", "-b", "main");
        Git("add", ".");
        Git("commit", "-q", "-m", "before");
        Git("checkout", "-q", "-b", "mine");
        File.AppendAllText(changed, "\nIt was a human mistake.\n");
        File.Delete(Path.Combine(folder, "pm/gone.md"));
        Git("add", ".");
        Git("commit", "-q", "-m", "mine");
        Write("pm/new of mine.md", Blaming);
        // What others did on main in the meantime is not ours.
        Git("checkout", "-q", "main");
        File.AppendAllText(Write("pm/theirs.md", Blaming), "\n");
        Git("add", "pm/theirs.md");
        Git("commit", "-q", "-m", "theirs");
        Git("checkout", "-q", "mine");

        var ask = new LintRequest { Paths = [folder], ChangedSince = "main" };
        var blame = Found(ask).Where(f => f.EndsWith("AW101", StringComparison.Ordinal));
        Assert.Equal(
            ["changed.md:9 AW101", "changed.md:11 AW101", "new of mine.md:9 AW101"],
            blame
        );
        var lines = Found(ask with { ChangedLines = true });
        Assert.Contains("changed.md:11 AW101", lines);
        Assert.DoesNotContain("changed.md:9 AW101", lines);
        Assert.Contains("new of mine.md:9 AW101", lines);

        var (code, _, messages) = Run(ask with { Paths = [Path.Combine(folder, "pm/same.md")] });
        Assert.Equal(ExitCodes.Fine, code);
        Assert.Equal("No Markdown file changed since main.\n", messages);
    }

    [Fact]
    public void A_commit_nobody_knows_and_a_folder_without_git_are_told()
    {
        var path = Write("a.md", Blaming);
        var (code, _, messages) = Run(new() { Paths = [path], ChangedSince = "main" });
        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.Contains("is in none", messages, StringComparison.Ordinal);
        Git("init", "-q", "-b", "main");
        foreach (var revision in new[] { "nowhere", "--output=x" })
        {
            (code, _, messages) = Run(new() { Paths = [path], ChangedSince = revision });
            Assert.Equal(ExitCodes.WrongUsage, code);
            Assert.Contains("git knows no such commit here", messages, StringComparison.Ordinal);
        }
        Assert.False(File.Exists(Path.Combine(folder, "x")));
        (code, _, messages) = Run(new() { Paths = [path], ChangedLines = true });
        Assert.Equal(ExitCodes.WrongUsage, code);
        Assert.Contains("--changed-since REV", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_over_many_files_says_how_far_it_is()
    {
        var path = Write("a.md", "# P\n");
        var (_, output, messages) = Run(new() { Paths = [.. Enumerable.Repeat(path, 2100)] });
        Assert.Equal(
            "1,000 files checked, 1,000 findings so far\n2,000 files checked, 2,000 findings so far\n",
            messages
        );
        Assert.EndsWith("2,100 files, 2100 for information\n", output, StringComparison.Ordinal);
    }
}
