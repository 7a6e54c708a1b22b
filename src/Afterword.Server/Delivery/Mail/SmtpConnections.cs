using Afterword.Server.Security;

namespace Afterword.Server.Delivery.Mail;

/// <summary>
/// Open connections to mail servers, kept for a moment between messages: a batch to one server then costs one greeting, one handshake and
/// one sign-in. At most so many to one server at a time; whoever comes later waits for one.
/// </summary>
internal sealed class SmtpConnections(
    OutgoingGuard guard,
    TimeProvider clock,
    TimeSpan keep,
    int mostPerServer
) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<SmtpSettings, Server> _servers = [];

    /// <summary>A connection that is ready for a message; give it back by <see cref="Return"/> or dispose of it.</summary>
    /// <param name="settings">The server.</param>
    /// <param name="fresh">Whether one that was used before will not do.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SmtpTrouble">The server cannot be reached, trusted, or signed in to.</exception>
    public async Task<SmtpLease> Take(SmtpSettings settings, bool fresh, CancellationToken cancel)
    {
        var server = ServerOf(settings);
        var failedBefore = server.Failures;
        await server.Places.WaitAsync(cancel);
        try
        {
            if (!fresh && server.Idle() is { } idle)
            {
                return new SmtpLease(idle, Used: true);
            }
            // Who waited while another found the server down need not find it out again, 30 seconds each.
            if (server.Failures != failedBefore && server.Trouble is { } trouble)
            {
                throw new SmtpTrouble(trouble);
            }
            return new SmtpLease(
                await SmtpSession.Open(settings, guard, clock, cancel),
                Used: false
            );
        }
        catch (SmtpTrouble trouble)
        {
            server.Failed(trouble.Message);
            server.Places.Release();
            throw;
        }
        catch
        {
            server.Places.Release();
            throw;
        }
    }

    /// <summary>Gives a connection back: kept for the next message when it is fit for one, closed otherwise.</summary>
    public async Task Return(SmtpLease lease, bool fit)
    {
        var server = ServerOf(lease.Session.Settings);
        if (fit && keep > TimeSpan.Zero)
        {
            server.Keep(lease.Session, clock, keep);
        }
        else
        {
            if (fit)
            {
                await lease.Session.Quit();
            }
            await lease.Session.DisposeAsync();
        }
        server.Places.Release();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var server in _servers.Values)
            {
                server.Dispose();
            }
            _servers.Clear();
        }
    }

    private Server ServerOf(SmtpSettings settings)
    {
        lock (_lock)
        {
            if (!_servers.TryGetValue(settings, out var server))
            {
                // Settings that were changed leave their server behind; its connections close by themselves.
                _servers[settings] = server = new Server(mostPerServer);
            }
            return server;
        }
    }

    private sealed class Server(int most) : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly Stack<Kept> _idle = new();

        public SemaphoreSlim Places { get; } = new(most, most);

        public int Failures { get; private set; }

        public string? Trouble { get; private set; }

        public void Failed(string trouble)
        {
            lock (_lock)
            {
                (Failures, Trouble) = (Failures + 1, trouble);
            }
        }

        /// <summary>The connection used last: the others grow old and close.</summary>
        public SmtpSession? Idle()
        {
            lock (_lock)
            {
                while (_idle.TryPop(out var kept))
                {
                    if (kept.TryTake())
                    {
                        return kept.Session;
                    }
                }
                return null;
            }
        }

        public void Keep(SmtpSession session, TimeProvider clock, TimeSpan keep)
        {
            lock (_lock)
            {
                _idle.Push(new Kept(session, clock, keep));
            }
        }

        public void Dispose()
        {
            while (_idle.TryPop(out var kept))
            {
                kept.Close();
            }
            Places.Dispose();
        }
    }

    /// <summary>A connection nobody uses, and the timer that closes it.</summary>
    private sealed class Kept
    {
        private readonly ITimer _timer;
        private int _taken;

        public Kept(SmtpSession session, TimeProvider clock, TimeSpan keep)
        {
            Session = session;
            _timer = clock.CreateTimer(_ => Close(), null, keep, Timeout.InfiniteTimeSpan);
        }

        public SmtpSession Session { get; }

        public bool TryTake()
        {
            _timer.Dispose();
            return Interlocked.Exchange(ref _taken, 1) == 0;
        }

        public void Close()
        {
            if (TryTake())
            {
                _ = Leave();
            }
        }

        private async Task Leave()
        {
            await Session.Quit();
            await Session.DisposeAsync();
        }
    }
}

/// <summary>A connection in use.</summary>
/// <param name="Session">The connection.</param>
/// <param name="Used">It carried a message before; the server may have hung up since.</param>
internal sealed record SmtpLease(SmtpSession Session, bool Used);
