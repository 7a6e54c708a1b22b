using Afterword.Core.Delivery;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Security;

namespace Afterword.Server.Features.Settings;

/// <summary>Sends one message with settings as typed and tells what the other side said, in words.</summary>
internal sealed class ChannelTest(AfterwordSettings settings, TimeProvider time)
{
    /// <summary>How long a person is kept waiting for the answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Sends it.</summary>
    /// <returns>A sentence for the page, and whether the message was taken.</returns>
    public async Task<(string Sentence, bool Sent)> Send(
        IChannel channel,
        ChannelSettings filled,
        string target,
        string asker,
        CancellationToken ct
    )
    {
        var key = $"test/{Secret.New()}";
        var payload = new OutgoingPayload(
            key,
            target,
            channel.Render(Message(key, target, asker), filled)
        );
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            return Words(await channel.Send(payload, filled, patience.Token), target);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (
                $"There was no answer within {Patience.TotalSeconds:0} seconds. Check host, port and firewall.",
                false
            );
        }
    }

    private OutgoingMessage Message(string key, string target, string asker)
    {
        var organization = settings.Of<OrganizationSettings>();
        return new OutgoingMessage
        {
            DeliveryKey = key,
            Target = target,
            Subject = $"Test message from Afterword at {organization.Name}",
            Markdown =
                $"{asker} asked for this test message. It arrived, so Afterword can write to you here.\n\nThere is nothing to do.",
            CreatedAt = time.Now(),
            MessageId = $"{key.Replace('/', '-')}@{organization.MessageHost}",
        };
    }

    private static (string, bool) Words(SendResult result, string target) =>
        result switch
        {
            SendResult.Sent sent => (
                $"The test message to {target} was taken{(sent.RemoteId is { } id ? $" ({id})" : "")}. Look whether it arrived.",
                true
            ),
            SendResult.TryLater later => ($"The test message was not sent: {later.Reason}", false),
            SendResult.GiveUp refused => ($"The test message was refused: {refused.Reason}", false),
            SendResult.Unknown unknown => (
                $"The test message may or may not have arrived: {unknown.Reason}",
                false
            ),
            _ => throw new InvalidOperationException($"{result} is no result we know."),
        };
}
