using System.Net;
using Afterword.Server.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Afterword.Tests.Security;

public sealed class OutgoingHttpTests : IAsyncLifetime
{
    private readonly WebApplication _target;
    private int _private;

    public OutgoingHttpTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _target = builder.Build();
        _target.MapGet("/ok", () => "fine");
        _target.MapGet("/moved", () => Results.Redirect("/private"));
        _target.MapGet("/private", () => Interlocked.Increment(ref _private));
        _target.MapGet("/huge", () => Results.Bytes(new byte[5_000_000], "text/plain"));
        _target.MapGet(
            "/packed",
            (HttpContext context) =>
            {
                context.Response.Headers.ContentEncoding = "gzip";
                return "not unpacked";
            }
        );
    }

    private Uri Url(string path)
    {
        var address = _target
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        return new Uri(new Uri(address), path);
    }

    public async ValueTask InitializeAsync() => await _target.StartAsync();

    public async ValueTask DisposeAsync() => await _target.DisposeAsync();

    private static HttpClient Client(params string[] allow)
    {
        var settings = allow.Select(
            (entry, i) => KeyValuePair.Create($"Outgoing:Allow:{i}", (string?)entry)
        );
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build()
        );
        services.AddOutgoing();
        return services
            .BuildServiceProvider()
            .GetRequiredService<IHttpClientFactory>()
            .CreateClient(OutgoingHttp.Client);
    }

    [Fact]
    public async Task Nothing_is_allowed_until_it_is_listed()
    {
        var ok = Url("/ok");

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            Client().GetAsync(ok, TestContext.Current.CancellationToken)
        );
        Assert.Equal(
            "fine",
            await Client($"127.0.0.1:{ok.Port}")
                .GetStringAsync(ok, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        var moved = Url("/moved");

        var answer = await Client($"127.0.0.1:{moved.Port}")
            .GetAsync(moved, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(0, _private);
    }

    [Fact]
    public async Task An_enormous_answer_is_read_to_64_KB_and_a_packed_one_is_not_unpacked()
    {
        var client = Client($"127.0.0.1:{Url("/").Port}");

        var huge = await client.GetAsync(Url("/huge"), TestContext.Current.CancellationToken);
        var packed = await client.GetStringAsync(
            Url("/packed"),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.OK, huge.StatusCode);
        Assert.Equal(
            64 * 1024,
            (await huge.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length
        );
        Assert.Equal("text/plain", huge.Content.Headers.ContentType!.MediaType);
        Assert.Equal("not unpacked", packed);
    }

    [Theory]
    [InlineData("https://hooks.example.org/a", true)]
    [InlineData("http://hooks.example.org:8080/a", true)]
    [InlineData("https://hooks.bücher.example/a", true)]
    [InlineData("https://chat.internal:8065/a", true)]
    [InlineData("https://other.internal:8065/a", false)]
    [InlineData("https://hooks.example.org:22/", false)]
    [InlineData("https://hooks.example.org:25/", false)]
    [InlineData("https://hooks.example.org:6379/", false)]
    [InlineData("https://lee:secret@hooks.example.org/", false)]
    [InlineData("https://lee@hooks.example.org/", false)]
    [InlineData("ftp://hooks.example.org/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("gopher://hooks.example.org/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("//hooks.example.org/", false)]
    [InlineData("/hooks", false)]
    [InlineData("hooks.example.org", false)]
    [InlineData("https://", false)]
    [InlineData("https://hooks.example.org\\@evil.example/", false)]
    [InlineData("https://hooks.example.org/\r\nHost: evil", false)]
    [InlineData(" https://hooks.example.org/", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_whole_plain_web_address_is_tried(string? typed, bool fine) =>
        Assert.Equal(
            fine,
            OutgoingUrl.WhyNot(typed, new OutgoingAllowList(["chat.internal:8065"])) is null
        );

    [Fact]
    public void The_client_gives_up_after_15_seconds() =>
        Assert.Equal(TimeSpan.FromSeconds(15), Client().Timeout);
}
