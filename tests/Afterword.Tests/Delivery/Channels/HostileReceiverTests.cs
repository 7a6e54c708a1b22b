using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Afterword.Tests.Delivery.Channels;

/// <summary>Receivers that mean ill or are broken, through the client that goes to typed addresses (reliability.md B5).</summary>
public sealed class HostileReceiverTests : IAsyncLifetime
{
    private readonly WebApplication _receiver;
    private int _canary;
    private long _written;

    public HostileReceiverTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, https => https.UseHttps(SelfSigned()));
        });
        _receiver = builder.Build();
        _receiver.MapPost("/ok", () => "ok");
        _receiver.MapPost("/canary", () => Interlocked.Increment(ref _canary));
        _receiver.MapPost("/moved", () => Results.Redirect("/canary", true, true));
        _receiver.MapPost("/gone", () => Results.StatusCode(410));
        _receiver.MapPost("/page", () => Results.Text("<html>ok</html>", "text/html"));
        _receiver.MapPost(
            "/never",
            (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted)
        );
        _receiver.MapPost("/endless", Endless);
        _receiver.MapPost(
            "/bomb",
            async context =>
            {
                context.Response.Headers.ContentEncoding = "gzip";
                await Endless(context);
            }
        );
    }

    public async ValueTask InitializeAsync() => await _receiver.StartAsync();

    public async ValueTask DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task A_receiver_that_behaves_gets_the_message() =>
        Assert.IsType<SendResult.Sent>(await Send("/ok"));

    [Fact]
    public async Task One_that_never_answers_is_left_and_may_have_taken_it()
    {
        var result = Assert.IsType<SendResult.Unknown>(
            await Send("/never", patience: TimeSpan.FromSeconds(1))
        );
        Assert.Contains("did not answer", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/endless")]
    [InlineData("/bomb")]
    public async Task An_endless_or_packed_answer_is_read_to_64_KB_and_no_more(string path)
    {
        Assert.IsType<SendResult.Unknown>(await Send(path));
        // What stands in the socket's buffers beside what was read is a few megabytes, not ten gigabytes.
        Assert.InRange(Interlocked.Read(ref _written), 0, 64L * 1024 * 1024);
    }

    [Fact]
    public async Task A_redirect_to_another_address_is_not_followed()
    {
        Assert.IsType<SendResult.Unknown>(await Send("/moved"));
        Assert.Equal(0, _canary);
    }

    [Fact]
    public async Task One_that_is_gone_is_given_up_with_the_way_out()
    {
        var result = Assert.IsType<SendResult.GiveUp>(await Send("/gone"));
        Assert.Contains("Make another", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_page_is_no_receipt()
    {
        var result = Assert.IsType<SendResult.Unknown>(await Send("/page"));
        Assert.Contains("not Slack", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_gets_nothing()
    {
        var result = Assert.IsType<SendResult.TryLater>(await Send("/ok", https: true));
        Assert.True(result.ServerDown);
        Assert.Contains("certificate", result.Reason, StringComparison.Ordinal);
    }

    private async Task<SendResult> Send(string path, bool https = false, TimeSpan? patience = null)
    {
        var addresses = _receiver
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Select(a => new Uri(a));
        var root = addresses.Single(a => a.Scheme == (https ? "https" : "http"));
        var services = new ServiceCollection().AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?> { ["Outgoing:Allow:0"] = root.Authority }
                )
                .Build()
        );
        services.AddOutgoing();
        await using var provider = services.BuildServiceProvider();
        using var client = provider
            .GetRequiredService<IHttpClientFactory>()
            .CreateClient(OutgoingHttp.Client);
        client.Timeout = patience ?? client.Timeout;
        var channel = new SlackWebhookChannel(() => client, TimeProvider.System);
        var settings = new ChannelSettings(
            new Dictionary<string, string> { ["url"] = new Uri(root, path).AbsoluteUri }
        );
        var message = new OutgoingMessage
        {
            DeliveryKey = "k",
            Target = "slack",
            Subject = "It is over",
            Markdown = "It is over.",
            CreatedAt = Some.Now,
            MessageId = "1@example.test",
        };
        return await channel.Send(
            new OutgoingPayload("k", "slack", channel.Render(message, settings)),
            settings,
            TestContext.Current.CancellationToken
        );
    }

    private async Task Endless(HttpContext context)
    {
        var part = new byte[64 * 1024];
        try
        {
            for (var sent = 0L; sent < 10L * 1024 * 1024 * 1024; sent += part.Length)
            {
                // Once the client has left, writes go nowhere and end at once; that is told by the flush, long before RequestAborted on a busy machine.
                var flushed = await context.Response.BodyWriter.WriteAsync(
                    part,
                    context.RequestAborted
                );
                if (flushed.IsCompleted)
                {
                    return;
                }
                Interlocked.Add(ref _written, part.Length);
            }
        }
        catch (Exception left) when (left is OperationCanceledException or IOException)
        {
            // The client has read enough.
        }
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=127.0.0.1",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        using var made = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
