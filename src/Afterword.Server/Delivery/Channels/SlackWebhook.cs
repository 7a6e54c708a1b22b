using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Afterword.Core.Delivery;
using Afterword.Core.Rendering;

namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// Slack by an incoming webhook: the lesser way. It posts into the one channel the webhook was made for, opens a new message each time
/// (a webhook does not say what its message is called, so nothing can answer it), and cannot look whether a message arrived.
/// </summary>
internal sealed class SlackWebhookChannel(Func<HttpClient> http, TimeProvider clock) : IChannel
{
    /// <summary>The one target there is.</summary>
    public const string Target = "webhook";

    public string Id => "slack-webhook";

    public string Name => "Slack (incoming webhook)";

    public IReadOnlyList<ChannelField> Fields { get; } =
    [
        new(
            "url",
            "Webhook address",
            "https://hooks.slack.com/services/…; whoever knows it can post. A webhook cannot keep an incident's messages in one thread: each is a message of its own. Use a bot token (Slack) where you can.",
            Secret: true
        ),
        new(
            "leadership",
            "Tell leadership here",
            "Whether leadership's messages are posted here.",
            ChannelFieldKind.YesNo
        ),
        new(
            "affectedTeams",
            "Tell affected teams here",
            "Whether affected teams' messages are posted here.",
            ChannelFieldKind.YesNo
        ),
        new(
            "technical",
            "Tell engineers here",
            "Whether engineers' messages are posted here.",
            ChannelFieldKind.YesNo
        ),
        new(
            "company",
            "Tell everybody here",
            "Whether messages to the whole company are posted here.",
            ChannelFieldKind.YesNo
        ),
    ];

    public ChannelCapabilities Capabilities { get; } =
        new(Threads: false, Attachments: false, LeavesTheMachine: true);

    public Pace Pace { get; } = new(AtOnce: 1, PerTarget: 1, TimeSpan.FromMilliseconds(1100));

    public RetrySchedule Retry => RetrySchedule.Chat;

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings)
    {
        var errors = new Dictionary<string, string>();
        if (Address(settings) is null)
            errors["url"] =
                "Give the webhook's address: https://hooks.slack.com/services/… from Slack's app settings, under Incoming Webhooks.";
        return errors;
    }

    public string? CheckTarget(string target) =>
        target == Target ? null : $"A webhook has one target; write {Target}.";

    public string Render(OutgoingMessage message, ChannelSettings settings)
    {
        var parts = SlackBlocks.Render(MessageWords.OneLine(message.Subject), message.Markdown);
        var blocks = JsonNode.Parse(parts[0].Blocks)!.AsArray();
        if (parts.Count > 1)
            blocks.Add(
                new JsonObject
                {
                    ["type"] = "context",
                    ["elements"] = new JsonArray(
                        new JsonObject
                        {
                            ["type"] = "plain_text",
                            ["text"] = "Shortened; the whole message stands in Afterword.",
                        }
                    ),
                }
            );
        return new JsonObject { ["text"] = parts[0].Text, ["blocks"] = blocks }.ToJsonString();
    }

    public async Task<SendResult> Send(
        OutgoingPayload payload,
        ChannelSettings settings,
        CancellationToken cancel
    )
    {
        if (Address(settings) is not { } address)
            return new SendResult.TryLater(
                "The webhook's address is not filled in.",
                ServerDown: true
            );
        cancel.ThrowIfCancellationRequested();
        using var body = new StringContent(payload.Content, Encoding.UTF8, "application/json");
        try
        {
            using var answer = await http().PostAsync(address, body, cancel);
            var words = await answer.Content.ReadAsStringAsync(cancel);
            return Meaning(answer, words);
        }
        catch (Exception failed)
            when (failed is HttpRequestException or OperationCanceledException or IOException)
        {
            return HttpTrouble.Of(failed, "Slack", cancel.IsCancellationRequested);
        }
    }

    private SendResult Meaning(HttpResponseMessage answer, string words) =>
        answer.StatusCode switch
        {
            HttpStatusCode.OK when words.Trim() == "ok" => new SendResult.Sent(),
            HttpStatusCode.TooManyRequests => new SendResult.TryLater(
                "Slack takes no more messages here for a moment.",
                RetryAfter.Of(answer, clock.GetUtcNow())
            ),
            HttpStatusCode.Gone => new SendResult.GiveUp(
                "The webhook's channel is archived or the webhook was taken away. Make another and store its address."
            ),
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound => new SendResult.TryLater(
                $"Slack does not know the webhook ({SlackErrors.Shown(words.Trim())}). Make another and store its address.",
                ServerDown: true
            ),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError =>
                new SendResult.GiveUp(
                    $"Slack refused the message ({SlackErrors.Shown(words.Trim())})."
                ),
            >= HttpStatusCode.InternalServerError => new SendResult.TryLater(
                $"Slack broke with status {(int)answer.StatusCode}."
            ),
            _ => new SendResult.Unknown(
                $"Something that is not Slack answered with status {(int)answer.StatusCode}: a proxy, or a wrong address? The message may have arrived."
            ),
        };

    private static Uri? Address(ChannelSettings settings) =>
        Uri.TryCreate(settings.Text("url"), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : null;
}
