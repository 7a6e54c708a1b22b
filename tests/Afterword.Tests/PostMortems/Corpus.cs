namespace Afterword.Tests.PostMortems;

/// <summary>The real post-mortems that other organisations published; they stand outside the repository.</summary>
internal static class Corpus
{
    /// <summary>Every document, name and text; skips the test with a reason when the folder is not there.</summary>
    internal static IReadOnlyList<(string Name, string Text)> Documents()
    {
        var folder =
            Environment.GetEnvironmentVariable("AFTERWORD_CORPUS")
            ?? Path.Combine(RepositoryRoot(), "..", "shared", "corpus", "given");
        if (!Directory.Exists(folder))
            Assert.Skip(
                "The corpus of real post-mortems is not here; set AFTERWORD_CORPUS to its folder."
            );
        return
        [
            .. Directory
                .EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => (Path.GetRelativePath(folder, f), File.ReadAllText(f))),
        ];
    }

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Afterword.slnx")))
            folder = folder.Parent;
        return folder?.FullName
            ?? throw new InvalidOperationException("The tests do not run below the repository.");
    }
}
