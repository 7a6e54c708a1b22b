using System.Diagnostics;

namespace Afterword.Tests.Cli;

/// <summary>Runs programs as a person would, and says what they said.</summary>
internal static class Commands
{
    internal static string Root { get; } = PostMortems.Corpus.RepositoryRoot();

    /// <summary>The tool as it was built with these tests.</summary>
    internal static string Tool { get; } =
        Path.Combine(Root, "src/Afterword.Cli/bin/Release/net10.0/afterword.dll");

    internal static async Task<(int Code, string Out, string Messages)> Run(
        string folder,
        IReadOnlyDictionary<string, string> environment,
        string program,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var messages = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await messages);
    }

    internal static async Task<string> Must(
        string folder,
        string program,
        params string[] arguments
    )
    {
        var (code, output, messages) = await Run(
            folder,
            new Dictionary<string, string>(),
            program,
            arguments
        );
        Assert.True(
            code == 0,
            $"{program} {string.Join(' ', arguments)}: {code}\n{output}\n{messages}"
        );
        return output;
    }
}
