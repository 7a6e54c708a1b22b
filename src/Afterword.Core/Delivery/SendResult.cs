namespace Afterword.Core.Delivery;

/// <summary>
/// What came of one try to send one message to one target: a closed family, matched by <c>switch</c>.
/// A reason is one sentence an operator can read; it never holds a secret, an address list or message text.
/// </summary>
public abstract record SendResult
{
    private SendResult() { }

    /// <summary>How long the target asked us to wait, whatever became of the message; null when it did not ask.</summary>
    public TimeSpan? AskedToWait => (this as TryLater)?.After ?? (this as Unknown)?.After;

    /// <summary>The target has taken the message.</summary>
    /// <param name="RemoteId">The target's own name for it (a queue id, a Slack <c>ts</c>), or null when it gave none.</param>
    public sealed record Sent(string? RemoteId = null) : SendResult;

    /// <summary>Not sent, and surely not taken; the same message may succeed later.</summary>
    /// <param name="Reason">What happened.</param>
    /// <param name="After">How long the target asked us to wait (Retry-After), or null when it did not ask.</param>
    /// <param name="ServerDown">
    /// The trouble is the server's (unreachable, silent, sign-in refused), not this message's: everything for that server waits until
    /// it answers again.
    /// </param>
    public sealed record TryLater(string Reason, TimeSpan? After = null, bool ServerDown = false)
        : SendResult;

    /// <summary>Refused for good: sending the same again is pointless. The delivery becomes a dead letter a person sees.</summary>
    /// <param name="Reason">What happened.</param>
    public sealed record GiveUp(string Reason) : SendResult;

    /// <summary>
    /// The connection was lost after the message was handed over and before the answer came: it may or may not have arrived.
    /// Sending again may double it; a mail then carries the same Message-ID.
    /// </summary>
    /// <param name="Reason">What happened.</param>
    /// <param name="After">How long the target asked us to wait before we look or send again, or null when it did not ask.</param>
    public sealed record Unknown(string Reason, TimeSpan? After = null) : SendResult;
}
