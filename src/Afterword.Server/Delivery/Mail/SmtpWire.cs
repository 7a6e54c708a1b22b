using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Afterword.Server.Delivery.Mail;

/// <summary>
/// The line to the server: writes bytes, reads replies, each step within its time. Everything the server can do wrong (silence, drip,
/// flood, nonsense, a cut) ends here as <see cref="SmtpTrouble"/>.
/// </summary>
internal sealed class SmtpWire(Stream stream, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>RFC 5321 4.5.3.1.5 allows 512; some servers write more.</summary>
    private const int MaxLine = 4096;

    private const int MaxLines = 128;

    private readonly byte[] _buffer = new byte[4096];
    private int _start;
    private int _end;

    /// <summary>The stream as it is now; replaced when TLS begins.</summary>
    public Stream Stream { get; private set; } = stream;

    /// <summary>Bytes came that nobody has asked for yet.</summary>
    public bool HasUnread => _start < _end;

    /// <summary>From here on everything goes through this stream.</summary>
    public void SwitchTo(Stream secured) => Stream = secured;

    /// <summary>Sends a command and gives its answer. <paramref name="what"/> names the step without its secrets.</summary>
    public Task<SmtpReply> Ask(
        string command,
        string what,
        TimeSpan within,
        CancellationToken cancel
    ) =>
        Step(
            what,
            within,
            async step =>
            {
                await Stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), step);
                await Stream.FlushAsync(step);
                return await ReadReply(step);
            },
            cancel
        );

    /// <summary>Waits for an answer.</summary>
    public Task<SmtpReply> Answer(string what, TimeSpan within, CancellationToken cancel) =>
        Step(what, within, ReadReply, cancel);

    /// <summary>Sends bytes.</summary>
    public Task Send(
        ReadOnlyMemory<byte> bytes,
        string what,
        TimeSpan within,
        CancellationToken cancel
    ) =>
        Step(
            what,
            within,
            async step =>
            {
                await Stream.WriteAsync(bytes, step);
                await Stream.FlushAsync(step);
                return true;
            },
            cancel
        );

    /// <summary>Runs one step within its time and turns what goes wrong on the wire into words.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up, not the clock.</exception>
    public async Task<T> Step<T>(
        string what,
        TimeSpan within,
        Func<CancellationToken, Task<T>> act,
        CancellationToken cancel
    )
    {
        using var timer = new CancellationTokenSource(within, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            return await act(either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SmtpTrouble(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The mail server did not finish {what} within {within.TotalSeconds:0.#} s."
                )
            );
        }
        catch (Exception lost)
            when (lost is IOException or SocketException or ObjectDisposedException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new SmtpTrouble(
                $"The connection to the mail server was lost during {what}.",
                lost
            );
        }
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();

    private async Task<SmtpReply> ReadReply(CancellationToken cancel)
    {
        var code = 0;
        List<string> lines = [];
        while (lines.Count < MaxLines)
        {
            var line = await ReadLine(cancel);
            if (
                line.Length < 3
                || !int.TryParse(
                    line.AsSpan(0, 3),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var said
                )
                || said is < 200 or > 599
                || (line.Length > 3 && line[3] is not (' ' or '-'))
                || (lines.Count > 0 && said != code)
            )
                throw new SmtpTrouble("The mail server answered with something that is not SMTP.");
            code = said;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new SmtpReply(code, lines);
        }
        throw new SmtpTrouble("The mail server's answer does not end.");
    }

    private async Task<string> ReadLine(CancellationToken cancel)
    {
        var line = new List<byte>(128);
        while (true)
        {
            while (_start < _end)
            {
                var next = _buffer[_start++];
                if (next == '\n')
                    return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                if (line.Count == MaxLine)
                    throw new SmtpTrouble("The mail server's answer has a line that does not end.");
                line.Add(next);
            }
            _start = 0;
            _end = await Stream.ReadAsync(_buffer, cancel);
            if (_end == 0)
                throw new IOException("The server closed the connection.");
        }
    }
}
