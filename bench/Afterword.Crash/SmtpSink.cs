using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Afterword.Crash;

/// <summary>A mail server that takes everything: each message stands in the ledger before the answer, which takes 20–300 ms.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Ledger _ledger;
    private readonly Random _random;

    public SmtpSink(Ledger ledger, int seed)
    {
        (_ledger, _random) = (ledger, new Random(seed));
        _listener.Start(200);
        _ = Accept();
    }

    /// <summary>Answers at once and takes commands together, to measure what sends.</summary>
    public bool AtOnce { get; init; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Serve(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8);
                await Say(stream, "220 sink");
                var to = "";
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                    if (verb == "RCPT")
                    {
                        to = line[
                            (line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf(
                                '>',
                                StringComparison.Ordinal
                            )
                        ];
                    }
                    if (verb == "DATA")
                    {
                        await Say(stream, "354 go on");
                        await Take(stream, reader, to);
                        continue;
                    }
                    await Say(
                        stream,
                        verb != "EHLO" ? "250 fine"
                            : AtOnce ? "250-sink\r\n250-PIPELINING\r\n250 SIZE 10000000"
                            : "250-sink\r\n250 SIZE 10000000"
                    );
                    if (verb == "QUIT")
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception ended)
            when (ended is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The server was killed, or the run is over.
        }
    }

    private async Task Take(NetworkStream stream, StreamReader reader, string to)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line == ".")
            {
                _ledger.Write(to, message.ToString());
                await Task.Delay(Pause(), _stop.Token);
                await Say(stream, "250 taken");
                return;
            }
            message.Append(line).Append("\r\n");
        }
    }

    /// <summary>How long an answer takes: 20–300 ms, in milliseconds.</summary>
    public int Pause()
    {
        if (AtOnce)
        {
            return 0;
        }
        lock (_random)
        {
            return _random.Next(20, 301);
        }
    }

    private Task Say(NetworkStream stream, string words) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), _stop.Token).AsTask();
}
