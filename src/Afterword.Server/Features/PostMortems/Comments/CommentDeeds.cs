using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Comments;

/// <summary>What people do to comments, on the page and through the API.</summary>
internal static class CommentDeeds
{
    /// <summary>Says something about a section, or answers.</summary>
    /// <returns>Null when there is no such post-mortem for this viewer.</returns>
    /// <exception cref="RuleException">Nothing is said, too much, or about a section that is not there.</exception>
    public static Task<Comment?> WriteComment(
        this Store store,
        string key,
        Viewer viewer,
        string place,
        string body,
        int? parent,
        By by
    ) =>
        store.Write<Comment?>(async db =>
        {
            var number = db.Keys.IncidentNumber(key);
            var content = await db.VisiblePostMortems(viewer)
                .Where(p => p.IncidentNumber == number)
                .Select(p => p.Content)
                .SingleOrDefaultAsync();
            if (content is null)
            {
                return null;
            }
            var answered = parent is null
                ? null
                : await db.Comments.SingleOrDefaultAsync(c =>
                    c.Number == parent && c.IncidentNumber == number
                ) ?? throw new RuleException("parent", "There is no such comment to answer.");
            if (answered is null && !CommentPlaces.Of(content).Any(p => p.Place == place))
            {
                throw new RuleException(
                    "section",
                    $"There is no section “{place}”; one of {string.Join(", ", CommentPlaces.Of(content).Select(p => p.Place))}."
                );
            }
            var comment = Comment.Write(
                await db.NextComment(),
                number!.Value,
                place,
                body,
                by,
                answered
            );
            db.Comments.Add(comment);
            return comment;
        });

    /// <summary>Does something to a comment.</summary>
    /// <returns>Null when there is none for this viewer.</returns>
    /// <exception cref="RuleException">The deed does not follow.</exception>
    public static Task<Comment?> ChangeComment(
        this Store store,
        int number,
        Viewer viewer,
        Action<Comment> deed
    ) =>
        store.Write(async db =>
        {
            var comment = await db.VisibleComments(viewer)
                .AsTracking()
                .SingleOrDefaultAsync(c => c.Number == number && c.WithdrawnAt == null);
            if (comment is not null)
            {
                deed(comment);
            }
            return comment;
        });
}
