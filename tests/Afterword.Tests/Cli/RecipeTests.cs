using System.Text.Json;
using System.Text.RegularExpressions;
using Afterword.Tests.Support;

namespace Afterword.Tests.Cli;

/// <summary>The recipes for pipelines: each parses, and its commands end as docs/guide/pipelines.md says, in a repository of their own.</summary>
public sealed class RecipeTests : IDisposable
{
    private const string Clean =
        "# P\n\n## Summary\n\nIt broke.\n\n## Timeline\n\n- 2025-01-31 14:02 UTC it broke\n\n## Action Items\n\n- Cap the queue at 10,000\n";

    private readonly string folder = Directory.CreateTempSubdirectory("afterword-pipe-").FullName;

    private string Work => Path.Combine(folder, "work");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<JsonElement> Recipe(string name)
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(Commands.Root, "docs/guide/examples/pipelines", name)
        );
        using var node = await NodePeers.Start("check.js", "yaml");
        await node.StandardInput.WriteAsync(text);
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, said);
        return JsonDocument.Parse(said).RootElement;
    }

    private Task<string> Git(params string[] arguments) =>
        Commands.Must(
            Work,
            "git",
            ["-c", "user.name=T", "-c", "user.email=t@example.org", .. arguments]
        );

    /// <summary>A repository with a remote, whose main holds an old faulty document, and a branch.</summary>
    private async Task Repository()
    {
        Directory.CreateDirectory(Path.Combine(Work, "docs/postmortems"));
        await Commands.Must(folder, "git", "init", "-q", "--bare", "-b", "main", "origin.git");
        await Git("init", "-q", "-b", "main");
        await Git("remote", "add", "origin", "../origin.git");
        Write("old.md", Clean + "\n## Root Cause\n\nIt was human error.\n");
        await Git("add", ".");
        await Git("commit", "-q", "-m", "before");
        await Git("push", "-q", "origin", "main");
        await Git("checkout", "-q", "-b", "mine");
        // Where a recipe installs the tool stands the one these tests were built with.
        Directory.CreateDirectory(Path.Combine(Work, ".tools"));
        var tool = Path.Combine(Work, ".tools/afterword");
        await File.WriteAllTextAsync(tool, $"#!/bin/sh\nexec dotnet '{Commands.Tool}' \"$@\"\n");
        await Commands.Must(Work, "chmod", "+x", tool);
    }

    private void Write(string name, string text) =>
        File.WriteAllText(Path.Combine(Work, "docs/postmortems", name), text);

    private async Task<int> Shell(string command, string output = "")
    {
        var (code, said, messages) = await Commands.Run(
            Work,
            new Dictionary<string, string>
            {
                ["GITHUB_BASE_REF"] = "main",
                ["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "main",
                ["PATH"] =
                    $"{Path.Combine(Work, ".tools")}:{Environment.GetEnvironmentVariable("PATH")}",
            },
            "bash",
            "-c",
            command
        );
        Assert.True(code is 0 or 1, $"{command}: {code}\n{said}\n{messages}");
        Assert.Contains(output, said, StringComparison.Ordinal);
        return code;
    }

    [Fact]
    public async Task GitHubs_fails_on_a_changed_line_and_makes_the_report_in_any_case()
    {
        var steps = (await Recipe("github.yml"))
            .GetProperty("jobs")
            .GetProperty("lint")
            .GetProperty("steps")
            .EnumerateArray();
        var commands = steps
            .Where(s => s.TryGetProperty("run", out _))
            .Select(s => s.GetProperty("run").GetString()!)
            .ToList();
        Assert.Contains("--add-source packages", commands[0], StringComparison.Ordinal);
        await Repository();
        Write("new.md", Clean + "\n## Root Cause\n\nIt was human error.\n");
        Assert.Equal(1, await Shell(commands[1], "::warning file=docs/postmortems/new.md,line=17"));
        Assert.Equal(0, await Shell(commands[2]));
        Assert.Contains(
            "new.md",
            await File.ReadAllTextAsync(Path.Combine(Work, "post-mortems.html")),
            StringComparison.Ordinal
        );
        Write("new.md", Clean);
        Assert.Equal(0, await Shell(commands[1]));
    }

    [Fact]
    public async Task GitLabs_fails_on_a_changed_file_and_leaves_a_test_report()
    {
        var commands = (await Recipe("gitlab.yml"))
            .GetProperty("post-mortems")
            .GetProperty("script")
            .EnumerateArray()
            .Select(s => s.GetString()!)
            .Skip(1)
            .ToList();
        await Repository();
        Write("new.md", Clean + "\n## Root Cause\n\nIt was human error.\n");
        Assert.Equal(1, await Shell(string.Join(" && ", commands)));
        var report = System.Xml.Linq.XDocument.Load(Path.Combine(Work, "post-mortems.xml"));
        Assert.Equal(
            ["docs/postmortems/new.md"],
            report.Root!.Elements().Select(s => (string?)s.Attribute("name"))
        );
        Write("new.md", Clean);
        Assert.Equal(0, await Shell(string.Join(" && ", commands)));
    }

    [Fact]
    public async Task Pre_commit_refuses_what_is_new_and_knows_what_is_old()
    {
        var hook = (await Recipe("pre-commit.yml")).GetProperty("repos")[0].GetProperty("hooks")[0];
        var entry = hook.GetProperty("entry").GetString()!;
        var files = new Regex(hook.GetProperty("files").GetString()!);
        await Repository();
        Assert.Equal(
            0,
            await Shell("afterword lint docs/postmortems --write-baseline .afterword-baseline.json")
        );
        Write("new.md", Clean + "\n## Root Cause\n\nIt was human error.\n");
        var changed = new[]
        {
            "docs/postmortems/new.md",
            "docs/postmortems/old.md",
            "docs/other.md",
        }
            .Where(f => files.IsMatch(f))
            .ToList();
        Assert.Equal(2, changed.Count);
        Assert.Equal(1, await Shell($"{entry} {string.Join(' ', changed)}", "new.md:17"));
        Write("new.md", Clean);
        Assert.Equal(0, await Shell($"{entry} {string.Join(' ', changed)}"));
    }
}
