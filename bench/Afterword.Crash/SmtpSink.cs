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
                _ = Serve(await _listener.AcceptSocketAsync(_stop.Token));
            }
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task Serve(Socket socket)
    {
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                await new Conversation(this, socket).Run(_stop.Token);
            }
        }
        catch (Exception ended)
            when (ended
                    is IOException
                        or SocketException
                        or OperationCanceledException
                        or ObjectDisposedException
            )
        {
            // The server was killed, or the run is over.
        }
    }

    /// <summary>One connection, read as bytes: what measures must cost less than what is measured.</summary>
    private sealed class Conversation(SmtpSink sink, Socket socket)
    {
        private byte[] _buffer = new byte[64 * 1024];
        private int _start;
        private int _end;

        public async Task Run(CancellationToken stop)
        {
            await Say("220 sink\r\n", stop);
            var to = "";
            var answers = new StringBuilder();
            while (await Until("\r\n"u8.ToArray(), stop) is { } length)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, length);
                _start += length + 2;
                switch (line.Split(' ', ':')[0].ToUpperInvariant())
                {
                    case "DATA":
                        await Say(answers.Append("354 go on\r\n").ToString(), stop);
                        answers.Clear();
                        await Take(to, stop);
                        continue;
                    case "EHLO":
                        answers.Append(
                            sink.AtOnce
                                ? "250-sink\r\n250-PIPELINING\r\n250 SIZE 10000000\r\n"
                                : "250-sink\r\n250 SIZE 10000000\r\n"
                        );
                        break;
                    case "QUIT":
                        await Say(answers.Append("250 fine\r\n").ToString(), stop);
                        return;
                    case "RCPT":
                        to = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                        answers.Append("250 fine\r\n");
                        break;
                    default:
                        answers.Append("250 fine\r\n");
                        break;
                }
                // What came together is answered together.
                if (_start == _end)
                {
                    await Say(answers.ToString(), stop);
                    answers.Clear();
                }
            }
        }

        private async Task Take(string to, CancellationToken stop)
        {
            if (await Until("\r\n.\r\n"u8.ToArray(), stop) is not { } length)
            {
                return;
            }
            await sink._ledger.Write(to, _buffer.AsSpan(_start, length));
            _start += length + 5;
            if (sink.Pause() is > 0 and var pause)
            {
                await Task.Delay(pause, stop);
            }
            await Say("250 taken\r\n", stop);
        }

        /// <summary>Reads until an end is there.</summary>
        /// <returns>The length before it; null when the other side has hung up.</returns>
        private async Task<int?> Until(byte[] end, CancellationToken stop)
        {
            var searched = _start;
            while (true)
            {
                var at = _buffer.AsSpan(searched, _end - searched).IndexOf(end);
                if (at >= 0)
                {
                    return searched + at - _start;
                }
                searched = Math.Max(_start, _end - end.Length + 1);
                if (_start > 0)
                {
                    Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
                    (_end, searched, _start) = (_end - _start, searched - _start, 0);
                }
                if (_end == _buffer.Length)
                {
                    Array.Resize(ref _buffer, _buffer.Length * 2);
                }
                var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), stop);
                if (read == 0)
                {
                    return null;
                }
                _end += read;
            }
        }

        private async Task Say(string words, CancellationToken stop) =>
            await socket.SendAsync(Encoding.ASCII.GetBytes(words), stop);
    }
}
