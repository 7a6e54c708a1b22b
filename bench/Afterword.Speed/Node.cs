using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Afterword.Speed;

/// <summary>A server as a child process on a port of its own, ended only by the handle this run holds.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Process _process;

    private Node(Process process, Uri url, TimeSpan readyAfter)
    {
        (_process, Url, ReadyAfter) = (process, url, readyAfter);
        process.Refresh();
        ReadyCost = process.TotalProcessorTime;
    }

    public Uri Url { get; }

    /// <summary>From the start of the process to the first 200 of the address that says so.</summary>
    public TimeSpan ReadyAfter { get; }

    /// <summary>The processor time the start took until then: what a busy machine does not change.</summary>
    public TimeSpan ReadyCost { get; }

    /// <summary>The resident memory, MiB (Linux, /proc).</summary>
    public double Memory =>
        double.Parse(
            File.ReadLines($"/proc/{_process.Id}/status")
                .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1024;

    /// <summary>Starts our server on a data folder.</summary>
    public static Task<Node> Server(
        SpeedOptions options,
        string folder,
        IReadOnlyDictionary<string, string>? settings = null
    )
    {
        var port = FreePort();
        return Start(
            [options.Server, "--data", folder, "--urls", $"http://127.0.0.1:{port}"],
            port,
            "readyz",
            settings
        );
    }

    /// <summary>Starts the hand-written baseline on a database file.</summary>
    public static Task<Node> Baseline(string folder)
    {
        var port = FreePort();
        return Start(
            [
                Path.Combine(AppContext.BaseDirectory, "afterword-speed.dll"),
                "baseline",
                Path.Combine(folder, "afterword.db"),
                $"{port}",
            ],
            port,
            "bare",
            null
        );
    }

    public async ValueTask DisposeAsync()
    {
        using (var term = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await term.WaitForExitAsync();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<Node> Start(
        string[] args,
        int port,
        string readyAt,
        IReadOnlyDictionary<string, string>? settings
    )
    {
        var start = new ProcessStartInfo("dotnet", args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }
        var began = Stopwatch.GetTimestamp();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } said)
            {
                Console.Error.WriteLine(said);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var url = new Uri($"http://127.0.0.1:{port}/");
        await Answers(new Uri(url, readyAt), process);
        return new Node(process, url, Stopwatch.GetElapsedTime(began));
    }

    private static async Task Answers(Uri address, Process process)
    {
        using var client = new HttpClient();
        while (!process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(address);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(5);
        }
        throw new InvalidOperationException($"{address}: the server ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
