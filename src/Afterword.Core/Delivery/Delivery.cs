using Afterword.Core.Events;

namespace Afterword.Core.Delivery;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its first try.</summary>
    Ready,

    /// <summary>A worker is at it, until its lease ends.</summary>
    Leased,

    /// <summary>A try failed in a way that may pass; waits for the next.</summary>
    RetryWait,

    /// <summary>The link was lost after the peer may have accepted it; the next try carries the same identity.</summary>
    Unknown,

    /// <summary>The peer accepted it.</summary>
    Sent,

    /// <summary>Kept in the Outbox, because no channel is configured for it.</summary>
    Kept,

    /// <summary>Will not arrive by itself; a person decides.</summary>
    Dead,

    /// <summary>A person decided that it is not needed.</summary>
    Skipped,

    /// <summary>It was not sent while it was still worth reading; a person decides whether it goes now.</summary>
    Missed,
}

/// <summary>
/// One update to one target on one channel: the outbox row. Unique by update, channel and target. A worker claims it by a lease;
/// the fence grows with every claim, and whoever comes back with an old one is refused, so a worker that slept past its lease
/// cannot overwrite what its successor did.
/// </summary>
public sealed partial class Delivery : Noun
{
    private Delivery() { }

    /// <summary>The database's number.</summary>
    public long Id { get; private set; }

    /// <summary>The update it carries.</summary>
    public int UpdateNumber { get; private set; }

    /// <summary>The incident the update is about, if any.</summary>
    public int? IncidentNumber { get; private set; }

    /// <summary>The channel's id (<c>email</c>).</summary>
    public string Channel { get; private set; } = "";

    /// <summary>The address on that channel.</summary>
    public string Target { get; private set; } = "";

    /// <summary>Whose address it is, in words.</summary>
    public string TargetName { get; private set; } = "";

    /// <summary>The person behind the address; null for a team's address or one that was typed.</summary>
    public int? PersonId { get; private set; }

    /// <summary>
    /// The host behind the target (the domain of a mail address, the host of an URL), lower case. Workers take turns among lanes and
    /// put few messages into each at a time, so that a slow host delays only itself.
    /// </summary>
    public string Lane { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public DeliveryState State { get; private set; }

    /// <summary>When the first try of the schedule began, UTC; null before it.</summary>
    public DateTimeOffset? FirstTryAt { get; private set; }

    /// <summary>How many tries were begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>From when on a worker may claim it; null once it is settled.</summary>
    public DateTimeOffset? ClaimableAt { get; private set; }

    /// <summary>Grows with every claim.</summary>
    public int Fence { get; private set; }

    /// <summary>The worker that holds the lease; empty when none does.</summary>
    public string LeaseOwner { get; private set; } = "";

    /// <summary>
    /// True when an earlier try may have arrived (its worker died, or the link was cut after the hand-over): a channel that can look
    /// does so before it sends again.
    /// </summary>
    public bool MayHaveArrived { get; private set; }

    /// <summary>From when on it is not sent by itself any more, UTC; null when it is worth reading however late.</summary>
    public DateTimeOffset? NotAfter { get; private set; }

    /// <summary>What the channel sends, made once and stored before the first try; null until then.</summary>
    public string? Payload { get; private set; }

    /// <summary>The identity on the wire (the Message-ID of a mail), the same on every try; null until the payload is made.</summary>
    public string? MessageId { get; private set; }

    /// <summary>What the peer called it, if it said.</summary>
    public string RemoteId { get; private set; } = "";

    /// <summary>Why the last try failed, in words without secrets; empty when it did not.</summary>
    public string LastError { get; private set; } = "";

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was settled, UTC.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Delivery;

    /// <inheritdoc/>
    public override long SubjectId => Id;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>True once nobody needs to touch it any more.</summary>
    public bool IsSettled =>
        State is DeliveryState.Sent or DeliveryState.Kept or DeliveryState.Skipped;

    /// <summary>Writes a delivery into the outbox.</summary>
    public static Delivery To(
        Updates.Update update,
        string channel,
        string target,
        string targetName,
        int? personId,
        DateTimeOffset now
    ) =>
        new()
        {
            UpdateNumber = update.Number,
            IncidentNumber = update.IncidentNumber,
            Channel = channel,
            Target = target,
            TargetName = targetName,
            PersonId = personId,
            Lane = LaneOf(channel, target),
            CreatedAt = now,
            ClaimableAt = now,
            NotAfter = Staleness.Of(update, now),
        };

    /// <summary>The lane of a target: <c>email:example.org</c>; of a thread (<c>C0123/1700000000.000100</c>) that of its channel.</summary>
    public static string LaneOf(string channel, string target)
    {
        var host =
            Uri.TryCreate(target, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url.Host
            : target.LastIndexOf('@') is >= 0 and var at ? target[(at + 1)..]
            : target.Split('/')[0];
        return $"{channel}:{host.ToLowerInvariant()}";
    }
}
