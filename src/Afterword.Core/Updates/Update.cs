using Afterword.Core.Events;

namespace Afterword.Core.Updates;

/// <summary>One communication to one audience. Its words are frozen at approval; what a channel sends is made from them.</summary>
public sealed partial class Update : Noun
{
    private Update() { }

    /// <summary>The number of the update.</summary>
    public int Number { get; private set; }

    /// <summary>What it is about, kind, audience and slot: <c>INC-12/initial-summary/leadership</c>. Unique, so nothing is owed twice.</summary>
    public string Slot { get; private set; } = "";

    /// <summary>The incident it is about, if any.</summary>
    public int? IncidentNumber { get; private set; }

    /// <summary>The item it is about, if any.</summary>
    public int? ItemNumber { get; private set; }

    /// <summary>What it is for.</summary>
    public UpdateKind Kind { get; private set; }

    /// <summary>Who it is for.</summary>
    public Audience Audience { get; private set; }

    /// <summary>The one person it goes to; null where the audience is more than one.</summary>
    public int? PersonId { get; private set; }

    /// <summary>The team it goes to; null where the audience is no team.</summary>
    public int? TeamId { get; private set; }

    /// <summary>The number of the update it puts right (C7); it goes to those who got that one.</summary>
    public int? CorrectionOf { get; private set; }

    /// <summary>The subject; never changes within a thread.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The words, Markdown.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public UpdateState State { get; private set; }

    /// <summary>When it is owed, UTC; null for what nobody asked for.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When it goes by itself, UTC; null for one that waits for a person, and once it has gone.</summary>
    public DateTimeOffset? ScheduledAt { get; private set; }

    /// <summary>By when this update promises the next one, UTC; the incident promises the same once this has gone. Null leaves the incident's own.</summary>
    public DateTimeOffset? NextUpdateAt { get; private set; }

    /// <summary>When it was drafted, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Who wrote it; null for a draft the product made and nobody has edited yet.</summary>
    public int? AuthorId { get; private set; }

    /// <summary>Who approved it; null where the product may by itself.</summary>
    public int? ApprovedById { get; private set; }

    /// <summary>When it was approved, UTC.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>SHA-256 of subject and body at approval, hexadecimal; null before.</summary>
    public string? WordsHash { get; private set; }

    /// <summary>When the last delivery was settled, UTC.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Update;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>What it is about and for whom.</summary>
    public UpdateAbout About =>
        new(Slot, Kind, Audience, IncidentNumber, ItemNumber, DueAt, PersonId, TeamId);

    /// <summary>True once the words can no longer change.</summary>
    public bool IsFrozen => State is not UpdateState.Draft;
}
