using System.Collections.Concurrent;
using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Channels;

namespace Afterword.Tests.Delivery;

/// <summary>A channel whose peer does what the test says and remembers what it took.</summary>
internal sealed class FakeChannel : IChannel
{
    /// <summary>What became of a try: the payload, and what the peer did with it.</summary>
    public ConcurrentQueue<OutgoingPayload> Tried { get; } = new();

    /// <summary>What the peer does; it accepts unless told otherwise.</summary>
    public Func<OutgoingPayload, CancellationToken, Task<SendResult>> Peer { get; set; } =
        (_, _) => Task.FromResult<SendResult>(new SendResult.Sent());

    public string Id => "email";

    public string Name => "E-mail";

    public IReadOnlyList<ChannelField> Fields => [];

    public ChannelCapabilities Capabilities { get; init; } = new(true, true, true);

    /// <summary>It takes targets of any form, as a chat does.</summary>
    public bool AnyTarget { get; init; }

    public Pace Pace { get; set; } = new(8, 2, TimeSpan.Zero);

    public RetrySchedule Retry => RetrySchedule.Mail;

    public IReadOnlyDictionary<string, string> Check(ChannelSettings settings) =>
        new Dictionary<string, string>();

    public string? CheckTarget(string target) =>
        AnyTarget || target.Contains('@', StringComparison.Ordinal)
            ? null
            : "This is no mail address.";

    public string Render(OutgoingMessage message, ChannelSettings settings) =>
        $"{message.MessageId}\n{message.Subject}\nafter {string.Join(" ", message.ThreadIds)}\n{message.Markdown}";

    public async Task<SendResult> Send(
        OutgoingPayload payload,
        ChannelSettings settings,
        CancellationToken cancel
    )
    {
        cancel.ThrowIfCancellationRequested();
        Tried.Enqueue(payload);
        return await Peer(payload, cancel);
    }
}
