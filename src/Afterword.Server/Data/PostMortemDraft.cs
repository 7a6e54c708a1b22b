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

    /// <summary>Keeps what was typed.</summary>
    public void Keep(string form, DateTimeOffset now) => (Form, KeptAt) = (form, now);

    /// <summary>Notes that they are there.</summary>
    public void See(string place, DateTimeOffset now) => (Place, SeenAt) = (place, now);

    /// <summary>Forgets the words: they are saved, or not wanted.</summary>
    public void Forget() => (Form, KeptAt) = (null, null);

    /// <summary>Forgets that they are there.</summary>
    public void Leave() => (Place, SeenAt) = ("", DateTimeOffset.UnixEpoch);
}
