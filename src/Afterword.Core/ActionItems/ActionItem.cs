using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;

namespace Afterword.Core.ActionItems;

/// <summary>One thing that will be done because of an incident, by one owner, by a day.</summary>
public sealed partial class ActionItem : Noun
{
    private ActionItem() { }

    /// <summary>The number behind the key (<c>OUT-123</c>).</summary>
    public int Number { get; private set; }

    /// <summary>The incident it came of.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>What is to be done, in a line that starts with a verb.</summary>
    public string Title { get; private set; } = "";

    /// <summary>More about it, Markdown.</summary>
    public string Description { get; private set; } = "";

    /// <summary>The one person who owns it; null when a team does or nobody yet.</summary>
    public int? OwnerId { get; private set; }

    /// <summary>The team that owns it, whose lead is accountable; null when a person does or nobody yet.</summary>
    public int? OwnerTeamId { get; private set; }

    /// <summary>The owner's words in an imported document, kept while they name nobody we know.</summary>
    public string OwnerText { get; private set; } = "";

    /// <summary>The due date, a calendar day; null when there is none.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Due words that are no day ("Next sprint"): kept, shown, asked about.</summary>
    public string DueText { get; private set; } = "";

    /// <summary>The first day of the expected range, where the owner gave a range; the last is <see cref="DueOn"/>.</summary>
    public DateOnly? DueFrom { get; private set; }

    /// <summary>The first due date it was given.</summary>
    public DateOnly? OriginalDueOn { get; private set; }

    /// <summary>How often the due date moved later.</summary>
    public int Slips { get; private set; }

    /// <summary>How urgent it is; null when unknown.</summary>
    public Priority? Priority { get; private set; }

    /// <summary>Where it stands.</summary>
    public ActionItemStatus Status { get; private set; }

    /// <summary>Why it was cancelled or what blocks it; empty otherwise.</summary>
    public string StatusReason { get; private set; } = "";

    /// <summary>What blocks it, or blocked it last, in full; null where only a sentence was said.</summary>
    public BlockerAnswers? Blocker { get; private set; }

    /// <summary>What reviewers were last asked to look at; null before.</summary>
    public ReviewRequest? Review { get; private set; }

    /// <summary>Until this day its owner is not reminded; null when nothing holds reminders back.</summary>
    public DateOnly? SnoozedUntil { get; private set; }

    /// <summary>The update it follows up, if any.</summary>
    public int? FromUpdate { get; private set; }

    /// <summary>Which of the four questions it answers.</summary>
    public LearningCategory? Category { get; private set; }

    /// <summary>The ticket in a tracker: an URL or a key; empty when there is none.</summary>
    public string Ticket { get; private set; } = "";

    /// <summary>Runbook and document links.</summary>
    public IReadOnlyList<Link> Links { get; private set; } = [];

    /// <summary>Tags, sorted.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>The item this one follows up, if any.</summary>
    public int? ParentNumber { get; private set; }

    /// <summary>How we will know that it works.</summary>
    public string Acceptance { get; private set; } = "";

    /// <summary>What was done: pull request, change, when, what monitoring shows since.</summary>
    public string Evidence { get; private set; } = "";

    /// <summary>What the check after closing found; empty before it.</summary>
    public string Verification { get; private set; } = "";

    /// <summary>When it was written down, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When somebody began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it was done or cancelled, UTC.</summary>
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>When somebody last touched it, UTC.</summary>
    public DateTimeOffset LastActivityAt { get; private set; }

    /// <summary>How often it was reopened.</summary>
    public int Reopenings { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.ActionItem;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>True while there is something left to do.</summary>
    public bool IsOpen => StatusWords.IsOpen(Status);
}
