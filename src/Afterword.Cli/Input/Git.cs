using System.Diagnostics;
using System.Text;

namespace Afterword.Cli.Input;

/// <summary>Something git was asked for and could not answer; the message says what to do.</summary>
internal sealed class GitException(string message) : Exception(message);

/// <summary>Asks the git that is installed; never through a shell.</summary>
internal static class Git
{
    /// <summary>What a git command prints.</summary>
    /// <exception cref="GitException">There is no git, or it refused; its own words are in the message.</exception>
    internal static string Ask(string folder, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using var git =
                Process.Start(start) ?? throw new GitException("git could not be started.");
            // Both pipes are emptied at once: a full one would stop git for ever.
            var problems = new StringBuilder();
            git.ErrorDataReceived += (_, line) => problems.AppendLine(line.Data);
            git.BeginErrorReadLine();
            var answer = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? answer : throw new GitException(problems.ToString().Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new GitException(
                "--changed-since needs git, which was not found. Install it, or name the changed files themselves."
            );
        }
    }
}
