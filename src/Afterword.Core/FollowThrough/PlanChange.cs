using Afterword.Core.Events;

namespace Afterword.Core.FollowThrough;

/// <summary>What a person decided about a message ahead, by its slot: not to be sent, or at another time. The last word counts.</summary>
public sealed class PlanChange : Noun
{
    private PlanChange() { }

    /// <summary>The number of the decision.</summary>
    public int Number { get; private set; }

    /// <summary>The slot of what is owed. Unique.</summary>
    public string Slot { get; private set; } = "";

    /// <summary>The incident it is about; null for a person's own reminders.</summary>
    public int? IncidentNumber { get; private set; }

    /// <summary>The one person it would go to, if any.</summary>
    public int? PersonId { get; private set; }

    /// <summary>It is not to be sent.</summary>
    public bool Skipped { get; private set; }

    /// <summary>The instant it is moved to, UTC; null leaves the planned one.</summary>
    public DateTimeOffset? MovedTo { get; private set; }

    /// <summary>Why, in the words of whoever decided.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>As the cadence sees it.</summary>
    public PlanWish Wish => new(Skipped, MovedTo);

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Plan;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>A decision about something owed; it says nothing until <see cref="Skip"/>, <see cref="Move"/> or <see cref="SendNow"/>.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="owed">What is owed.</param>
    public static PlanChange About(int number, Obligation owed) =>
        new()
        {
            Number = number,
            Slot = owed.Slot,
            IncidentNumber = owed.IncidentNumber,
            PersonId = owed.PersonId,
        };

    /// <summary>Says that the message is not to be sent.</summary>
    /// <exception cref="RuleException">No reason is given.</exception>
    public void Skip(string reason, By by)
    {
        Reason = Said(reason);
        Skipped = true;
        Happened(EventKind.PlanSkipped, by, reason: Reason, note: Slot);
    }

    /// <summary>Moves the message to another instant.</summary>
    /// <exception cref="RuleException">The instant has passed or is over a year ahead, or no reason is given.</exception>
    public void Move(DateTimeOffset to, string reason, By by)
    {
        if (to <= by.At || to > by.At.AddDays(366))
        {
            throw new RuleException("to", "Choose an instant ahead, at most a year from now.");
        }
        Reason = Said(reason);
        var changes = new Changes();
        changes.Of("movedTo", MovedTo, to);
        (Skipped, MovedTo) = (false, to);
        Happened(EventKind.PlanMoved, by, changes.All, Reason, Slot);
    }

    /// <summary>Sends the message now instead of then.</summary>
    /// <exception cref="RuleException">No reason is given.</exception>
    public void SendNow(string reason, By by)
    {
        Reason = Said(reason);
        (Skipped, MovedTo) = (false, by.At);
        Happened(EventKind.PlanSentNow, by, reason: Reason, note: Slot);
    }

    private static string Said(string reason) =>
        string.IsNullOrWhiteSpace(reason)
            ? throw new RuleException("reason", "Say why; the ledger keeps the reason.")
        : reason.Trim().Length > 500
            ? throw new RuleException("reason", "Say it in at most 500 characters.")
        : reason.Trim();
}
