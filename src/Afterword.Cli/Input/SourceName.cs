namespace Afterword.Cli.Input;

/// <summary>
/// The name under which a document is imported, so that importing it again finds it, from whichever folder the command is called:
/// its path in the repository it stands in, else its path below the folder that was named, that folder's name in front.
/// </summary>
internal static class SourceName
{
    /// <param name="file">The file, as <see cref="DocumentFiles"/> gives it.</param>
    /// <param name="given">The paths on the command line.</param>
    internal static string Of(string file, IEnumerable<string> given)
    {
        var full = Path.GetFullPath(file);
        var under =
            Repository(full)
            ?? Above(full, given)
            ?? Path.GetDirectoryName(Path.GetDirectoryName(full))
            ?? Path.GetPathRoot(full)!;
        return Path.GetRelativePath(under, full).Replace('\\', '/');
    }

    private static string? Above(string file, IEnumerable<string> given) =>
        given
            .Where(Directory.Exists)
            .Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))
            .Where(folder =>
                file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            )
            .MinBy(folder => folder.Length)
            is { } top
            ? Path.GetDirectoryName(top)
            : null;

    private static string? Repository(string file)
    {
        for (
            var folder = Path.GetDirectoryName(file);
            folder is not null;
            folder = Path.GetDirectoryName(folder)
        )
        {
            var mark = Path.Combine(folder, ".git");
            if (Directory.Exists(mark) || File.Exists(mark))
            {
                return folder;
            }
        }
        return null;
    }
}
