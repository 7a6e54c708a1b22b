using System.Diagnostics;

namespace Afterword.Tests.Scripts;

/// <summary>Runs a program of the repository and hears what it says.</summary>
internal static class Script
{
    public static string Root { get; } = FindRoot();

    public static async Task<(int Code, string Out, string Err)> Run(
        string program,
        string[] arguments,
        string? path = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await complained);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Afterword.slnx")))
        {
            folder =
                folder.Parent
                ?? throw new InvalidOperationException(
                    "The tests stand outside of the repository."
                );
        }
        return folder.FullName;
    }
}
