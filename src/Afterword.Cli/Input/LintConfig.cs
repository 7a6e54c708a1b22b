using Afterword.Core.Linting;

namespace Afterword.Cli.Input;

/// <summary>A configuration file that cannot be used; the message names file and line.</summary>
internal sealed class ConfigException(string message) : Exception(message);

/// <summary>Finds the configuration of each document: beside it or in a folder above, or the one the command line names.</summary>
internal sealed class LintConfig(LintOptions defaults, string? named, LintProfile? profile)
{
    /// <summary>What holds for a document.</summary>
    internal sealed record Found(LintOptions Options, FindingSeverity? FailOn);

    private readonly Dictionary<string, Found> byFolder = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Found> byFile = new(StringComparer.Ordinal);

    /// <summary>The configuration for a document; not to be called from several threads.</summary>
    internal Found For(string path)
    {
        if (named is not null)
            return Load(named);
        var folder =
            path == "-"
                ? Directory.GetCurrentDirectory()
                : Path.GetDirectoryName(Path.GetFullPath(path));
        return In(folder);
    }

    private Found In(string? folder)
    {
        if (folder is null)
            return Apply(null);
        if (byFolder.TryGetValue(folder, out var known))
            return known;
        var file = Path.Combine(folder, LintSettings.FileName);
        return byFolder[folder] = File.Exists(file)
            ? Load(file)
            : In(Path.GetDirectoryName(folder));
    }

    private Found Load(string file)
    {
        if (byFile.TryGetValue(file, out var known))
            return known;
        var read = DocumentFiles.ReadFile(file);
        if (read.Text is null)
            throw new ConfigException($"{file}: {read.Error}");
        var settings = LintSettings.Read(read.Text);
        if (settings.Problems.Count > 0)
            throw new ConfigException(
                string.Join('\n', settings.Problems.Select(p => $"{file}:{p.Line}: {p.Message}"))
            );
        return byFile[file] = Apply(settings);
    }

    private Found Apply(LintSettings? settings)
    {
        var options = settings?.Over(defaults) ?? defaults;
        return new(profile is { } own ? options with { Profile = own } : options, settings?.FailOn);
    }
}
