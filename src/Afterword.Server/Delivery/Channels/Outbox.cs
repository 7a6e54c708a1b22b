using System.Text.Json;
using System.Text.Json.Serialization;
using Afterword.Core.Delivery;

namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// Takes every message and sends it to nobody: the deliveries row itself keeps the payload, and the Outbox page shows it.
/// Used until mail is configured, and in the demo, where nothing leaves the machine. Its payload is its own: a delivery that is to
/// go out by another channel later is rendered anew, from the same frozen words.
/// </summary>
internal sealed class OutboxChannel : IChannel
{
    public string Id => "outbox";

    public string Name => "Outbox";

    public IReadOnlyList<ChannelField> Fields => [];

    public ChannelCapabilities Capabilities { get; } =
        new(Threads: true, Attachments: true, LeavesTheMachine: false);

    public Pace Pace => Pace.Usual;

    public RetrySchedule Retry => RetrySchedule.Mail;

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings) =>
        new Dictionary<string, string>();

    public string? CheckTarget(string target) =>
        string.IsNullOrWhiteSpace(target) ? "There is no address to write to." : null;

    public string Render(OutgoingMessage message, ChannelSettings settings)
    {
        var words = MessageWords.Of(message);
        var kept = new KeptMessage(
            message.Target,
            words.Subject,
            words.Text,
            words.Html,
            message.MessageId,
            message.ThreadIds,
            [.. message.Attachments.Select(a => a.FileName)]
        );
        return JsonSerializer.Serialize(kept, OutboxJson.Default.KeptMessage);
    }

    public Task<SendResult> Send(
        OutgoingPayload payload,
        ChannelSettings settings,
        CancellationToken cancel
    ) => Task.FromResult<SendResult>(new SendResult.Sent("outbox"));

    /// <summary>What the Outbox page shows of a stored payload; null when the text is not this channel's.</summary>
    public static KeptMessage? Read(string payload)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, OutboxJson.Default.KeptMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A message as the Outbox keeps it: what would have gone.</summary>
/// <param name="Target">Where it would have gone.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain-text form.</param>
/// <param name="Html">The HTML form: a whole document with inline styles, to be shown in a sandboxed frame of its own route.</param>
/// <param name="MessageId">Its id on the wire.</param>
/// <param name="ThreadIds">The ids of the thread's earlier messages.</param>
/// <param name="Files">The names of its attachments.</param>
internal sealed record KeptMessage(
    string Target,
    string Subject,
    string Text,
    string Html,
    string MessageId,
    IReadOnlyList<string> ThreadIds,
    IReadOnlyList<string> Files
);

[JsonSerializable(typeof(KeptMessage))]
internal sealed partial class OutboxJson : JsonSerializerContext;
