using System.Globalization;
using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>
/// Takes back deeds of the last hour on messages that have not left, and on the words for customers, where nothing later changed the
/// same words. What has left stays sent: a correction puts it right.
/// </summary>
internal static class UpdateUndoDeeds
{
    /// <summary>Whether there is a way back from such a deed.</summary>
    public static bool CanUndo(EventKind kind) =>
        kind
            is EventKind.UpdateDrafted
                or EventKind.UpdateEdited
                or EventKind.UpdateScheduled
                or EventKind.UpdateWithdrawn
                or EventKind.UpdateDiscarded
                or EventKind.UpdateRestored
                or EventKind.CustomerTextWritten
                or EventKind.CustomerTextApproved;

    /// <summary>Why a deed cannot be taken back, and what to do instead; null for one that needs no words.</summary>
    public static string? WhyNot(EventKind kind) =>
        kind switch
        {
            EventKind.UpdateApproved or EventKind.UpdateReleased or EventKind.UpdateSent =>
                "A sent message cannot be undone. Send a correction to the same readers.",
            EventKind.CustomerTextUnapproved =>
                "To approve the words again, read them and approve them: no words go to customers by an undo.",
            _ => null,
        };

    /// <summary>Takes a deed back.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="id">The event that tells of it.</param>
    /// <param name="caller">Who takes it back.</param>
    /// <returns>False when there is no such deed for this caller.</returns>
    /// <exception cref="RuleException">It is too old, or something later stands in the way.</exception>
    public static Task<bool> UndoUpdate(this Store store, long id, Caller caller) =>
        store.Write(async db =>
        {
            var deed = await db.Events.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id);
            if (deed?.ActorId is null || !CanUndo(deed.Kind))
            {
                return false;
            }
            var by = caller.By();
            if (deed.Subject == SubjectKind.CustomerText)
            {
                return await Customers(db, deed, caller, by);
            }
            if (
                await db.VisibleUpdates(caller.Viewer)
                    .AsTracking()
                    .SingleOrDefaultAsync(u => u.Number == deed.SubjectId)
                    is not { } update
                || !await OwnWork.MaySend(db, update, caller)
            )
            {
                return false;
            }
            Undoing.MustBeInTime(deed.At, by.At);
            if (UpdateDeeds.HasLeft(update))
            {
                throw new RuleException(
                    "",
                    "This message has left. Send a correction to the same readers."
                );
            }
            Back(update, deed, by);
            return true;
        });

    private static void Back(Update update, Event deed, By by)
    {
        var (why, before) = (Undoing.Why(deed.At), Instant(deed, "scheduledAt"));
        switch (deed.Kind)
        {
            case EventKind.UpdateDrafted or EventKind.UpdateRestored:
                update.Discard(why, by);
                break;
            case EventKind.UpdateDiscarded:
                update.Restore(why, by);
                break;
            case EventKind.UpdateScheduled when before is null:
                update.Withdraw(by, why);
                break;
            case EventKind.UpdateScheduled or EventKind.UpdateWithdrawn:
                update.Schedule(
                    before ?? throw new RuleException("", "It was not scheduled before."),
                    by,
                    why
                );
                break;
            default:
                Words(update, deed, by);
                break;
        }
    }

    private static void Words(Update update, Event deed, By by)
    {
        foreach (var change in deed.Facts.Changes)
        {
            var stands = change.Field switch
            {
                "subject" => update.Subject == change.To,
                "body" => update.Body == change.To,
                "nextUpdateAt" => Changes.Words(update.NextUpdateAt) == change.To,
                _ => false,
            };
            if (!stands)
            {
                throw new RuleException(
                    "",
                    "Its words were changed again since. Undo that first, or change them by hand."
                );
            }
        }
        if (deed.Facts.Changes.Any(c => c.Field == "nextUpdateAt"))
        {
            update.Promise(Instant(deed, "nextUpdateAt"), by);
        }
        update.Edit(
            new Words(Was(deed, "subject") ?? update.Subject, Was(deed, "body") ?? update.Body),
            by
        );
    }

    private static async Task<bool> Customers(AfterwordDb db, Event deed, Caller caller, By by)
    {
        var approval = deed.Kind == EventKind.CustomerTextApproved;
        if (
            !caller.Can(approval ? Deed.SendUpdates : Deed.WriteIncidents)
            || !await db.Incidents.To(caller.Viewer).AnyAsync(i => i.Number == deed.SubjectId)
        )
        {
            return false;
        }
        Undoing.MustBeInTime(deed.At, by.At);
        var text = await db.Set<CustomerText>()
            .AsTracking()
            .SingleAsync(t => t.IncidentNumber == deed.SubjectId);
        if (approval)
        {
            if (text.ApprovedAt != deed.At)
            {
                throw new RuleException("", "Other words were approved since.");
            }
            text.Unapprove(Undoing.Why(deed.At), by);
            return true;
        }
        var words = text.Draft;
        foreach (var change in deed.Facts.Changes)
        {
            var was = change.From ?? "";
            var (stands, back) = change.Field switch
            {
                "headline" => (words.Headline, words with { Headline = was }),
                "seen" => (words.Seen, words with { Seen = was }),
                "doing" => (words.Doing, words with { Doing = was }),
                "different" => (words.Different, words with { Different = was }),
                _ => (words.Follow, words with { Follow = was }),
            };
            words =
                stands == (change.To ?? "")
                    ? back
                    : throw new RuleException(
                        "",
                        "These words were changed again since. Undo that first, or change them by hand."
                    );
        }
        text.Write(words, by, Undoing.Why(deed.At));
        return true;
    }

    private static string? Was(Event deed, string field) =>
        deed.Facts.Changes.FirstOrDefault(c => c.Field == field)?.From;

    private static DateTimeOffset? Instant(Event deed, string field) =>
        DateTimeOffset.TryParse(
            Was(deed, field),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var at
        )
            ? at
            : null;
}
