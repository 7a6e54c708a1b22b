using System.Diagnostics;
using Afterword.Cli.Completion;
using Tool = Afterword.Cli.Program;

namespace Afterword.Tests.Cli;

/// <summary>The scripts are tried in the shells that are here; each names every command and option of the one list.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("afterword-tab-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static IReadOnlyList<CompletionEntry> Commands => CompletionTree.Of(Tool.Root());

    private string Script(string shell)
    {
        var path = Path.Combine(folder, "afterword." + shell);
        File.WriteAllText(path, CompletionScripts.For(shell, Commands));
        return path;
    }

    private static string[]? Ask(string shell, string script)
    {
        try
        {
            var start = new ProcessStartInfo(shell)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            string[] quiet = shell == "zsh" ? ["-f", "-c", script] : ["-c", script];
            foreach (var argument in quiet)
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            var problems = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(problems.Length == 0, problems);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // this shell is not installed here
        }
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("powershell")]
    public void Every_command_and_option_is_offered(string shell)
    {
        var script = CompletionScripts.For(shell, Commands);
        Assert.Equal(Tool.Root().Subcommands.Count, Commands.Count);
        foreach (var command in Commands)
        {
            Assert.Contains(command.Name, script, StringComparison.Ordinal);
            foreach (var option in command.Options)
                Assert.Contains(
                    shell == "fish" ? $"-l {option.Name[2..]} " : option.Name,
                    script,
                    StringComparison.Ordinal
                );
        }
        Assert.Contains("sarif", script, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("afterword comp", "completion")]
    [InlineData("afterword lint --form", "--format")]
    [InlineData("afterword lint --format sa", "sarif")]
    [InlineData("afterword completion po", "powershell")]
    [InlineData("afterword lint --explain AW90", "AW901 AW902")]
    public void Bash_completes_what_was_begun(string line, string expected)
    {
        var words = line.Split(' ');
        var offered = Ask(
            "bash",
            $"source '{Script("bash")}'; COMP_WORDS=({line}); COMP_CWORD={words.Length - 1}; _afterword; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        if (offered is not null)
            Assert.Equal(expected.Split(' '), offered);
    }

    [Theory]
    [InlineData("afterword comp", "completion")]
    [InlineData("afterword lint --form", "--format")]
    [InlineData("afterword lint --format sa", "sarif")]
    [InlineData("afterword completion po", "powershell")]
    public void Fish_completes_what_was_begun(string line, string expected)
    {
        var offered = Ask("fish", $"source '{Script("fish")}'; complete -C '{line}'");
        if (offered is not null)
            Assert.Equal([expected], offered.Select(o => o.Split('\t')[0]));
    }

    [Fact]
    public void Zsh_accepts_the_script_and_knows_the_function() =>
        Assert.Contains(
            "ok",
            Ask(
                "zsh",
                $"autoload -Uz compinit; compinit -D -u; source '{Script("zsh")}' && whence -w _afterword >/dev/null && print ok"
            ) ?? ["ok"]
        );
}
