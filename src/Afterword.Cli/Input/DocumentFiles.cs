using System.Text;

namespace Afterword.Cli.Input;

/// <summary>A file to read: its text, or why it cannot be read.</summary>
/// <param name="Path">The path as given, or the folder as given with the path below it.</param>
/// <param name="Text">Its text; null when there is an error.</param>
/// <param name="Error">One sentence; null when it was read.</param>
internal readonly record struct DocumentFile(string Path, string? Text, string? Error);

/// <summary>Finds and reads the Markdown files that a command line names.</summary>
internal static class DocumentFiles
{
    /// <summary>The largest file that is read, in bytes.</summary>
    internal const int MaxBytes = 1024 * 1024;

    private static readonly string[] Extensions =
    [
        ".md",
        ".markdown",
        ".mdx",
        ".mdown",
        ".mkd",
        ".erb",
    ];

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Every file, in the order given and by name within a folder; each is read when it is asked for.</summary>
    internal static IEnumerable<DocumentFile> Read(IEnumerable<string> paths) =>
        Find(paths).Select(f => f.Error is null ? ReadFile(f.Path) : f);

    /// <summary>Every file, not read yet: one without an error is still to be read with <see cref="ReadFile"/>.</summary>
    internal static IEnumerable<DocumentFile> Find(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
                foreach (var file in InFolder(path, []))
                    yield return file;
            else
                yield return new(path, null, null);
        }
    }

    /// <summary>Reads one file.</summary>
    internal static DocumentFile ReadFile(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                return new(
                    path,
                    null,
                    path.AsSpan().IndexOfAny('*', '?') < 0
                        ? "there is no such file"
                        : "no file matches this pattern"
                );
            if (info.Length > MaxBytes)
                return new(
                    path,
                    null,
                    $"has {info.Length:N0} bytes; at most {MaxBytes:N0} are read. Keep logs and long quotes in files of their own and link them"
                );
            return Decode(path, File.ReadAllBytes(path));
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new(path, null, $"cannot be read: {e.Message}");
        }
    }

    /// <summary>The bytes as UTF-8 text, or the error that names the line.</summary>
    internal static DocumentFile Decode(string path, byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return new(path, null, "line 1: is UTF-16; save it as UTF-8");
        try
        {
            return new(path, Strict.GetString(bytes), null);
        }
        catch (DecoderFallbackException e)
        {
            var line = bytes.AsSpan(0, Math.Clamp(e.Index, 0, bytes.Length)).Count((byte)'\n') + 1;
            return new(path, null, $"line {line}: is not UTF-8 text");
        }
    }

    private static IEnumerable<DocumentFile> InFolder(string folder, IReadOnlyList<string> above)
    {
        var real = RealPath(folder);
        if (real is null || above.Contains(real))
        {
            yield return new(
                folder,
                null,
                "is a link back to a folder above it; it is not followed again"
            );
            yield break;
        }
        string[] entries;
        string? error = null;
        try
        {
            entries = Directory.GetFileSystemEntries(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            entries = [];
            error = $"cannot be read: {e.Message}";
        }
        if (error is not null)
            yield return new(folder, null, error);
        Array.Sort(entries, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (Directory.Exists(entry))
            {
                if (!Path.GetFileName(entry).StartsWith('.'))
                    foreach (var file in InFolder(entry, [.. above, real]))
                        yield return file;
            }
            else if (
                Extensions.Contains(Path.GetExtension(entry), StringComparer.OrdinalIgnoreCase)
            )
                yield return new(entry, null, null);
        }
    }

    private static string? RealPath(string folder)
    {
        try
        {
            var info = new DirectoryInfo(folder);
            return Path.TrimEndingDirectorySeparator(
                (info.ResolveLinkTarget(returnFinalTarget: true) ?? info).FullName
            );
        }
        catch (IOException)
        {
            // The system itself gives up on links that go in a circle.
            return null;
        }
    }
}
