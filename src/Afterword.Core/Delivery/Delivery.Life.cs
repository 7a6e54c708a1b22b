using Afterword.Core.Events;

namespace Afterword.Core.Delivery;

public sealed partial class Delivery
{
    /// <summary>How long a claim lasts without renewal.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>True when a worker may claim it now: it is due, or its last worker let the lease run out.</summary>
    public bool IsClaimable(DateTimeOffset now) => ClaimableAt <= now;

    /// <summary>Claims it for a worker; the claim is committed before anything is sent.</summary>
    /// <returns>The fence with which the worker must come back.</returns>
    /// <exception cref="InvalidOperationException">It may not be claimed now.</exception>
    public int Claim(string worker, DateTimeOffset now)
    {
        if (!IsClaimable(now))
        {
            throw new InvalidOperationException(
                $"Delivery {Id} may not be claimed before {ClaimableAt:O}."
            );
        }
        // A lease that ran out, or a link that was cut: nobody knows what the peer has.
        MayHaveArrived |= State is DeliveryState.Leased or DeliveryState.Unknown;
        // A try that ended with its worker's death says nothing about the peer, so it moves no schedule on.
        Attempts += State == DeliveryState.Leased ? 0 : 1;
        State = DeliveryState.Leased;
        LeaseOwner = worker;
        ClaimableAt = now + Lease;
        FirstTryAt ??= now;
        return ++Fence;
    }

    /// <summary>Gives a claim back that came to nothing: no try was made, anybody may claim it at once.</summary>
    /// <returns>False when somebody else holds it by now.</returns>
    public bool Release(int fence)
    {
        if (!Holds(fence))
        {
            return false;
        }
        Attempts = Math.Max(0, Attempts - 1);
        if (Attempts == 0)
        {
            FirstTryAt = null;
        }
        Free();
        return true;
    }

    /// <summary>Gives a claim back because something else comes first (the message that opens its thread): no try was made.</summary>
    /// <param name="fence">What <see cref="Claim"/> gave.</param>
    /// <param name="until">When to look again, UTC.</param>
    /// <returns>False when somebody else holds it by now.</returns>
    public bool Postpone(int fence, DateTimeOffset until)
    {
        if (!Release(fence))
        {
            return false;
        }
        ClaimableAt = until;
        return true;
    }

    /// <summary>
    /// Ends the lease of a worker that is known to be gone, at once. Whoever claims it next knows that it may have arrived, and that it has
    /// waited since now.
    /// </summary>
    public void Orphan(DateTimeOffset now)
    {
        if (State == DeliveryState.Leased && ClaimableAt > now)
        {
            ClaimableAt = now;
        }
    }

    /// <summary>Keeps the claim for another lease.</summary>
    /// <returns>False when somebody else holds it by now.</returns>
    public bool Renew(int fence, DateTimeOffset now)
    {
        if (!Holds(fence))
        {
            return false;
        }
        ClaimableAt = now + Lease;
        return true;
    }

    /// <summary>Stores what will be sent, once; later tries send the same.</summary>
    public void Keep(string payload, string messageId)
    {
        Payload ??= payload;
        MessageId ??= messageId;
    }

    /// <summary>Writes down what a try came to.</summary>
    /// <param name="fence">What <see cref="Claim"/> gave.</param>
    /// <param name="result">What the channel said.</param>
    /// <param name="nextTryAt">When to try again where trying again helps; null when the schedule is exhausted.</param>
    /// <param name="by">The worker.</param>
    /// <returns>False when somebody else holds the claim by now: nothing was changed.</returns>
    public bool Record(int fence, SendResult result, DateTimeOffset? nextTryAt, By by)
    {
        if (!Holds(fence))
        {
            return false;
        }
        LeaseOwner = "";
        switch (result)
        {
            case SendResult.Sent sent:
                Settle(
                    DeliveryState.Sent,
                    EventKind.DeliverySent,
                    by,
                    note: sent.RemoteId ?? MessageId
                );
                (RemoteId, LastError) = (sent.RemoteId ?? "", "");
                break;
            case SendResult.TryLater later:
                MayHaveArrived = false;
                // Its server's gate holds it back; when that opens, the oldest message goes first.
                Wait(
                    DeliveryState.RetryWait,
                    later.Reason,
                    later.ServerDown && nextTryAt is not null ? CreatedAt : nextTryAt,
                    by
                );
                break;
            case SendResult.Unknown unknown:
                MayHaveArrived = true;
                Wait(DeliveryState.Unknown, unknown.Reason, nextTryAt, by);
                break;
            case SendResult.GiveUp never:
                Die(never.Reason, by);
                break;
            default:
                throw new InvalidOperationException($"No rule for {result.GetType().Name}.");
        }
        return true;
    }

    /// <summary>Keeps it in the Outbox instead of sending it.</summary>
    /// <returns>False when somebody else holds the claim by now.</returns>
    public bool KeepInOutbox(int fence, By by)
    {
        if (!Holds(fence))
        {
            return false;
        }
        LeaseOwner = "";
        Settle(DeliveryState.Kept, EventKind.DeliveryKept, by);
        return true;
    }

    /// <summary>Says, in the worker's name, that the hour has passed in which it was worth reading. A person may still send it.</summary>
    /// <returns>False when somebody else holds the claim by now.</returns>
    public bool Miss(int fence, By by)
    {
        if (!Holds(fence))
        {
            return false;
        }
        LeaseOwner = "";
        LastError =
            $"It was not sent by {NotAfter:yyyy-MM-dd HH:mm} UTC, and later it would only confuse. {LastError}".Trim();
        Settle(DeliveryState.Missed, EventKind.DeliveryMissed, by, LastError);
        return true;
    }

    /// <summary>True when it is too late to send it without asking.</summary>
    public bool IsStale(DateTimeOffset now) => NotAfter < now;

    /// <summary>Lets a dead, missed, skipped or kept delivery try again, from now on with a fresh schedule and however late.</summary>
    /// <exception cref="RuleException">It is under way or has arrived.</exception>
    public void Retry(By by)
    {
        if (
            State
            is not (
                DeliveryState.Dead
                or DeliveryState.Missed
                or DeliveryState.Skipped
                or DeliveryState.Kept
            )
        )
        {
            throw new RuleException(
                "",
                State == DeliveryState.Sent
                    ? "This message has arrived; send a correction instead."
                    : "This message is under way already."
            );
        }
        Restart(by);
        Happened(EventKind.DeliveryRetried, by);
    }

    /// <summary>Sends it to another address instead, from now on with a fresh schedule.</summary>
    /// <param name="target">The address on the same channel.</param>
    /// <param name="by">Who decides.</param>
    /// <exception cref="RuleException">It has arrived, or a worker is at it, or the address is empty or the same.</exception>
    public void Redirect(string target, By by)
    {
        if (State is DeliveryState.Sent or DeliveryState.Leased)
        {
            throw new RuleException(
                "target",
                "This message is on its way or has arrived; its address cannot change."
            );
        }
        if (string.IsNullOrWhiteSpace(target) || target.Trim() == Target)
        {
            throw new RuleException("target", "Give the address it should go to instead.");
        }
        var changes = new Changes();
        Target = changes.Of("target", Target, target.Trim());
        (Lane, PersonId) = (LaneOf(Channel, Target), null);
        Restart(by);
        (Payload, MessageId, MayHaveArrived) = (null, null, false);
        Happened(EventKind.DeliveryRedirected, by, changes.All);
    }

    /// <summary>Says that it is not needed.</summary>
    /// <exception cref="RuleException">It has arrived, or a worker is at it, or no reason is given.</exception>
    public void Skip(string reason, By by)
    {
        if (State is DeliveryState.Sent or DeliveryState.Leased)
        {
            throw new RuleException(
                "",
                "This message is on its way or has arrived; it cannot be skipped."
            );
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleException(
                "reason",
                "Say why this message is not needed; the ledger keeps the reason."
            );
        }
        Settle(DeliveryState.Skipped, EventKind.DeliverySkipped, by, reason.Trim());
    }

    /// <summary>Says, in the worker's name, that it is not needed any more.</summary>
    /// <returns>False when somebody else holds the claim by now.</returns>
    public bool SkipClaimed(int fence, string reason, By by)
    {
        if (!Holds(fence))
        {
            return false;
        }
        LeaseOwner = "";
        Settle(DeliveryState.Skipped, EventKind.DeliverySkipped, by, reason);
        return true;
    }

    private void Restart(By by)
    {
        if (State == DeliveryState.Kept)
        {
            // The Outbox's payload is its own; the channel that sends makes another from the same frozen words.
            Payload = null;
        }
        (State, ClaimableAt, SettledAt, FirstTryAt, Attempts) = (
            DeliveryState.Ready,
            by.At,
            null,
            null,
            0
        );
        NotAfter = null;
    }

    /// <summary>It was on its way already, so it goes to the head of its lane.</summary>
    private void Free() => (State, LeaseOwner, ClaimableAt) = (DeliveryState.Ready, "", CreatedAt);

    private bool Holds(int fence) => State == DeliveryState.Leased && Fence == fence;

    private void Wait(DeliveryState state, string reason, DateTimeOffset? nextTryAt, By by)
    {
        if (nextTryAt is null)
        {
            Die($"{reason} (tried {Attempts} times)", by);
            return;
        }
        (State, LastError, ClaimableAt) = (state, reason, nextTryAt);
    }

    private void Die(string reason, By by)
    {
        LastError = reason;
        Settle(DeliveryState.Dead, EventKind.DeliveryDied, by, reason);
    }

    private void Settle(
        DeliveryState state,
        EventKind kind,
        By by,
        string? reason = null,
        string? note = null
    )
    {
        (State, ClaimableAt, SettledAt) = (state, null, by.At);
        Happened(kind, by, reason: reason, note: note);
    }
}
