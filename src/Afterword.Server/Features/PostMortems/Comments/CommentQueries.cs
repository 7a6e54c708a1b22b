using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Comments;

/// <summary>Reads of comments.</summary>
internal static class CommentQueries
{
    private const int Most = 1_000;

    /// <summary>The comments on a post-mortem, oldest first, with the names of those who wrote and resolved them.</summary>
    public static async Task<CommentsShown> Of(
        AfterwordDb db,
        int incident,
        Viewer viewer,
        CancellationToken ct = default
    )
    {
        var comments = await db.VisibleComments(viewer)
            .Where(c => c.IncidentNumber == incident && c.WithdrawnAt == null)
            .OrderBy(c => c.Number)
            .Take(Most)
            .ToListAsync(ct);
        var names = await NameQueries.Load(
            db,
            new NameQueries.Wanted().Person(
                comments.SelectMany(c => new[] { c.AuthorId, c.ResolvedById })
            ),
            ct
        );
        return new CommentsShown(comments, names);
    }
}

/// <summary>The comments of one post-mortem.</summary>
public sealed record CommentsShown(IReadOnlyList<Comment> All, NameQueries.Names Names)
{
    /// <summary>The conversations about a section, open ones first.</summary>
    public IEnumerable<Comment> About(string place) =>
        All.Where(c => c.Place == place && c.ParentNumber is null)
            .OrderBy(c => c.ResolvedAt is not null);

    public IEnumerable<Comment> AnswersTo(Comment comment) =>
        All.Where(c => c.ParentNumber == comment.Number);

    public int OpenCount => All.Count(c => c.ParentNumber is null && c.ResolvedAt is null);
}
