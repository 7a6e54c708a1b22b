using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Cli.Input;

/// <summary>
/// What changed since a commit, in the working tree: files git knows and new ones it does not ignore. Compared is with the
/// commit at which the two histories part, so that what others merged in the meantime is not ours.
/// </summary>
internal sealed partial class GitChanges
{
    private readonly string top;
    private readonly string since;
    private readonly HashSet<string> files;
    private readonly HashSet<string> added;

    private GitChanges(string top, string since, HashSet<string> files, HashSet<string> added) =>
        (this.top, this.since, this.files, this.added) = (top, since, files, added);

    /// <param name="revision">A commit, branch or tag.</param>
    /// <param name="folder">A folder of the repository.</param>
    /// <exception cref="GitException">There is no git, no repository or no such commit.</exception>
    internal static GitChanges Since(string revision, string folder)
    {
        var top = Top(folder);
        var commit = Commit(revision, folder);
        string since;
        try
        {
            since = Git.Ask(folder, "merge-base", commit, "HEAD").Trim();
        }
        catch (GitException)
        {
            // A shallow clone does not hold the place where the two part.
            since = commit;
        }
        var added = Names(
            top,
            Git.Ask(top, "ls-files", "-z", "--others", "--exclude-standard", "--full-name")
        );
        var files = Names(
            top,
            Git.Ask(
                top,
                "diff",
                "--name-only",
                "-z",
                "--no-ext-diff",
                "--no-renames",
                "--diff-filter=d",
                since,
                "--"
            )
        );
        files.UnionWith(added);
        return new(top, since, files, added);
    }

    /// <summary>Whether anything in a file changed.</summary>
    internal bool Has(string path) => files.Contains(Path.GetFullPath(path));

    /// <summary>The lines that are new or different; every line of a new file.</summary>
    internal Func<int, bool> LinesOf(string path)
    {
        var full = Path.GetFullPath(path);
        if (added.Contains(full))
            return static _ => true;
        var diff = Git.Ask(
            top,
            "diff",
            "-U0",
            "--no-color",
            "--no-ext-diff",
            "--no-renames",
            since,
            "--",
            full
        );
        var ranges = Hunk()
            .Matches(diff)
            .Select(m =>
                (
                    From: Number(m.Groups["from"].Value),
                    Count: m.Groups["count"].Success ? Number(m.Groups["count"].Value) : 1
                )
            )
            .ToList();
        return line => ranges.Exists(r => line >= r.From && line < r.From + r.Count);
    }

    // The way up is asked for, not the place: git names the place as it really is, we name files as they were given.
    private static string Top(string folder)
    {
        try
        {
            return Path.GetFullPath(
                Path.Combine(folder, Git.Ask(folder, "rev-parse", "--show-cdup").Trim())
            );
        }
        catch (GitException e) when (e.Message.Contains("not a git", StringComparison.Ordinal))
        {
            throw new GitException(
                $"--changed-since needs a git repository, and {folder} is in none."
            );
        }
    }

    private static string Commit(string revision, string folder)
    {
        try
        {
            return Git.Ask(
                    folder,
                    "rev-parse",
                    "--verify",
                    "--quiet",
                    "--end-of-options",
                    revision + "^{commit}"
                )
                .Trim();
        }
        catch (GitException)
        {
            throw new GitException(
                $"--changed-since {revision}: git knows no such commit here. In a pipeline the clone may be too shallow: fetch that branch first."
            );
        }
    }

    private static HashSet<string> Names(string top, string list) =>
        [
            .. list.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => Path.GetFullPath(Path.Combine(top, n))),
        ];

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^@@ -\d+(?:,\d+)? \+(?<from>\d+)(?:,(?<count>\d+))? @@",
        RegexOptions.Multiline
    )]
    private static partial Regex Hunk();
}
