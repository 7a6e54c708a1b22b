namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// One Update for one target, as the facts a channel makes its payload from. Words are final: they come from the Update, frozen
/// at its approval.
/// </summary>
internal sealed record OutgoingMessage
{
    /// <summary>The delivery's unique key; the same over every try (<c>INC-12/initial-summary/leadership/1→lee@example.org</c>).</summary>
    public required string DeliveryKey { get; init; }

    /// <summary>Where it goes, in the channel's own form: a mail address, a Slack channel id.</summary>
    public required string Target { get; init; }

    /// <summary>The target's name for people, or null when it has none.</summary>
    public string? TargetName { get; init; }

    /// <summary>The subject. Within one thread it never changes, so that mail programs keep the thread together.</summary>
    public required string Subject { get; init; }

    /// <summary>The body, Markdown.</summary>
    public required string Markdown { get; init; }

    /// <summary>The line a mail program shows beside the subject; null takes the beginning of the body.</summary>
    public string? Preheader { get; init; }

    /// <summary>The language of the words, as BCP 47 (<c>en</c>).</summary>
    public string Language { get; init; } = "en";

    /// <summary>When the words were approved; the mail's Date.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>This message's id on the wire, without angle brackets; made once from the delivery key.</summary>
    public required string MessageId { get; init; }

    /// <summary>The ids of the earlier messages of this thread at this target, oldest (the root) first, without angle brackets; empty for the first.</summary>
    public IReadOnlyList<string> ThreadIds { get; init; } = [];

    /// <summary>The list this belongs to, as <c>name.host</c> (<c>inc-12.afterword.example.org</c>), for people's mail filters; null for none.</summary>
    public string? ListId { get; init; }

    /// <summary>The page where the reader stops these messages; an https address unsubscribes in one click (RFC 8058). Null for none.</summary>
    public Uri? UnsubscribeUrl { get; init; }

    /// <summary>Why the reader gets this, one sentence for the foot of the message; null for none.</summary>
    public string? Footer { get; init; }

    /// <summary>The files that go with it.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];
}

/// <summary>A file that goes with a message.</summary>
/// <param name="FileName">Its name, without a folder.</param>
/// <param name="MediaType">What it is (<c>text/markdown</c>).</param>
/// <param name="Content">Its bytes.</param>
internal sealed record Attachment(string FileName, string MediaType, byte[] Content);

/// <summary>What <see cref="IChannel.Render"/> made, as it stands in the deliveries row.</summary>
/// <param name="DeliveryKey">The delivery's unique key.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Content">The payload, the same for every try; UTF-8 on the wire.</param>
internal sealed record OutgoingPayload(string DeliveryKey, string Target, string Content)
{
    /// <summary>What the peer called the message that opened this thread; null for the first message, or where ids are ours.</summary>
    public string? ThreadRoot { get; init; }

    /// <summary>An earlier try may have arrived: a channel that can look does so before it sends again.</summary>
    public bool MayHaveArrived { get; init; }

    /// <summary>When the delivery was made, UTC; what stands at the peer from before cannot be it.</summary>
    public DateTimeOffset? MadeAt { get; init; }
}
