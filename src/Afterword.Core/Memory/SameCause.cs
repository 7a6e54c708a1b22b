using Afterword.Core.Events;

namespace Afterword.Core.Memory;

/// <summary>A person says that an incident had the cause of an earlier one. It counts as a recurrence until somebody takes it back.</summary>
public sealed class SameCause : Noun
{
    private SameCause() { }

    /// <summary>The number of the statement.</summary>
    public int Number { get; private set; }

    /// <summary>The later incident: the one that recurred.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>The earlier incident.</summary>
    public int EarlierNumber { get; private set; }

    /// <summary>Items of the earlier incident were still open when the later one happened.</summary>
    public bool WhileFixOpen { get; private set; }

    /// <summary>Who said so; null for the product itself, which never does.</summary>
    public int? ConfirmedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ConfirmedAt { get; private set; }

    /// <summary>When it was taken back, UTC; null while it stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.SameCause;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>Says it.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="incident">One of the two incidents.</param>
    /// <param name="other">The other; whichever happened first is the earlier one.</param>
    /// <param name="openItems">How many items of the earlier one were open when the later one happened.</param>
    /// <param name="by">Who.</param>
    /// <exception cref="RuleException">Both are the same incident.</exception>
    public static SameCause Confirm(int number, Moment incident, Moment other, int openItems, By by)
    {
        if (incident.Number == other.Number)
        {
            throw new RuleException("earlier", "An incident cannot have recurred from itself.");
        }
        var (earlier, later) = Order(incident, other);
        var same = new SameCause
        {
            Number = number,
            IncidentNumber = later.Number,
            EarlierNumber = earlier.Number,
            WhileFixOpen = openItems > 0,
            ConfirmedById = by.PersonId,
            ConfirmedAt = by.At,
        };
        same.Happened(
            EventKind.CauseConfirmed,
            by,
            [new FieldChange("sameCauseAs", null, $"INC-{earlier.Number}")],
            note: openItems > 0 ? $"{openItems} open items of the earlier incident" : null
        );
        return same;
    }

    /// <summary>Which of two incidents came first: by when they happened, then by number.</summary>
    public static (Moment Earlier, Moment Later) Order(Moment one, Moment other) =>
        (one.At, one.Number).CompareTo((other.At, other.Number)) <= 0 ? (one, other) : (other, one);

    /// <summary>Says it again after it was taken back.</summary>
    /// <param name="openItems">How many items of the earlier one were open when the later one happened.</param>
    /// <param name="by">Who.</param>
    public void ConfirmAgain(int openItems, By by)
    {
        if (WithdrawnAt is null)
        {
            return;
        }
        WithdrawnAt = null;
        (ConfirmedById, ConfirmedAt, WhileFixOpen) = (by.PersonId, by.At, openItems > 0);
        Happened(
            EventKind.CauseConfirmed,
            by,
            [new FieldChange("sameCauseAs", null, $"INC-{EarlierNumber}")]
        );
    }

    /// <summary>Takes it back.</summary>
    /// <exception cref="RuleException">It was taken back already.</exception>
    public void Withdraw(string? reason, By by)
    {
        if (WithdrawnAt is not null)
        {
            throw new RuleException("", "This was taken back already.");
        }
        WithdrawnAt = by.At;
        Happened(
            EventKind.CauseWithdrawn,
            by,
            [new FieldChange("sameCauseAs", $"INC-{EarlierNumber}", null)],
            string.IsNullOrWhiteSpace(reason) ? null : reason.Trim()
        );
    }
}

/// <summary>An incident and when it happened.</summary>
/// <param name="Number">The incident's number.</param>
/// <param name="At">When it happened as far as is known, UTC.</param>
public readonly record struct Moment(int Number, DateTimeOffset At);
