using System.Runtime.CompilerServices;

namespace Afterword.Tests.Rendering;

/// <summary>
/// Compares with a file beside the tests, looked at by a person once. <c>AFTERWORD_GOLDEN=write</c> writes the files anew; look at the
/// difference before it is committed.
/// </summary>
internal static class Golden
{
    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder(), name));

    public static void Same(string name, string actual)
    {
        if (Environment.GetEnvironmentVariable("AFTERWORD_GOLDEN") == "write")
            File.WriteAllText(Path.Combine(Folder(), name), actual);
        Assert.Equal(Read(name), actual);
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
