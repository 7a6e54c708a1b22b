using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// Something owed: what, to whom, by when. Its slot is deterministic, so that owing it twice is impossible. Whom it goes to: one
/// person when <see cref="PersonId"/> is set, in the voice of <see cref="Audience"/> (owner, manager, team lead); else all of that audience.
/// </summary>
public sealed record Obligation
{
    /// <summary>The key of the update that meets it: <c>INC-12/initial-summary/leadership</c>, with the shipped prefix whatever the setting says, so that a new prefix owes nothing anew.</summary>
    public required string Slot { get; init; }

    /// <summary>What is owed.</summary>
    public required UpdateKind Kind { get; init; }

    /// <summary>What it is about, finer than the kind: why an escalation or a reminder goes out.</summary>
    public required Matter Matter { get; init; }

    /// <summary>Who it is written for; all of them get it unless it goes to one person.</summary>
    public required Audience Audience { get; init; }

    /// <summary>The one person it goes to; null for a whole audience or the thread.</summary>
    public int? PersonId { get; init; }

    /// <summary>The incident; null for what a person is told about several.</summary>
    public int? IncidentNumber { get; init; }

    /// <summary>The items it is about; empty for the incident as a whole.</summary>
    public IReadOnlyList<int> ItemNumbers { get; init; } = [];

    /// <summary>Which step of a path it is, from 1; 0 where there is no path.</summary>
    public int Step { get; init; }

    /// <summary>From when on its draft can be made, UTC.</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>By when it is owed, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it goes out by itself, UTC; null when it waits for a person. The same as <see cref="OpensAt"/> where nobody looks first.</summary>
    public DateTimeOffset? SendsAt { get; init; }

    /// <summary>Why it is owed, in a sentence for the plan.</summary>
    public string Why { get; init; } = "";

    /// <summary>When it was met, UTC; null while it is owed.</summary>
    public DateTimeOffset? MetAt { get; init; }

    /// <summary>A person decided that it is not needed.</summary>
    public bool Waived { get; init; }

    /// <summary>True while somebody or the product still has to do something for it.</summary>
    public bool IsOpen => MetAt is null && !Waived;

    /// <summary>How late it was met, or is by now; null when it is in time.</summary>
    public TimeSpan? LateBy(DateTimeOffset now) =>
        (MetAt ?? now) - DueAt is { Ticks: > 0 } late && !Waived ? late : null;

    /// <summary>What an update that meets it is about.</summary>
    public UpdateAbout About =>
        new(
            Slot,
            Kind,
            Audience,
            IncidentNumber,
            ItemNumbers is [var only] ? only : null,
            DueAt,
            PersonId
        );
}

/// <summary>What something owed is about.</summary>
public enum Matter
{
    /// <summary>The first summary of an incident.</summary>
    FirstSummary,

    /// <summary>The lead is reminded that the first summary is owed soon.</summary>
    FirstSummaryNudge,

    /// <summary>The first summary was not sent in time.</summary>
    FirstSummaryMissed,

    /// <summary>The follow-up of a week.</summary>
    Weekly,

    /// <summary>Weekly follow-ups end; what remains.</summary>
    WeeklyEnded,

    /// <summary>What a person owes, bundled.</summary>
    Reminder,

    /// <summary>An item nobody has touched for long.</summary>
    Stalled,

    /// <summary>An item past its due date.</summary>
    Overdue,

    /// <summary>An item is done.</summary>
    Done,

    /// <summary>The last item is closed.</summary>
    Closing,

    /// <summary>Some weeks later: do the fixes hold?</summary>
    CheckIn,

    /// <summary>The check-in has no answer yet.</summary>
    CheckInNudge,

    /// <summary>Nobody answers the check-in.</summary>
    CheckInUnanswered,

    /// <summary>"Could this hit you?" has no answer yet.</summary>
    RiskNudge,

    /// <summary>Nobody says whether it could hit their service.</summary>
    RiskUnanswered,
}
