using System.Runtime.CompilerServices;

namespace Afterword.Tests.Support;

/// <summary>
/// Words kept beside the tests and compared to the letter. With AFTERWORD_WRITE_GOLDEN=1 a run writes them anew; the difference is
/// then read in the commit.
/// </summary>
internal static class Golden
{
    public static void Check(string name, string actual, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("AFTERWORD_WRITE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual.TrimEnd() + "\n");
        }
        Assert.True(File.Exists(file), $"{name} is missing; run with AFTERWORD_WRITE_GOLDEN=1.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd(), actual.TrimEnd());
    }

    /// <summary>A table that lies beside the tests that call.</summary>
    public static string Beside(string name, [CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, name);
}
