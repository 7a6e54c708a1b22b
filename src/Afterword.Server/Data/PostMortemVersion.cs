using Afterword.Core.PostMortems;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>
/// What a post-mortem said before an edit: the common ground of two people who wrote at once, and what Undo goes back to. Kept by the
/// write path, whichever door the edit came through.
/// </summary>
internal sealed class PostMortemVersion
{
    /// <summary>How many edits back a version is kept.</summary>
    public const int Most = 500;

    private PostMortemVersion() { }

    public int IncidentNumber { get; private set; }

    /// <summary>The number the post-mortem had with this content.</summary>
    public int Version { get; private set; }

    public PostMortemContent Content { get; private set; } = null!;

    /// <summary>Puts the content that an edit replaces beside the edit.</summary>
    public static void Keep(AfterwordDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries<PostMortem>().ToList())
        {
            var content = entry.Property(p => p.Content);
            if (entry.State != EntityState.Modified || !content.IsModified)
            {
                continue;
            }
            var version = new PostMortemVersion
            {
                IncidentNumber = entry.Entity.IncidentNumber,
                Version = entry.Property(p => p.Version).OriginalValue,
                Content = content.OriginalValue,
            };
            db.Add(version);
        }
    }

    /// <summary>Lets go of versions that no open editor can have begun with.</summary>
    public static Task Prune(AfterwordDb db, PostMortem now) =>
        db.Set<PostMortemVersion>()
            .Where(v => v.IncidentNumber == now.IncidentNumber && v.Version <= now.Version - Most)
            .ExecuteDeleteAsync();

    /// <summary>The content a post-mortem had at a version; null when it is not known any more.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="now">The post-mortem as it stands; null where none is begun.</param>
    /// <param name="version">The version somebody saw; 0 for none.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<PostMortemContent?> At(
        AfterwordDb db,
        PostMortem? now,
        int version,
        CancellationToken ct = default
    )
    {
        if (now is null || version <= 0)
        {
            return new PostMortemContent();
        }
        if (now.Version - version >= Most)
        {
            return null;
        }
        // Steps such as "to review" count a version too and leave no content: the next edit's is theirs.
        return (
                await db.Set<PostMortemVersion>()
                    .Where(v => v.IncidentNumber == now.IncidentNumber && v.Version >= version)
                    .OrderBy(v => v.Version)
                    .FirstOrDefaultAsync(ct)
            )?.Content
            ?? now.Content;
    }
}
