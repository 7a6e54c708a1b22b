using Afterword.Core.ActionItems;

namespace Afterword.Core.Updates.Facts;

/// <summary>An action item as updates tell of it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Owner">The name of the owner; null when it has none.</param>
/// <param name="DueOn">The due date; null when there is none.</param>
/// <param name="DueText">Due words that are no day.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="StatusReason">What blocks it.</param>
public sealed record ItemFact(
    string Key,
    InternalText Action,
    string? Owner,
    DateOnly? DueOn,
    string DueText,
    ActionItemStatus Status,
    InternalText StatusReason
)
{
    /// <summary>The number behind its key.</summary>
    public int Number { get; init; }

    /// <summary>How urgent it is; null when unknown.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Its page; null where there is none to link to.</summary>
    public Uri? Page { get; init; }

    /// <summary>The first due date it was given.</summary>
    public DateOnly? PromisedOn { get; init; }

    /// <summary>How its due date moved, in order.</summary>
    public IReadOnlyList<DueMove> Moves { get; init; } = [];

    /// <summary>When it was closed, UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What was done and what monitoring shows since; Markdown.</summary>
    public InternalText Evidence { get; init; }

    /// <summary>When somebody last touched it, UTC.</summary>
    public DateTimeOffset? TouchedAt { get; init; }

    /// <summary>True while there is something left to do.</summary>
    public bool IsOpen => StatusWords.IsOpen(Status);

    /// <summary>Whole days past the due date; null when it is closed, not late or without a date.</summary>
    public int? DaysLate(DateTimeOffset now) =>
        IsOpen
        && DueOn is { } due
        && DateOnly.FromDateTime(now.UtcDateTime).DayNumber - due.DayNumber is > 0 and var days
            ? days
            : null;
}

/// <summary>A due date that moved.</summary>
/// <param name="From">The day it was.</param>
/// <param name="To">The day it is; null for none.</param>
/// <param name="Why">Why it moved.</param>
/// <param name="At">When it was moved, UTC.</param>
public sealed record DueMove(DateOnly? From, DateOnly? To, InternalText Why, DateTimeOffset At);

/// <summary>Who can be asked.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The mail address; empty when none is known.</param>
public sealed record LeadFact(string Name, string Email);
