using Afterword.Core.Events;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Data;

/// <summary>
/// What one person is writing in a post-mortem: kept while they type, so that a crash of the browser costs nothing, and told to the
/// others, so that they see who is where. Short-lived, no history.
/// </summary>
internal sealed class PostMortemDraft
{
    /// <summary>How long after the last sign of life somebody counts as present.</summary>
    public static readonly TimeSpan Present = TimeSpan.FromSeconds(45);

    private PostMortemDraft() { }

    public PostMortemDraft(int incidentNumber, int personId) =>
        (IncidentNumber, PersonId) = (incidentNumber, personId);

    public int IncidentNumber { get; private set; }

    public int PersonId { get; private set; }

    /// <summary>The form as typed, as JSON; null when nothing is unsaved.</summary>
    public string? Form { get; private set; }

    /// <summary>When the words were kept, UTC.</summary>
    public DateTimeOffset? KeptAt { get; private set; }

    /// <summary>The part they are in, as the page names it; empty for none.</summary>
    public string Place { get; private set; } = "";

    /// <summary>The last sign of life of their editor, UTC.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>The form that was discarded last, as JSON; can be brought back for an hour.</summary>
    public string? Discarded { get; private set; }

    /// <summary>When it was discarded, UTC.</summary>
    public DateTimeOffset? DiscardedAt { get; private set; }

    /// <summary>Puts the words aside because they are not wanted.</summary>
    public void Discard(DateTimeOffset now)
    {
        if (Form is not null)
        {
            (Discarded, DiscardedAt) = (Form, now);
            Forget();
        }
    }

    /// <summary>Brings discarded words back.</summary>
    public void Restore(DateTimeOffset now)
    {
        if (Discarded is not null && DiscardedAt is { } at && Undoing.InTime(at, now))
        {
            Keep(Discarded, now);
            (Discarded, DiscardedAt) = (null, null);
        }
    }

    /// <summary>Keeps what was typed.</summary>
    public void Keep(string form, DateTimeOffset now) => (Form, KeptAt) = (form, now);

    /// <summary>Notes that they are there.</summary>
    public void See(string place, DateTimeOffset now) => (Place, SeenAt) = (place, now);

    /// <summary>Forgets the words: they are saved, or not wanted.</summary>
    public void Forget() => (Form, KeptAt) = (null, null);

    /// <summary>Forgets that they are there.</summary>
    public void Leave() => (Place, SeenAt) = ("", DateTimeOffset.UnixEpoch);
}
