using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Afterword.Core.Delivery;
using Afterword.Core.Rendering;

namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// Slack by bot token: one thread an incident and channel. Each message carries the delivery's id as metadata; where an earlier try may
/// have arrived, the channel is read for it before anything is posted again.
/// </summary>
internal sealed class SlackChannel(Func<HttpClient> http, TimeProvider clock) : IChannel
{
    /// <summary>Slack takes about one message a second in a channel; a little more, because clocks differ.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(1100);

    public string Id => "slack";

    public string Name => "Slack";

    public IReadOnlyList<ChannelField> Fields => SlackFields.All;

    public ChannelCapabilities Capabilities { get; } =
        new(Threads: true, Attachments: false, LeavesTheMachine: true, ThreadsByRemoteId: true);

    public Pace Pace { get; } = new(AtOnce: 8, PerTarget: 1, Gap);

    public RetrySchedule Retry => RetrySchedule.Chat;

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings) =>
        SlackFields.Check(settings);

    public string? CheckTarget(string target) =>
        SlackTarget.TryParse(target) is null ? SlackTarget.Help : null;

    public string Render(OutgoingMessage message, ChannelSettings settings) =>
        JsonSerializer.Serialize(
            SlackBlocks.Render(MessageWords.OneLine(message.Subject), message.Markdown)
        );

    public async Task<SendResult> Send(
        OutgoingPayload payload,
        ChannelSettings settings,
        CancellationToken cancel
    )
    {
        if (SlackTarget.TryParse(payload.Target) is not { } target)
            return new SendResult.GiveUp(SlackTarget.Help);
        if (Check(settings) is { Count: > 0 } errors)
            return new SendResult.TryLater(
                $"The Slack settings are not complete: {errors.Values.First()}",
                ServerDown: true
            );
        cancel.ThrowIfCancellationRequested();
        var api = new SlackApi(http(), SlackFields.Root(settings), settings.Text("token")!, clock);
        var posting = new SlackPosting(
            api,
            target with
            {
                Thread = target.Thread ?? payload.ThreadRoot,
            },
            DeliveryId(payload.DeliveryKey)
        );
        var parts = JsonSerializer.Deserialize<List<SlackPart>>(payload.Content)!;
        if (payload.MayHaveArrived)
        {
            var since = payload.MadeAt ?? clock.GetUtcNow();
            if (await posting.Look(parts.Count, since, cancel) is { } trouble)
                return trouble;
        }
        return await posting.Post(parts, clock, Gap, cancel);
    }

    /// <summary>The delivery's id beside the message: the same on every try.</summary>
    private static string DeliveryId(string key) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
}
