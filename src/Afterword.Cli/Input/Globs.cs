using System.Text;
using System.Text.RegularExpressions;

namespace Afterword.Cli.Input;

/// <summary>Spreads patterns such as <c>docs/**/*.md</c> for shells that do not.</summary>
internal static class Globs
{
    /// <summary>The paths with every pattern replaced by the files it names; a pattern that names none stays, so that it is told as missing.</summary>
    internal static IEnumerable<string> Spread(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (
                path.AsSpan().IndexOfAny('*', '?') < 0
                || File.Exists(path)
                || Directory.Exists(path)
            )
            {
                yield return path;
                continue;
            }
            var any = false;
            foreach (var file in Matches(path))
            {
                any = true;
                yield return file;
            }
            if (!any)
                yield return path;
        }
    }

    private static IEnumerable<string> Matches(string pattern)
    {
        var parts = pattern.Split('/');
        var fixedParts = parts.TakeWhile(p => p.AsSpan().IndexOfAny('*', '?') < 0).ToArray();
        var root = string.Join('/', fixedParts);
        if (pattern.StartsWith('/') && root.Length == 0)
            root = "/";
        var folder = root.Length == 0 ? "." : root;
        if (!Directory.Exists(folder))
            return [];
        var regex = new Regex(
            $"^{ToRegex(pattern)}$",
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(2)
        );
        return Directory
            .EnumerateFiles(
                folder,
                "*",
                new EnumerationOptions
                {
                    RecurseSubdirectories =
                        pattern.Contains("**", StringComparison.Ordinal)
                        || parts.Length > fixedParts.Length + 1,
                    IgnoreInaccessible = true,
                    AttributesToSkip = FileAttributes.ReparsePoint,
                }
            )
            .Select(f => root.Length == 0 ? f[2..] : f)
            .Where(f => regex.IsMatch(f))
            .Order(StringComparer.Ordinal);
    }

    private static string ToRegex(string pattern)
    {
        var result = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern.AsSpan(i).StartsWith("**/"))
            {
                result.Append("(?:[^/]+/)*");
                i += 2;
            }
            else if (pattern.AsSpan(i).StartsWith("**"))
            {
                result.Append(".*");
                i++;
            }
            else
                result.Append(
                    pattern[i] switch
                    {
                        '*' => "[^/]*",
                        '?' => "[^/]",
                        var c => Regex.Escape(c.ToString()),
                    }
                );
        }
        return result.ToString();
    }
}
