using System.Globalization;
using System.Text.Json;
using Afterword.Core.Delivery;
using Afterword.Core.Rendering;

namespace Afterword.Server.Delivery.Channels;

/// <summary>Posts the parts of one message that do not stand there yet; the later ones answer the first.</summary>
internal sealed class SlackPosting(SlackApi api, SlackTarget target, string delivery)
{
    private IReadOnlyDictionary<int, string> _there = new Dictionary<int, string>();

    /// <summary>Finds out what of the message has arrived.</summary>
    /// <returns>The result of the try when that could not be found out; null when it could.</returns>
    public async Task<SendResult?> Look(int parts, DateTimeOffset since, CancellationToken cancel)
    {
        (_there, var trouble) = await new SlackReading(api, target, delivery).Look(
            parts,
            since,
            cancel
        );
        return trouble;
    }

    /// <summary>Posts what is missing.</summary>
    /// <returns>Sent with the <c>ts</c> of the first part, or what went wrong.</returns>
    public async Task<SendResult> Post(
        IReadOnlyList<SlackPart> parts,
        TimeProvider clock,
        TimeSpan gap,
        CancellationToken cancel
    )
    {
        var first = "";
        for (var number = 1; number <= parts.Count; number++)
        {
            if (!_there.TryGetValue(number, out var ts))
            {
                if (number > 1 && !await Pause(clock, gap, cancel))
                    return new SendResult.Unknown(
                        $"Afterword was stopped after part {number - 1} of {parts.Count}."
                    );
                var answer = await api.Post(
                    "chat.postMessage",
                    Form(parts[number - 1], number, number > 1 ? first : null),
                    cancel
                );
                if (answer.Trouble is { } trouble)
                    return number == 1 ? trouble : Half(trouble, number, parts.Count);
                ts = SlackApi.Text(answer.Ok!.Value, "ts");
            }
            if (number == 1)
                first = ts;
        }
        return new SendResult.Sent(first);
    }

    /// <summary>Some parts stand there: the next try must look before it posts, whatever this one came to.</summary>
    private static SendResult Half(SendResult trouble, int number, int parts) =>
        trouble switch
        {
            SendResult.TryLater later => new SendResult.Unknown(
                $"Part {number} of {parts} is not posted yet: {later.Reason}",
                later.After
            ),
            SendResult.GiveUp never => new SendResult.GiveUp(
                $"Part {number} of {parts}: {never.Reason}"
            ),
            _ => trouble,
        };

    private List<KeyValuePair<string, string>> Form(SlackPart part, int number, string? first)
    {
        List<KeyValuePair<string, string>> form =
        [
            new("channel", target.Channel),
            new("text", part.Text),
            new("blocks", part.Blocks),
            new("unfurl_links", "false"),
            new("unfurl_media", "false"),
            new("metadata", Metadata(number)),
        ];
        if ((target.Thread ?? first) is { } thread)
            form.Add(new("thread_ts", thread));
        return form;
    }

    private string Metadata(int part) =>
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["event_type"] = SlackReading.EventType,
                ["event_payload"] = new Dictionary<string, object>
                {
                    ["delivery"] = delivery,
                    ["part"] = part,
                },
            }
        );

    private static async Task<bool> Pause(
        TimeProvider clock,
        TimeSpan gap,
        CancellationToken cancel
    )
    {
        try
        {
            await Task.Delay(gap, clock, cancel);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
