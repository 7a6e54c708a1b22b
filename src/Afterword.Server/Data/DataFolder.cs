namespace Afterword.Server.Data;

/// <summary>The folder of the SQLite file and of the master key.</summary>
internal static class DataFolder
{
    /// <summary>Makes it where it is missing, for this user alone; one that is there keeps its rights.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        }
    }
}
