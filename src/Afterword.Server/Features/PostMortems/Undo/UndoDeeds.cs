using System.Globalization;
using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Merging;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Undo;

/// <summary>
/// Takes back a deed of the last hour on a post-mortem, where nothing later changed the same place. Undoing is a deed of its own: it
/// stands in the history, and can be undone.
/// </summary>
internal static class UndoDeeds
{
    /// <summary>
    /// Whether there is a way back from such a deed. What was sent cannot be unsent: publishing is reopened instead. Deeds on items and
    /// on messages have their own (<c>ItemUndoDeeds</c>, <c>UpdateUndoDeeds</c>).
    /// </summary>
    public static bool CanUndo(EventKind kind) =>
        kind
            is EventKind.PostMortemChanged
                or EventKind.PostMortemSentToReview
                or EventKind.PostMortemReopened
                or EventKind.CommentWritten
                or EventKind.CommentResolved
                or EventKind.CommentReopened
                or EventKind.CommentWithdrawn
                or EventKind.IncidentChanged
                or EventKind.IncidentFollowed
                or EventKind.IncidentMitigated
                or EventKind.IncidentResolved
                or EventKind.IncidentReopened
                or EventKind.ItemLinked
                or EventKind.ItemUnlinked;

    /// <summary>Why a deed of the last hour cannot be taken back, and what to do instead; null for one that needs no words.</summary>
    public static string? WhyNot(EventKind kind) =>
        kind switch
        {
            EventKind.PostMortemPublished =>
                "Publishing cannot be undone: what was sent stays sent. Reopen it to change it, and publish it again.",
            EventKind.PostMortemStarted =>
                "Starting cannot be undone. An empty draft owes nobody anything; go on with it later.",
            EventKind.IncidentDeclared or EventKind.IncidentImported =>
                "An incident keeps its key. If it was none, say so in its title, resolve it, and discard its messages.",
            _ => null,
        };

    /// <summary>Takes a deed back.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="id">The event that tells of it.</param>
    /// <param name="viewer">Who may see it.</param>
    /// <param name="by">Who takes it back.</param>
    /// <returns>False when there is no such deed for this viewer.</returns>
    /// <exception cref="RuleException">It is too old, or something later stands in the way.</exception>
    public static Task<bool> Undo(this Store store, long id, Viewer viewer, By by) =>
        store.Write(async db =>
        {
            var deed = await db.Events.SingleOrDefaultAsync(e => e.Id == id);
            if (
                deed?.IncidentNumber is not { } incident
                || !CanUndo(deed.Kind)
                || !await db.Incidents.To(viewer).AnyAsync(i => i.Number == incident)
            )
            {
                return false;
            }
            Undoing.MustBeInTime(deed.At, by.At);
            await (
                deed.Subject switch
                {
                    SubjectKind.Comment => Comment(db, deed, by),
                    SubjectKind.ActionItem => Link(db, deed, by),
                    SubjectKind.Incident => IncidentUndo.TakeBack(
                        db,
                        incident,
                        deed,
                        Undoing.Why(deed.At),
                        by
                    ),
                    _ => PostMortem(db, incident, deed, by),
                }
            );
            return true;
        });

    private static async Task PostMortem(AfterwordDb db, int incident, Event deed, By by)
    {
        var stored = await db
            .PostMortems.AsTracking()
            .SingleAsync(p => p.IncidentNumber == incident);
        var why = Undoing.Why(deed.At);
        switch (deed.Kind)
        {
            case EventKind.PostMortemChanged:
                PostMortemDeeds.MustBeOpen(stored);
                stored.Edit(await Back(db, stored, deed), by, why);
                break;
            case EventKind.PostMortemSentToReview when stored.State == PostMortemState.InReview:
                stored.Reopen(why, by);
                break;
            case EventKind.PostMortemReopened
                when Before(deed) == PostMortemState.InReview
                    && stored.State is PostMortemState.Draft or PostMortemState.Reopened:
                stored.SendToReview(by);
                break;
            default:
                throw new RuleException(
                    "",
                    Before(deed) == PostMortemState.Published
                        ? "To go back to published, publish it again: the page asks who is to hear of it."
                        : "It has moved on since; take the step from its page."
                );
        }
    }

    /// <summary>The content without what the deed changed: a merge in which "mine" is what stood before it.</summary>
    private static async Task<PostMortemContent> Back(AfterwordDb db, PostMortem stored, Event deed)
    {
        if (
            deed.Facts.Note is not { } note
            || !note.StartsWith(Core.PostMortems.PostMortem.ReplacedNote, StringComparison.Ordinal)
            || !int.TryParse(
                note.AsSpan(Core.PostMortems.PostMortem.ReplacedNote.Length),
                CultureInfo.InvariantCulture,
                out var version
            )
            || await db.Set<PostMortemVersion>()
                .SingleOrDefaultAsync(v =>
                    v.IncidentNumber == stored.IncidentNumber && v.Version == version
                )
                is not { } before
        )
        {
            throw new RuleException("", "What stood there before is not kept any more.");
        }
        var after = await PostMortemVersion.At(db, stored, version + 1) ?? stored.Content;
        var merge = PostMortemMerge.Of(after, before.Content, stored.Content);
        if (merge.Conflicts.Count > 0)
        {
            throw new RuleException(
                "",
                $"{string.Join(", ", merge.Conflicts.Select(c => c.Part).Distinct())} {(merge.Conflicts.Count == 1 ? "was" : "were")} changed again since. Undo that first, or edit it by hand."
            );
        }
        return PostMortemContent.Compare(merge.Content, stored.Content).Count > 0
            ? merge.Content
            : throw new RuleException("", "Nothing of it stands any more.");
    }

    private static async Task Comment(AfterwordDb db, Event deed, By by)
    {
        var comment = await db.Comments.AsTracking().SingleAsync(c => c.Number == deed.SubjectId);
        switch (deed.Kind)
        {
            case EventKind.CommentWritten:
                comment.Withdraw(by);
                break;
            case EventKind.CommentResolved:
                comment.Reopen(by);
                break;
            case EventKind.CommentWithdrawn:
                comment.SayAgain(by);
                break;
            default:
                comment.Resolve(by);
                break;
        }
    }

    private static async Task Link(AfterwordDb db, Event deed, By by)
    {
        var item = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == deed.SubjectId);
        var incident = db.Keys.IncidentNumber(deed.Facts.Note);
        if (incident is null)
        {
            throw new RuleException("", "What it was linked to is not known any more.");
        }
        await CarryOver.CarryOverDeeds.Change(
            db,
            item,
            incident.Value,
            deed.Kind == EventKind.ItemUnlinked,
            by
        );
    }

    private static PostMortemState? Before(Event deed) =>
        deed.Facts.Changes.FirstOrDefault(c => c.Field == "state")?.From is { } from
        && SnakeCase.TryParse<PostMortemState>(from, out var state)
            ? state
            : null;
}
