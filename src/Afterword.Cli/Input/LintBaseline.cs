using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Afterword.Core.Linting;

namespace Afterword.Cli.Input;

/// <summary>
/// Findings that were there when a team began, and are not told again. A finding is known by its file, its rule and a digest of
/// the line it stands on, so that text above it may come and go; and no secret of a line ends in the file.
/// </summary>
internal sealed class LintBaseline
{
    private const int Version = 1;
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Two writers, or a merge gone wrong: better told than halved.
        AllowDuplicateProperties = false,
    };

    private sealed record Stored(
        int Version,
        SortedDictionary<string, SortedDictionary<string, int>> Files
    );

    private readonly string folder;
    private readonly SortedDictionary<string, SortedDictionary<string, int>> files;

    private LintBaseline(
        string path,
        SortedDictionary<string, SortedDictionary<string, int>> files
    ) => (folder, this.files) = (Path.GetDirectoryName(Path.GetFullPath(path))!, files);

    /// <summary>One to be filled and written to a file.</summary>
    internal static LintBaseline Empty(string path) => new(path, new(StringComparer.Ordinal));

    /// <exception cref="ConfigException">The file is not there or is none; its name is in the message.</exception>
    internal static LintBaseline Read(string path)
    {
        try
        {
            var stored =
                JsonSerializer.Deserialize<Stored>(File.ReadAllText(path), Form)
                ?? throw new JsonException();
            return stored is { Version: Version, Files: not null }
                ? new(path, stored.Files)
                : throw new ConfigException(
                    $"{path}: was written by another version. Write it again with --write-baseline {path}."
                );
        }
        catch (JsonException e)
        {
            throw new ConfigException(
                $"{path}:{e.LineNumber + 1 ?? 1}: is no baseline. Write it again with --write-baseline {path}."
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException(
                $"{path}: cannot be read: {e.Message} Write it first with --write-baseline {path}."
            );
        }
    }

    /// <summary>How many findings it holds.</summary>
    internal int Count => files.Values.Sum(f => f.Values.Sum());

    /// <summary>Takes the findings of a document in.</summary>
    internal void Add(string path, string text, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
            return;
        var lines = Lines(text);
        var known = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var key = Key(finding, lines);
            known[key] = known.GetValueOrDefault(key) + 1;
        }
        files[Name(path)] = known;
    }

    /// <summary>The findings that are not in it.</summary>
    internal IReadOnlyList<Finding> New(string path, string text, IReadOnlyList<Finding> findings)
    {
        if (!files.TryGetValue(Name(path), out var known))
            return findings;
        var lines = Lines(text);
        var left = new Dictionary<string, int>(known);
        return
        [
            .. findings.Where(f =>
            {
                var key = Key(f, lines);
                var count = left.GetValueOrDefault(key);
                left[key] = count - 1;
                return count <= 0;
            }),
        ];
    }

    /// <summary>Writes it where it was to go.</summary>
    internal void Write(string path) =>
        File.WriteAllText(
            path,
            JsonSerializer.Serialize(new Stored(Version, files), Form) + "\n",
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)
        );

    // Beside the baseline, whichever folder the command is called from.
    private string Name(string path) =>
        path == "-"
            ? path
            : Path.GetRelativePath(folder, Path.GetFullPath(path)).Replace('\\', '/');

    private static string[] Lines(string text) =>
        text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');

    private static string Key(Finding finding, string[] lines)
    {
        var line = lines[Math.Clamp(finding.Range.Line - 1, 0, lines.Length - 1)].Trim();
        return $"{finding.RuleId} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..16]}";
    }
}
