using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Afterword.Server.Security;

namespace Afterword.Server.Delivery.Mail;

/// <summary>
/// One connection to a mail server, opened up to the point where it takes messages: banner, EHLO, TLS, AUTH. What goes wrong here
/// concerns the server and not the message, and is <see cref="SmtpTrouble"/> whatever the code.
/// </summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly Socket _socket;

    private SmtpSession(Socket socket, SmtpSettings settings, TimeProvider clock)
    {
        _socket = socket;
        Settings = settings;
        Wire = new SmtpWire(new NetworkStream(socket, ownsSocket: true), clock);
    }

    public SmtpWire Wire { get; }

    public SmtpSettings Settings { get; }

    /// <summary>What EHLO offered: keyword and parameters, keywords in upper case.</summary>
    public IReadOnlyDictionary<string, string> Offers { get; private set; } =
        new Dictionary<string, string>();

    /// <summary>Everything is encrypted from here on.</summary>
    public bool IsSecured { get; private set; }

    /// <summary>The server runs on this machine.</summary>
    public bool IsLoopback =>
        _socket.RemoteEndPoint is IPEndPoint { Address: var address }
        && IPAddress.IsLoopback(address);

    /// <summary>The largest message the server takes, in bytes; null when it does not say.</summary>
    public long? MaxSize =>
        Offers.TryGetValue("SIZE", out var size)
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
        && bytes > 0
            ? bytes
            : null;

    /// <summary>Connects and gets ready.</summary>
    /// <exception cref="SmtpTrouble">It cannot be reached, trusted, or signed in to.</exception>
    public static async Task<SmtpSession> Open(
        SmtpSettings settings,
        OutgoingGuard guard,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        var socket = await Connect(settings, guard, clock, cancel);
        var session = new SmtpSession(socket, settings, clock);
        try
        {
            await session.GetReady(cancel);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says goodbye, without insisting on an answer.</summary>
    public async Task Quit()
    {
        try
        {
            await Wire.Ask("QUIT", "QUIT", TimeSpan.FromSeconds(1), CancellationToken.None);
        }
        catch (SmtpTrouble)
        {
            // The message's fate is known by now; a rude goodbye changes nothing.
        }
    }

    public ValueTask DisposeAsync() => Wire.DisposeAsync();

    private static async Task<Socket> Connect(
        SmtpSettings settings,
        OutgoingGuard guard,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        using var timer = new CancellationTokenSource(settings.StepTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        try
        {
            return await guard.Connect(
                settings.Host,
                settings.Port,
                settings.PublicServersOnly,
                either.Token
            );
        }
        catch (OutgoingRefusedException refused)
        {
            throw new SmtpTrouble(refused.Message, refused);
        }
        catch (SocketException failed)
        {
            throw new SmtpTrouble(
                $"The mail server {settings.Host}:{settings.Port} cannot be reached ({failed.SocketErrorCode}).",
                failed
            );
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SmtpTrouble(
                $"The mail server {settings.Host}:{settings.Port} did not answer the connection in time."
            );
        }
    }

    private async Task GetReady(CancellationToken cancel)
    {
        if (Settings.Security == SmtpSecurity.Implicit)
            await Secure(cancel);
        var banner = await Wire.Answer("its greeting", Settings.StepTimeout, cancel);
        if (banner.Code != 220)
            throw new SmtpTrouble($"The mail server does not take mail now: {banner.Shown}");
        await Hello(cancel);
        if (Settings.Security is SmtpSecurity.StartTls or SmtpSecurity.Opportunistic)
            await StartTls(cancel);
        if (Settings.UserName is not null)
            await SmtpSignIn.Run(this, cancel);
    }

    private async Task Hello(CancellationToken cancel)
    {
        var name = Settings.ClientName ?? OwnAddress();
        var reply = await Wire.Ask($"EHLO {name}", "EHLO", Settings.StepTimeout, cancel);
        if (reply.Code is 500 or 502 or 504)
            reply = await Wire.Ask($"HELO {name}", "HELO", Settings.StepTimeout, cancel);
        if (!reply.IsFine)
            throw new SmtpTrouble($"The mail server refused the greeting: {reply.Shown}");

        var offers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in reply.Lines.Skip(1))
        {
            // "AUTH=PLAIN" is an old way to write "AUTH PLAIN" that some servers still send as well.
            var parts = line.Split([' ', '='], 2, StringSplitOptions.TrimEntries);
            offers.TryAdd(parts[0], parts.Length > 1 ? parts[1] : "");
        }
        Offers = offers;
    }

    private async Task StartTls(CancellationToken cancel)
    {
        if (!Offers.ContainsKey("STARTTLS"))
        {
            if (Settings.Security == SmtpSecurity.Opportunistic)
                return;
            throw new SmtpTrouble(
                "The mail server offers no encryption (STARTTLS), so nothing was sent. Choose another port, or allow unencrypted mail in the settings."
            );
        }
        var reply = await Wire.Ask("STARTTLS", "STARTTLS", Settings.StepTimeout, cancel);
        if (reply.Code != 220)
            throw new SmtpTrouble(
                $"The mail server offered encryption and then refused it: {reply.Shown}"
            );
        // Whatever follows the 220 in the clear was put there by somebody in between (RFC 3207 section 6).
        if (Wire.HasUnread)
            throw new SmtpTrouble(
                "Somebody between us and the mail server spoke before the encryption began."
            );
        await Secure(cancel);
        await Hello(cancel);
    }

    private async Task Secure(CancellationToken cancel)
    {
        await SmtpTls.Begin(Wire, Settings, IsLoopback, cancel);
        IsSecured = true;
    }

    private string OwnAddress() =>
        _socket.LocalEndPoint switch
        {
            IPEndPoint
            {
                AddressFamily: AddressFamily.InterNetworkV6,
                Address: { IsIPv4MappedToIPv6: false } six
            } => $"[IPv6:{new IPAddress(six.GetAddressBytes())}]",
            IPEndPoint { Address: var four } => $"[{four.MapToIPv4()}]",
            _ => "[127.0.0.1]",
        };
}
