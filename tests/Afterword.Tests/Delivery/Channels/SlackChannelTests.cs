using System.Text.Json;
using Afterword.Core.Delivery;
using Afterword.Crash;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Delivery.Channels;

public sealed class SlackChannelTests : IAsyncLifetime
{
    private const string Target = "C0123ABCD";
    private readonly SlackChannel _slack = new(
        () => new SomeHttp().CreateClient(""),
        TimeProvider.System
    );
    private SlackSink _sink = null!;

    public async ValueTask InitializeAsync() => _sink = await SlackSink.Start();

    public ValueTask DisposeAsync() => _sink.DisposeAsync();

    private ChannelSettings Settings(string token = SlackSink.Token) =>
        new(new Dictionary<string, string> { ["token"] = token, ["apiUrl"] = _sink.Root });

    private static OutgoingMessage Message(string markdown = "It is over.") =>
        new()
        {
            DeliveryKey = "INC-12/initial-summary/technical/1→C0123ABCD",
            Target = Target,
            Subject = "[INC-12] Checkout",
            Markdown = markdown,
            CreatedAt = Some.Now,
            MessageId = "1@example.test",
        };

    private OutgoingPayload Payload(string markdown = "It is over.", string target = Target) =>
        new(Message().DeliveryKey, target, _slack.Render(Message(markdown), Settings()));

    private Task<SendResult> Send(OutgoingPayload payload, string token = SlackSink.Token) =>
        _slack.Send(payload, Settings(token), TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_message_is_posted_with_blocks_text_and_the_delivery_beside_it()
    {
        var sent = Assert.IsType<SendResult.Sent>(await Send(Payload()));

        var post = Assert.Single(_sink.Posts);
        Assert.Equal(sent.RemoteId, post.Ts);
        Assert.Equal(Target, post.Channel);
        Assert.Null(post.ThreadTs);
        Assert.Equal("[INC-12] Checkout: It is over.", post.Text);
        Assert.Contains("It is over.", post.Blocks, StringComparison.Ordinal);
        Assert.Contains("afterword_delivery", post.Metadata, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C0123ABCD/1700000000.000100", null, "1700000000.000100")]
    [InlineData("C0123ABCD", "1700000000.000200", "1700000000.000200")]
    [InlineData("C0123ABCD/1700000000.000100", "1700000000.000200", "1700000000.000100")]
    public async Task A_later_message_answers_in_the_thread_of_the_first_or_the_adopted_one(
        string target,
        string? root,
        string thread
    )
    {
        await Send(Payload(target: target) with { ThreadRoot = root });

        Assert.Equal(thread, Assert.Single(_sink.Posts).ThreadTs);
    }

    [Fact]
    public async Task What_may_have_arrived_is_looked_for_before_it_is_posted_again()
    {
        var payload = Payload();
        await Send(payload);
        _sink.PageSize = 1;

        var again = await Send(payload with { MayHaveArrived = true, MadeAt = Some.Now });
        var other = await Send(
            payload with
            {
                DeliveryKey = "another",
                MayHaveArrived = true,
                MadeAt = Some.Now,
            }
        );

        Assert.Equal(_sink.Posts[0].Ts, Assert.IsType<SendResult.Sent>(again).RemoteId);
        Assert.IsType<SendResult.Sent>(other);
        Assert.Equal(2, _sink.Posts.Count);
    }

    [Fact]
    public async Task In_a_busy_channel_it_is_found_behind_hundreds_of_long_messages()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Outgoing:Allow:0"] = new Uri(_sink.Root).Authority,
                    }
                )
                .Build()
        );
        services.AddOutgoing();
        await using var provider = services.BuildServiceProvider();
        var guarded = new SlackChannel(
            () =>
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(OutgoingHttp.Client),
            TimeProvider.System
        );
        var stop = TestContext.Current.CancellationToken;
        var words = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"word{i}"));
        for (var other = 0; other < 120; other++)
        {
            await Send(Payload(words) with { DeliveryKey = $"another {other}" });
        }
        var payload = Payload();
        var sent = Assert.IsType<SendResult.Sent>(await guarded.Send(payload, Settings(), stop));

        var again = await guarded.Send(
            payload with
            {
                MayHaveArrived = true,
                MadeAt = Some.Now,
            },
            Settings(),
            stop
        );

        Assert.Equal(sent.RemoteId, Assert.IsType<SendResult.Sent>(again).RemoteId);
        Assert.Equal(121, _sink.Posts.Count);
    }

    [Fact]
    public async Task Of_a_long_message_only_the_missing_parts_are_posted_again()
    {
        var payload = Payload(string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"word{i}")));
        var parts = JsonDocument.Parse(payload.Content).RootElement.GetArrayLength();
        Assert.InRange(parts, 3, 4);
        _sink.Before = http => Task.FromResult(_sink.Posts.Count == 2 && Fail(http));

        var half = await Send(payload);
        _sink.Before = null;
        var rest = await Send(payload with { MayHaveArrived = true, MadeAt = Some.Now });

        Assert.IsType<SendResult.Unknown>(half);
        Assert.Equal(_sink.Posts[0].Ts, Assert.IsType<SendResult.Sent>(rest).RemoteId);
        Assert.Equal(parts, _sink.Posts.Count);
        Assert.All(_sink.Posts.Skip(1), p => Assert.Equal(_sink.Posts[0].Ts, p.ThreadTs));
        Assert.Equal(parts, _sink.Posts.Select(p => p.Metadata).Distinct().Count());

        static bool Fail(HttpContext http)
        {
            http.Response.StatusCode = 429;
            return true;
        }
    }

    [Theory]
    [InlineData("ratelimited", nameof(SendResult.TryLater), false)]
    [InlineData("message_limit_exceeded", nameof(SendResult.TryLater), false)]
    [InlineData("invalid_auth", nameof(SendResult.TryLater), true)]
    [InlineData("token_revoked", nameof(SendResult.TryLater), true)]
    [InlineData("missing_scope", nameof(SendResult.TryLater), true)]
    [InlineData("service_unavailable", nameof(SendResult.TryLater), true)]
    [InlineData("channel_not_found", nameof(SendResult.GiveUp), false)]
    [InlineData("not_in_channel", nameof(SendResult.GiveUp), false)]
    [InlineData("is_archived", nameof(SendResult.GiveUp), false)]
    [InlineData("msg_blocks_too_long", nameof(SendResult.GiveUp), false)]
    [InlineData("restricted_action_unheard_of", nameof(SendResult.GiveUp), false)]
    [InlineData("something_new", nameof(SendResult.GiveUp), false)]
    [InlineData("<script>alert(1)</script>", nameof(SendResult.GiveUp), false)]
    [InlineData("fatal_error", nameof(SendResult.Unknown), false)]
    [InlineData("internal_error", nameof(SendResult.Unknown), false)]
    public async Task Each_error_of_slack_means_later_never_or_nobody_knows(
        string error,
        string result,
        bool serverDown
    )
    {
        _sink.Before = async http =>
        {
            await http.Response.WriteAsJsonAsync(new { ok = false, error });
            return true;
        };

        var got = await Send(Payload());

        Assert.Equal(result, got.GetType().Name);
        Assert.Equal(serverDown, got is SendResult.TryLater { ServerDown: true });
        Assert.DoesNotContain(SlackSink.Token, $"{got}", StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", $"{got}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("30", 30)]
    [InlineData("3600", 3600)]
    [InlineData("0", 0)]
    [InlineData("99999999999999", 2592000)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("1.5", null)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", null)]
    [InlineData(null, null)]
    public async Task Retry_After_is_obeyed_and_junk_leaves_it_to_the_schedule(
        string? header,
        int? seconds
    )
    {
        _sink.Before = http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = header;
            return Task.FromResult(true);
        };

        var later = Assert.IsType<SendResult.TryLater>(await Send(Payload()));

        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, later.After);
        Assert.False(later.ServerDown);
        Assert.Empty(_sink.Posts);
    }

    [Fact]
    public async Task A_web_page_a_broken_server_and_a_cut_after_the_hand_over_leave_it_open()
    {
        _sink.Before = async http =>
        {
            await http.Response.WriteAsync("<!doctype html><title>Sign in to the proxy</title>");
            return true;
        };
        var page = Assert.IsType<SendResult.Unknown>(await Send(Payload()));
        Assert.Contains("a web page", page.Reason, StringComparison.Ordinal);

        _sink.Before = async http =>
        {
            http.Response.StatusCode = 503;
            await http.Response.WriteAsJsonAsync(new { ok = false });
            return true;
        };
        Assert.IsType<SendResult.Unknown>(await Send(Payload()));

        _sink.Before = null;
        _sink.Kept = (http, _) =>
        {
            http.Abort();
            return Task.FromResult(true);
        };
        var cut = Assert.IsType<SendResult.Unknown>(await Send(Payload()));
        Assert.Contains("may have taken", cut.Reason, StringComparison.Ordinal);
        var found = await Send(Payload() with { MayHaveArrived = true, MadeAt = Some.Now });
        Assert.IsType<SendResult.Sent>(found);
        Assert.Single(_sink.Posts);
    }

    [Fact]
    public async Task While_nobody_can_look_nothing_is_posted_and_where_nobody_may_a_person_decides()
    {
        await Send(Payload());
        _sink.Before = Refuse("internal_error");
        Assert.IsType<SendResult.Unknown>(
            await Send(Payload() with { MayHaveArrived = true, MadeAt = Some.Now })
        );
        _sink.Before = Refuse("missing_scope");
        var asked = Assert.IsType<SendResult.GiveUp>(
            await Send(Payload() with { MayHaveArrived = true, MadeAt = Some.Now })
        );

        Assert.Contains("channels:history", asked.Reason, StringComparison.Ordinal);
        Assert.Single(_sink.Posts);

        static Func<HttpContext, Task<bool>> Refuse(string error) =>
            async http =>
            {
                if (!http.Request.Path.Value!.Contains("conversations", StringComparison.Ordinal))
                    return false;
                await http.Response.WriteAsJsonAsync(new { ok = false, error });
                return true;
            };
    }

    [Fact]
    public async Task Who_is_asked_to_wait_while_looking_waits_that_long_before_looking_again()
    {
        await Send(Payload());
        _sink.Before = http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "40";
            return Task.FromResult(true);
        };

        var unsure = await Send(Payload() with { MayHaveArrived = true, MadeAt = Some.Now });

        Assert.Equal(
            TimeSpan.FromSeconds(40),
            Assert.IsType<SendResult.Unknown>(unsure).AskedToWait
        );
    }

    [Fact]
    public async Task Where_nobody_listens_everything_for_slack_waits()
    {
        var nowhere = new ChannelSettings(
            new Dictionary<string, string>
            {
                ["token"] = SlackSink.Token,
                ["apiUrl"] = "http://127.0.0.1:1/api/",
            }
        );

        var result = await _slack.Send(Payload(), nowhere, TestContext.Current.CancellationToken);

        Assert.True(Assert.IsType<SendResult.TryLater>(result).ServerDown);
    }

    [Theory]
    [InlineData("token", "")]
    [InlineData("token", "xoxp-user-token")]
    [InlineData("leadership", "#board")]
    [InlineData("apiUrl", "http://slack.example/api")]
    public void A_setting_that_cannot_work_is_named_with_the_way_out(string field, string value)
    {
        var values = new Dictionary<string, string> { ["token"] = SlackSink.Token };
        values[field] = value;

        Assert.Equal([field], _slack.Check(new ChannelSettings(values)).Keys);
    }
}
