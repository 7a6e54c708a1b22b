using System.Diagnostics;

namespace Afterword.Crash;

/// <summary>The real server as a child process, killed only by the handle this run holds.</summary>
internal sealed class ServerNode(
    string name,
    string? server,
    string folder,
    IReadOnlyList<string> options,
    IReadOnlyDictionary<string, string> environment
) : IAsyncDisposable
{
    private readonly List<string> _said = [];
    private Process? _process;
    private TaskCompletionSource _ready = new();

    public string Name => name;

    /// <summary>Ends when the node says that it is ready.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The number of its process, or of the last one it had.</summary>
    public int Pid { get; private set; }

    public bool Runs => _process is { HasExited: false };

    /// <summary>The processor time it took so far.</summary>
    public TimeSpan Spent
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>It was started and is gone without having been killed.</summary>
    public bool HasEnded => _process is { HasExited: true };

    /// <summary>What it printed since its last start, to be shown when something is wrong.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return string.Join('\n', _said.TakeLast(40));
            }
        }
    }

    public void Start()
    {
        _process?.Dispose();
        _ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.ArgumentList.Add(
            server ?? Path.Combine(AppContext.BaseDirectory, "Afterword.Server.dll")
        );
        foreach (var option in options)
        {
            start.ArgumentList.Add(option);
        }
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }
        _process = Process.Start(start)!;
        Pid = _process.Id;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Any signal, by its name: STOP.</summary>
    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>SIGTERM.</summary>
    /// <returns>How long it took to end; null when it had to be killed after 20 seconds.</returns>
    public async Task<TimeSpan?> Stop()
    {
        var began = Stopwatch.GetTimestamp();
        await Signal("TERM");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process!.WaitForExitAsync(patience.Token);
            return Stopwatch.GetElapsedTime(began);
        }
        catch (OperationCanceledException)
        {
            await Kill();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Runs)
        {
            await Kill();
        }
        _process?.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (_said)
        {
            _said.Add(line);
        }
        if (line.StartsWith("Afterword is ready", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }
}
