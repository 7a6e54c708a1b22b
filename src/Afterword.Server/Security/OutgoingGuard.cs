using System.Net;
using System.Net.Sockets;

namespace Afterword.Server.Security;

/// <summary>Finds the addresses of a host name.</summary>
internal delegate Task<IPAddress[]> Resolve(string host, CancellationToken cancel);

/// <summary>
/// The one way out to a host that somebody typed. It resolves the name once, checks every address it got, and connects to a
/// checked address itself, so that a name cannot change its mind between check and connection. When in doubt it refuses.
/// </summary>
/// <remarks>
/// Mail servers pass here too, but are typed by an operator and usually stand in a private network: for them addresses are
/// checked only when the channel's setting says so (<c>publicOnly</c> of <see cref="Connect"/>).
/// </remarks>
internal sealed class OutgoingGuard(OutgoingAllowList allowed, Resolve? resolve = null)
{
    /// <summary>
    /// How long one address of several may keep silent before the next is tried, so that a dead IPv6 route does not eat the whole
    /// time of a request. Our choice.
    /// </summary>
    private static readonly TimeSpan PatienceBeforeNext = TimeSpan.FromSeconds(4);

    private readonly Resolve _resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Opens a TCP connection.</summary>
    /// <param name="host">A name or an address in any notation.</param>
    /// <param name="port">1–65535.</param>
    /// <param name="publicOnly">Whether only the open internet and listed exceptions may be reached.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OutgoingRefusedException">It leads where it must not, or its name has no address.</exception>
    /// <exception cref="SocketException">Nobody answers at any of its addresses.</exception>
    public async Task<Socket> Connect(
        string host,
        int port,
        bool publicOnly,
        CancellationToken cancel
    )
    {
        var addresses = await AddressesOf(host, cancel);
        if (publicOnly)
            RefuseClosed(host, port, addresses);
        SocketException? last = null;
        for (var i = 0; i < addresses.Length; i++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            if (i < addresses.Length - 1)
                patience.CancelAfter(PatienceBeforeNext);
            try
            {
                return await ConnectTo(new IPEndPoint(addresses[i], port), patience.Token);
            }
            catch (SocketException failed)
            {
                last = failed;
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                last = new SocketException((int)SocketError.TimedOut);
            }
        }
        throw last!;
    }

    /// <summary>A handler for HTTP to typed addresses: guarded connections, no redirects, no proxy, no cookies, no unpacking.</summary>
    public SocketsHttpHandler Handler() =>
        new()
        {
            ConnectCallback = async (context, cancel) =>
                new NetworkStream(
                    await Connect(
                        context.DnsEndPoint.Host,
                        context.DnsEndPoint.Port,
                        publicOnly: true,
                        cancel
                    ),
                    ownsSocket: true
                ),
            AllowAutoRedirect = false,
            // A proxy from the environment would make the connection in our place, unchecked.
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        };

    private static async Task<Socket> ConnectTo(IPEndPoint target, CancellationToken cancel)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        try
        {
            await socket.ConnectAsync(target, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> AddressesOf(string host, CancellationToken cancel)
    {
        try
        {
            var found = await _resolve(host, cancel);
            return found.Length > 0
                ? [.. found.Select(a => a.IsIPv4MappedToIPv6 ? a.MapToIPv4() : a)]
                : throw new OutgoingRefusedException($"The host {host} has no address.");
        }
        catch (Exception failed) when (failed is SocketException or ArgumentException)
        {
            // A lookup that fails must never mean "unchecked, so fine".
            throw new OutgoingRefusedException($"The host {host} cannot be found.");
        }
    }

    private void RefuseClosed(string host, int port, IPAddress[] addresses)
    {
        foreach (var address in addresses)
        {
            if (
                AddressRules.WhyClosed(address) is { } closed
                && !allowed.Opens(host, address, port, closed)
            )
                throw new OutgoingRefusedException(
                    $"The host {host} leads to {closed.What}, where Afterword does not connect. An administrator can allow it: Outgoing:Allow in the configuration."
                );
        }
    }
}
