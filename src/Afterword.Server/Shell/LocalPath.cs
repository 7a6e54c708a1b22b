namespace Afterword.Server.Shell;

/// <summary>Where to go back to: only ever a path of our own.</summary>
internal static class LocalPath
{
    /// <summary>
    /// The path when it is one of ours, else the other. <c>//host</c> and <c>/\host</c> are another site's to a browser, which also
    /// drops tabs and line breaks before it looks.
    /// </summary>
    public static string Or(string? path, string otherwise) =>
        path is ['/', ..] and not ['/', '/', ..] && !path.Any(c => c == '\\' || char.IsControl(c))
            ? path
            : otherwise;
}
