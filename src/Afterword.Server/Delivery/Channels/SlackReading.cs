using System.Globalization;
using System.Text.Json;
using Afterword.Core.Delivery;

namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// Looks whether a message arrived, by the metadata we put beside it: the delivery's id and the number of the part.
/// </summary>
internal sealed class SlackReading(SlackApi api, SlackTarget target, string delivery)
{
    public const string EventType = "afterword_delivery";

    /// <summary>Pages of 100 that are read before we give up looking: a busy channel of a day.</summary>
    private const int MostPages = 20;

    private readonly Dictionary<int, string> _found = [];

    /// <summary>
    /// The parts that stand there already, with their <c>ts</c>; or the result of the try when nobody could look: nothing is posted then.
    /// </summary>
    /// <param name="parts">How many parts the message has.</param>
    /// <param name="since">When the delivery was made.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<(IReadOnlyDictionary<int, string> Found, SendResult? Trouble)> Look(
        int parts,
        DateTimeOffset since,
        CancellationToken cancel
    )
    {
        // Slack's clock and ours differ a little.
        var oldest = (since - TimeSpan.FromMinutes(2)).ToUnixTimeSeconds();
        var trouble = await Read(target.Thread, oldest, cancel);
        if (
            trouble is null
            && target.Thread is null
            && parts > 1
            && _found.TryGetValue(1, out var first)
        )
        {
            trouble = await Read(first, oldest, cancel);
        }
        return (_found, trouble);
    }

    private async Task<SendResult?> Read(string? thread, long oldest, CancellationToken cancel)
    {
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            List<KeyValuePair<string, string>> query =
            [
                new("channel", target.Channel),
                new("limit", "100"),
                new("include_all_metadata", "true"),
                new("oldest", oldest.ToString(CultureInfo.InvariantCulture)),
            ];
            if (thread is not null)
            {
                query.Add(new("ts", thread));
            }
            if (cursor.Length > 0)
            {
                query.Add(new("cursor", cursor));
            }
            var answer = await api.Get(
                thread is null ? "conversations.history" : "conversations.replies",
                query,
                cancel
            );
            if (answer.Ok is not { } ok)
            {
                return Trouble(answer);
            }
            Note(ok);
            cursor = ok.TryGetProperty("response_metadata", out var more)
                ? SlackApi.Text(more, "next_cursor")
                : "";
            if (cursor.Length == 0)
            {
                return null;
            }
        }
        return new SendResult.GiveUp(
            "The message may have arrived, and the channel holds too many newer ones to find out. Look there, then send again or skip."
        );
    }

    /// <summary>While nobody could look, nothing is posted; where we never may look, a person does.</summary>
    private static SendResult Trouble(SlackAnswer answer) =>
        answer.Error is "missing_scope" or "not_allowed_token_type"
            ? new SendResult.GiveUp(
                "The message may have arrived, and the Slack app may not read the channel to make sure. Look there, then send again or skip; with the scope channels:history (groups:history for private channels) Afterword looks by itself."
            )
            : answer.Trouble switch
            {
                SendResult.TryLater later => new SendResult.Unknown(
                    $"Whether the message arrived could not be found out yet: {later.Reason}",
                    later.After
                ),
                { } other => other,
                null => new SendResult.Unknown(
                    "Whether the message arrived could not be found out yet."
                ),
            };

    private void Note(JsonElement ok)
    {
        if (
            !ok.TryGetProperty("messages", out var messages)
            || messages.ValueKind != JsonValueKind.Array
        )
        {
            return;
        }
        foreach (var message in messages.EnumerateArray())
        {
            if (
                message.ValueKind == JsonValueKind.Object
                && message.TryGetProperty("metadata", out var metadata)
                && SlackApi.Text(metadata, "event_type") == EventType
                && metadata.TryGetProperty("event_payload", out var payload)
                && SlackApi.Text(payload, "delivery") == delivery
                && payload.TryGetProperty("part", out var part)
                && part.TryGetInt32(out var number)
            )
            {
                _found.TryAdd(number, SlackApi.Text(message, "ts"));
            }
        }
    }
}
