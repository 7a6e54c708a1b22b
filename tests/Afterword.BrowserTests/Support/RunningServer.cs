using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

[assembly: AssemblyFixture(typeof(Afterword.BrowserTests.Support.RunningServer))]

namespace Afterword.BrowserTests.Support;

/// <summary>The real server as a process of its own, with the demo organisation in a folder of its own, on a port of its own.</summary>
public sealed partial class RunningServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ConcurrentQueue<string> _said = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("afterword-browser-");
    private readonly TaskCompletionSource<string> _ready = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private Process? _process;

    public string Url { get; private set; } = "";

    /// <summary>Everything the server printed so far.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>The handle that the demo printed to sign in with, and its password; null when it printed none.</summary>
    public (string Handle, string Password)? Login =>
        LoginLine().Match(Said) is { Success: true } match
            ? (match.Groups["user"].Value, match.Groups["password"].Value)
            : null;

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _data.FullName,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "Afterword.Server.dll"),
                "--demo",
                "--data",
                Path.Combine(_data.FullName, "data"),
                "--urls",
                "http://127.0.0.1:0",
            },
            Environment = { ["AFTERWORD__Gallery"] = "true" },
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        var exited = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_ready.Task, exited, Task.Delay(Patience));
        Url =
            first == _ready.Task
                ? await _ready.Task
                : throw new InvalidOperationException($"The server did not become ready:\n{Said}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        _data.Delete(recursive: true);
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }
        _said.Enqueue(line);
        if (ReadyLine().Match(line) is { Success: true } match)
        {
            _ready.TrySetResult(match.Groups["url"].Value);
        }
    }

    [GeneratedRegex(@"^Afterword is ready at (?<url>\S+)")]
    private static partial Regex ReadyLine();

    [GeneratedRegex(@"(?im)\bsign in as (?<user>\S+) with (?:the )?password (?<password>\S+)")]
    private static partial Regex LoginLine();
}
