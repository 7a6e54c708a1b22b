namespace Afterword.Core.Events;

/// <summary>
/// A thing with a life. Its verbs check the rules, change its state and append events; the one write path saves both
/// together, so nothing changes without its event and no event tells of a change that was not kept.
/// </summary>
public abstract class Noun
{
    private readonly List<Event> _events = [];

    /// <summary>Counts the saved changes, from 1; the ETag of the API and the guard against a stale edit.</summary>
    public int Version { get; private set; }

    /// <summary>The kind of thing this is.</summary>
    public abstract SubjectKind SubjectKind { get; }

    /// <summary>Its number, once it has one.</summary>
    public abstract long SubjectId { get; }

    /// <summary>The incident it belongs to, if any.</summary>
    public virtual int? OfIncident => null;

    /// <summary>What happened since it was loaded and is not saved yet.</summary>
    public IReadOnlyList<Event> NewEvents => _events;

    /// <summary>Hands over the new events and forgets them. Only the write path calls it.</summary>
    public IReadOnlyList<Event> DrainEvents()
    {
        Event[] drained = [.. _events];
        _events.Clear();
        foreach (var happened in drained)
        {
            happened.SubjectId = SubjectId;
            happened.IncidentNumber = OfIncident;
        }
        return drained;
    }

    /// <summary>Counts a save. Only the write path calls it.</summary>
    public void CountVersion() => Version++;

    /// <summary>Appends an event.</summary>
    protected void Happened(
        EventKind kind,
        By by,
        IReadOnlyList<FieldChange>? changes = null,
        string? reason = null,
        string? note = null
    ) => _events.Add(new Event(kind, SubjectKind, by, changes ?? [], reason, note));
}
