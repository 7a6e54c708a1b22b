using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Afterword.Tests.Support;

/// <summary>A PostgreSQL that a test may stop and start as it likes.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string _folder = Directory
        .CreateTempSubdirectory("afterword-own-pg-")
        .FullName;
    private readonly int _port = FreePort();
    private readonly string _bin =
        Directory
            .GetDirectories("/usr/lib/postgresql")
            .Order(StringComparer.Ordinal)
            .LastOrDefault()
        ?? throw new InvalidOperationException("PostgreSQL is not installed.");

    public string Connection =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Maximum Pool Size=10;Timeout=5";

    public static async Task<OwnPostgres> Start()
    {
        var own = new OwnPostgres();
        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres", own._folder);
        }
        await own.Postgres(
            "initdb",
            "-D",
            own.Data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync"
        );
        await own.Up();
        return own;
    }

    public Task Up() =>
        Postgres(
            "pg_ctl",
            "-w",
            "-s",
            "-D",
            Data,
            "-l",
            Path.Combine(_folder, "log"),
            "-o",
            $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder}",
            "start"
        );

    /// <summary>As if the machine lost its power: no session is ended, nothing is written that was not.</summary>
    public Task Down() => Postgres("pg_ctl", "-w", "-s", "-D", Data, "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Down();
        }
        catch (InvalidOperationException)
        {
            // It is down already.
        }
        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>As an ordinary user: PostgreSQL refuses to run as root.</summary>
    private Task Postgres(string program, params string[] args)
    {
        var path = Path.Combine(_bin, "bin", program);
        return Environment.UserName == "root"
            ? Run("runuser", ["-u", "postgres", "--", path, .. args])
            : Run(path, args);
    }

    private static async Task Run(string program, params string[] args)
    {
        // Nothing is redirected: the server that pg_ctl starts would keep the pipe open.
        using var process = Process.Start(
            new ProcessStartInfo(
                "/bin/sh",
                ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. args]
            )
            {
                WorkingDirectory = "/",
            }
        )!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
