using System.Net;
using System.Net.Sockets;
using Afterword.Server.Security;

namespace Afterword.Tests.Security;

public sealed class OutgoingGuardTests
{
    private static OutgoingGuard Guard(Resolve resolve, params string[] allow) =>
        new(new OutgoingAllowList(allow), resolve);

    private static Resolve To(params string[] addresses) =>
        (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());

    private static Task<Socket> Connect(OutgoingGuard guard, string host, int port) =>
        guard.Connect(host, port, publicOnly: true, TestContext.Current.CancellationToken);

    /// <summary>Reads every notation of an address that a C library reads, and no names, so that the tests ask no name server.</summary>
    private static Task<IPAddress[]> Lenient(string host, CancellationToken cancel) =>
        IPAddress.TryParse(host.TrimEnd('.'), out var address)
            ? Task.FromResult<IPAddress[]>([address])
            : throw new SocketException((int)SocketError.HostNotFound);

    [Fact]
    public async Task No_notation_of_any_closed_address_reaches_the_canary()
    {
        using var canary = new Canary();
        var guard = Guard(Lenient);
        using var http = new HttpClient(guard.Handler());
        var tried = 0;
        foreach (var host in SsrfVectors.Hosts())
        {
            tried++;
            // Some notations are no URL at all; those that are must be refused before anything is opened.
            if (!Uri.TryCreate($"http://{host}:{canary.Port}/", UriKind.Absolute, out var url))
                continue;
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() =>
                http.GetAsync(url, TestContext.Current.CancellationToken)
            );
            Assert.IsType<OutgoingRefusedException>(refused.InnerException);
        }
        foreach (var host in SsrfVectors.Hosts().Select(host => host.Trim('[', ']')))
        {
            tried++;
            await Assert.ThrowsAsync<OutgoingRefusedException>(() =>
                Connect(guard, host, canary.Port)
            );
        }

        Assert.True(tried >= 300, $"{tried} vectors");
        Assert.Equal(0, canary.Connections);
    }

    [Fact]
    public async Task One_closed_address_among_good_ones_refuses_the_name()
    {
        using var canary = new Canary();
        foreach (var closed in SsrfVectors.Addresses())
        {
            var guard = Guard(
                (_, _) => Task.FromResult(new[] { IPAddress.Parse("93.184.216.34"), closed })
            );
            await Assert.ThrowsAsync<OutgoingRefusedException>(() =>
                Connect(guard, "hooks.example.org", canary.Port)
            );
        }
        Assert.Equal(0, canary.Connections);
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.1")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("192.167.1.1")]
    [InlineData("223.255.255.254")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450::1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void The_open_internet_is_open(string address) =>
        Assert.Null(AddressRules.WhyClosed(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_changes_its_mind_is_asked_once_only()
    {
        using var canary = new Canary();
        using var honest = new Canary(IPAddress.Parse("127.0.0.2"), canary.Port);
        var asked = 0;
        // First the allowed answer, then the canary: a guard that looked twice would connect to the second.
        var guard = Guard(
            (_, _) =>
                Task.FromResult<IPAddress[]>([
                    asked++ == 0 ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback,
                ]),
            "127.0.0.2"
        );

        using var socket = await Connect(guard, "rebind.example", canary.Port);

        Assert.Equal(1, asked);
        Assert.Equal(1, honest.Connections);
        Assert.Equal(0, canary.Connections);
    }

    [Fact]
    public async Task A_lookup_that_fails_or_finds_nothing_refuses()
    {
        await Assert.ThrowsAsync<OutgoingRefusedException>(() =>
            Connect(
                Guard((_, _) => throw new SocketException((int)SocketError.HostNotFound)),
                "no.example",
                443
            )
        );
        await Assert.ThrowsAsync<OutgoingRefusedException>(() =>
            Connect(Guard(To()), "empty.example", 443)
        );
    }

    [Fact]
    public async Task An_allowed_address_opens_itself_and_nothing_else()
    {
        using var canary = new Canary();
        using var other = new Canary();
        var entry = $"127.0.0.1:{canary.Port}";

        using (
            var socket = await Connect(Guard(To("127.0.0.1"), entry), "hooks.internal", canary.Port)
        )
            Assert.True(socket.Connected);
        await Assert.ThrowsAsync<OutgoingRefusedException>(() =>
            Connect(Guard(To("127.0.0.1"), entry), "hooks.internal", other.Port)
        );
        await Assert.ThrowsAsync<OutgoingRefusedException>(() =>
            Connect(Guard(To("127.0.0.2"), entry), "hooks.internal", canary.Port)
        );
        await Assert.ThrowsAsync<OutgoingRefusedException>(() =>
            Connect(Guard(To("127.0.0.1", "10.0.0.1"), entry), "hooks.internal", canary.Port)
        );
        Assert.Equal(0, other.Connections);
    }

    [Theory]
    [InlineData("10.0.0.7", "chat.internal", true)]
    [InlineData("fd12::7", "CHAT.internal.", true)]
    [InlineData("10.0.0.7", "chat.internal.evil.example", false)]
    [InlineData("127.0.0.1", "chat.internal", false)]
    [InlineData("169.254.169.254", "chat.internal", false)]
    [InlineData("100.100.100.200", "chat.internal", false)]
    [InlineData("fd00:ec2::254", "chat.internal", false)]
    public void An_allowed_name_opens_private_networks_but_never_this_machine_or_metadata(
        string address,
        string host,
        bool opens
    )
    {
        var parsed = IPAddress.Parse(address);

        Assert.Equal(
            opens,
            new OutgoingAllowList(["chat.internal"]).Opens(
                host,
                parsed,
                443,
                AddressRules.WhyClosed(parsed)!.Value
            )
        );
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("chat.internal:0")]
    [InlineData("https://chat.internal")]
    public void An_entry_that_would_open_more_than_one_host_is_refused(string entry) =>
        Assert.Throws<FormatException>(() => new OutgoingAllowList([entry]));

    [Fact]
    public async Task A_mail_relay_in_a_private_network_is_fine_unless_the_setting_says_otherwise()
    {
        using var canary = new Canary();
        var guard = new OutgoingGuard(new OutgoingAllowList([]));

        using var socket = await guard.Connect(
            "127.0.0.1",
            canary.Port,
            publicOnly: false,
            TestContext.Current.CancellationToken
        );

        Assert.True(socket.Connected);
        await Assert.ThrowsAsync<OutgoingRefusedException>(() =>
            Connect(guard, "127.0.0.1", canary.Port)
        );
    }

    /// <summary>Counts who came.</summary>
    private sealed class Canary : IDisposable
    {
        private readonly TcpListener _listener;

        public Canary(IPAddress? at = null, int port = 0)
        {
            _listener = new TcpListener(at ?? IPAddress.Loopback, port);
            _listener.Start();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        /// <summary>Connections made so far: the kernel keeps them until they are taken.</summary>
        public int Connections
        {
            get
            {
                var count = 0;
                while (_listener.Pending())
                {
                    _listener.AcceptTcpClient().Dispose();
                    count++;
                }
                return count;
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
