using Afterword.Core.Events;

namespace Afterword.Server.Data;

/// <summary>
/// An event somebody must be told of: inserted with the event, deleted with the update it led to. A row of its own, because a
/// late commit on PostgreSQL would slip past any "events since number n".
/// </summary>
internal sealed class Announcement
{
    private Announcement() { }

    public Announcement(Event happened) => Event = happened;

    public long EventId { get; private set; }

    public Event Event { get; private set; } = null!;
}
