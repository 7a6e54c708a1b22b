using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Afterword.Tests.Delivery.Mail;

/// <summary>
/// A mail server that does what the test says. For each step (<c>banner</c>, <c>EHLO</c>, <c>MAIL</c>, <c>RCPT</c>, <c>DATA</c>, <c>.</c>, …) it answers the
/// given text; <see cref="Silence"/> never answers, <see cref="Cut"/> hangs up. Steps nobody scripted succeed.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string Silence = "(silence)";
    public const string Cut = "(cut)";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, ConcurrentQueue<string>> _script = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly TaskCompletionSource _silent = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private int _connections;

    public ScriptedServer()
    {
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections => _connections;

    /// <summary>Who connects is greeted only once this has ended; the first moment by itself.</summary>
    public Task Opens { get; init; } = Task.CompletedTask;

    /// <summary>Every line it was told, the message's lines included.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Ends when the server first keeps silent (or cuts) on purpose.</summary>
    public Task FellSilent => _silent.Task.WaitAsync(TimeSpan.FromMinutes(3));

    /// <summary>Scripts the answers of a step, one for each time it comes.</summary>
    public ScriptedServer On(string step, params string[] answers)
    {
        _script[step] = new ConcurrentQueue<string>(answers);
        return this;
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
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                _ = Talk(client);
            }
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Talk(TcpClient client)
    {
        try
        {
            using (client)
            {
                await Opens.WaitAsync(_stop.Token);
                var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
                if (await Say(client, "banner", "220 scripted") is null)
                    return;
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    Heard.Enqueue(line);
                    var verb = line.Split(' ')[0].ToUpperInvariant();
                    var answer = await Say(client, verb, Usual(verb));
                    if (answer is null || verb == "QUIT")
                        return;
                    if (verb == "DATA" && answer.StartsWith('3') && !await Message(client, reader))
                        return;
                }
            }
        }
        catch (Exception ended)
            when (ended is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task<bool> Message(TcpClient client, StreamReader reader)
    {
        if (_script.ContainsKey("mid-message"))
        {
            await reader.ReadLineAsync(_stop.Token);
            return await Say(client, "mid-message", "") is not null;
        }
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            Heard.Enqueue(line);
            if (line == ".")
                return await Say(client, ".", "250 2.0.0 queued as 42") is not null;
        }
        return false;
    }

    /// <returns>What was answered; null when it hung up.</returns>
    private async Task<string?> Say(TcpClient client, string step, string usual)
    {
        var answer =
            _script.TryGetValue(step, out var answers) && answers.TryDequeue(out var next)
                ? next
                : usual;
        if (answer == Cut)
        {
            client.Client.Close(0);
            _silent.TrySetResult();
            return null;
        }
        if (answer == Silence)
        {
            _silent.TrySetResult();
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), _stop.Token);
        return answer;
    }

    private static string Usual(string verb) =>
        verb switch
        {
            "EHLO" => "250-scripted\r\n250 SIZE 1000000",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 2.0.0 fine",
        };
}
