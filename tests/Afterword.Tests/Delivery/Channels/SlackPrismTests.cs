using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Channels;
using Afterword.Tests.Support;

namespace Afterword.Tests.Delivery.Channels;

/// <summary>
/// What we send, checked by Slack's own API description under Prism. Canaries that must be refused show that it looks at all: a mock that
/// accepts everything would prove nothing.
/// </summary>
public sealed partial class SlackPrismTests : IAsyncLifetime
{
    private static readonly string Spec = Path.Combine(
        Environment.GetEnvironmentVariable("AFTERWORD_FIXTURES")
            ?? Path.Combine(NodePeers.Folder, "..", "..", "..", "shared", "fixtures"),
        "slack",
        "slack-web.prism.json"
    );

    private Process? _prism;
    private string _root = "";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Spec))
            return;
        _prism = await NodePeers.Start(
            "node_modules/@stoplight/prism-cli/dist/index.js",
            "mock",
            "-h",
            "127.0.0.1",
            "-p",
            "0",
            Path.GetFullPath(Spec)
        );
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await _prism.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (Listening().Match(line) is { Success: true } found)
            {
                _root = found.Value;
                break;
            }
        }
        _ = _prism.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        if (_prism is not null)
        {
            _prism.Kill(entireProcessTree: true);
            _prism.Dispose();
        }
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_we_post_fits_the_description_and_what_does_not_fit_is_refused()
    {
        if (_root.Length == 0)
            Assert.Skip(
                $"Slack's API description is not at {Spec}; AFTERWORD_FIXTURES names its folder."
            );
        using var http = new SomeHttp().CreateClient("");
        var slack = new SlackChannel(() => new SomeHttp().CreateClient(""), TimeProvider.System);
        var settings = new ChannelSettings(
            new Dictionary<string, string> { ["token"] = "xoxb-prism", ["apiUrl"] = _root }
        );
        var message = new OutgoingMessage
        {
            DeliveryKey = "k",
            Target = "C0123ABCD",
            Subject = "[INC-12] Checkout",
            Markdown = "**Impact**: 312 orders\n\n| Item | Owner |\n|---|---|\n| Cap | @lee |\n",
            CreatedAt = Some.Now,
            MessageId = "1@example.test",
        };

        var sent = await slack.Send(
            new OutgoingPayload("k", "C0123ABCD", slack.Render(message, settings))
            {
                ThreadRoot = "1700000000.000100",
            },
            settings,
            TestContext.Current.CancellationToken
        );
        var canaries = new HttpContent[]
        {
            new FormUrlEncodedContent([new("text", "no channel")]),
            new FormUrlEncodedContent([new("channel", "C1"), new("unfurl_links", "perhaps")]),
            new StringContent("{\"channel\":\"C1\"}", Encoding.UTF8, "application/json"),
        };
        var refused = new List<HttpStatusCode>();
        foreach (var canary in canaries)
        {
            using var answer = await http.PostAsync(
                new Uri($"{_root}/chat.postMessage"),
                canary,
                TestContext.Current.CancellationToken
            );
            refused.Add(answer.StatusCode);
            canary.Dispose();
        }

        Assert.IsType<SendResult.Sent>(sent);
        Assert.Equal(
            [
                HttpStatusCode.UnprocessableEntity,
                HttpStatusCode.UnprocessableEntity,
                HttpStatusCode.UnsupportedMediaType,
            ],
            refused
        );
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*")]
    private static partial Regex Listening();
}
