using System.Security.Cryptography;
using System.Text;
using Afterword.Core.Events;

namespace Afterword.Core.Updates;

public sealed partial class Update
{
    /// <summary>Drafts an update.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="about">What it is about and for whom.</param>
    /// <param name="words">Subject and body.</param>
    /// <param name="by">Who drafts.</param>
    /// <param name="goesAt">When it goes by itself unless a person was quicker, UTC; null where a person must send it.</param>
    /// <exception cref="RuleException">The words break a rule.</exception>
    /// <exception cref="ArgumentException">Words for customers would go by themselves, or a person is missing or too much.</exception>
    public static Update Draft(
        int number,
        UpdateAbout about,
        Words words,
        By by,
        DateTimeOffset? goesAt = null
    )
    {
        var update = Make(number, about, words, by);
        update.ScheduledAt = goesAt is null ? null : update.ByItself(goesAt.Value);
        return update;
    }

    /// <summary>Makes an update that goes by itself. Its words are frozen from now on.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="about">What it is about and for whom.</param>
    /// <param name="words">Subject and body.</param>
    /// <param name="goesAt">When it goes, UTC: until then a person can withdraw it. Null or past lets it go at once.</param>
    /// <param name="by">The product.</param>
    /// <exception cref="ArgumentException">It is for customers, whose words always need a person.</exception>
    public static Update Automatic(
        int number,
        UpdateAbout about,
        Words words,
        DateTimeOffset? goesAt,
        By by
    )
    {
        var update = Make(number, about, words, by);
        update.ByItself(goesAt ?? by.At);
        update.Freeze(by);
        if (goesAt > by.At)
        {
            update.WaitUntil(goesAt.Value, by, reason: null);
        }
        else
        {
            update.Go(EventKind.UpdateApproved, by);
        }
        return update;
    }

    /// <summary>Drafts what puts a sent update right. It goes to those who got that one, in the same thread.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="wrong">The update that is wrong; it stays as it was sent.</param>
    /// <param name="body">What is right, Markdown.</param>
    /// <param name="by">Who corrects.</param>
    /// <exception cref="RuleException">The other one has not left, or there are no words.</exception>
    public static Update Correct(int number, Update wrong, string body, By by)
    {
        if (wrong.State is UpdateState.Draft or UpdateState.Scheduled or UpdateState.Discarded)
        {
            throw new RuleException(
                "",
                "This message has not left, so there is nothing to correct; change its words instead."
            );
        }
        var about = new UpdateAbout(
            $"correction/{number}",
            UpdateKind.Correction,
            wrong.Audience,
            wrong.IncidentNumber,
            wrong.ItemNumber,
            null,
            wrong.PersonId,
            wrong.TeamId
        );
        var update = Make(number, about, new Words(wrong.Subject, body), by);
        update.CorrectionOf = wrong.Number;
        return update;
    }

    /// <summary>Freezes the words and lets the update go to its targets.</summary>
    /// <exception cref="RuleException">It is neither a draft nor scheduled.</exception>
    public void Approve(By by)
    {
        if (State == UpdateState.Scheduled)
        {
            Release(by);
            return;
        }
        MustBeDraft();
        Freeze(by);
        Go(EventKind.UpdateApproved, by);
    }

    /// <summary>Freezes the words and lets the update go at an instant; one that is scheduled already gets another instant.</summary>
    /// <param name="at">When, UTC.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="reason">Why it moves, where it was scheduled before.</param>
    /// <exception cref="RuleException">It has left or was discarded, or the instant is past or more than a year ahead.</exception>
    public void Schedule(DateTimeOffset at, By by, string? reason = null)
    {
        if (at <= by.At || at > by.At.AddYears(1))
        {
            throw new RuleException(
                "scheduledAt",
                at <= by.At
                    ? "This instant is past; choose a later one, or send it now."
                    : "Choose an instant within a year."
            );
        }
        if (State != UpdateState.Scheduled)
        {
            MustBeDraft();
            Freeze(by);
        }
        WaitUntil(at, by, reason);
    }

    /// <summary>Takes a scheduled update back; it is a draft again. A draft that would go by itself waits for a person instead.</summary>
    /// <param name="by">Who takes it back.</param>
    /// <param name="reason">Why, if somebody said.</param>
    /// <exception cref="RuleException">It is not scheduled.</exception>
    public void Withdraw(By by, string? reason = null)
    {
        if (State is not (UpdateState.Draft or UpdateState.Scheduled) || ScheduledAt is null)
        {
            throw new RuleException(
                "",
                State == UpdateState.Draft
                    ? "This message is not scheduled."
                    : "This message has left and cannot be taken back; send a correction instead."
            );
        }
        var changes = new Changes();
        (State, ApprovedAt, ApprovedById, WordsHash) = (UpdateState.Draft, null, null, null);
        ScheduledAt = changes.Of("scheduledAt", ScheduledAt, null);
        Happened(EventKind.UpdateWithdrawn, by, changes.All, Said(reason));
    }

    /// <summary>Lets an update go whose instant has come, or whose instant a person does not wait for.</summary>
    /// <param name="by">The product, or who sends it now.</param>
    /// <exception cref="RuleException">It waits for a person.</exception>
    public void Release(By by)
    {
        if (ScheduledAt is null || State is not (UpdateState.Draft or UpdateState.Scheduled))
        {
            throw new RuleException("", "This message is not scheduled.");
        }
        if (State == UpdateState.Draft)
        {
            Freeze(by);
            Go(EventKind.UpdateApproved, by);
        }
        else
        {
            Go(EventKind.UpdateReleased, by);
        }
    }

    /// <summary>Says that an update that has not left will not be sent.</summary>
    /// <exception cref="RuleException">It has left, or no reason is given.</exception>
    public void Discard(string reason, By by)
    {
        if (State != UpdateState.Scheduled)
        {
            MustBeDraft();
        }
        (State, ScheduledAt) = (
            UpdateState.Discarded,
            Said(reason) is null
                ? throw new RuleException(
                    "reason",
                    "Say why this message is not needed; the ledger keeps the reason."
                )
                : null
        );
        Happened(EventKind.UpdateDiscarded, by, reason: reason.Trim());
    }

    /// <summary>Takes it back that an update will not be sent: it is a draft again and waits for a person.</summary>
    /// <param name="why">What the history says of it.</param>
    /// <param name="by">Who takes it back.</param>
    /// <exception cref="RuleException">It was not discarded.</exception>
    public void Restore(string why, By by)
    {
        if (State != UpdateState.Discarded)
        {
            throw new RuleException("", "This message was not discarded.");
        }
        (State, ApprovedAt, ApprovedById, WordsHash) = (UpdateState.Draft, null, null, null);
        Happened(EventKind.UpdateRestored, by, reason: why);
    }

    /// <summary>Takes over what its deliveries have come to.</summary>
    /// <param name="allSettled">No delivery is under way any more.</param>
    /// <param name="anyDead">At least one will not arrive by itself.</param>
    /// <param name="by">The delivery worker.</param>
    public void Settle(bool allSettled, bool anyDead, By by)
    {
        var state =
            anyDead ? UpdateState.PartlyFailed
            : allSettled ? UpdateState.Sent
            : UpdateState.Approved;
        if (
            State is UpdateState.Draft or UpdateState.Scheduled or UpdateState.Discarded
            || state == State
        )
        {
            return;
        }
        State = state;
        if (state == UpdateState.Sent)
        {
            SentAt = by.At;
            Happened(EventKind.UpdateSent, by);
        }
    }

    private static Update Make(int number, UpdateAbout about, Words words, By by)
    {
        if (about.PersonId is null == Audiences.IsPerson(about.Audience))
        {
            throw new ArgumentException(
                $"An update to {UpdateWords.Readers(about.Audience)} names {(about.PersonId is null ? "its person" : "no person")}.",
                nameof(about)
            );
        }
        var update = new Update
        {
            Number = number,
            Slot = about.Slot,
            IncidentNumber = about.IncidentNumber,
            ItemNumber = about.ItemNumber,
            Kind = about.Kind,
            Audience = about.Audience,
            PersonId = about.PersonId,
            TeamId = about.TeamId,
            DueAt = about.DueAt,
            CreatedAt = by.At,
            AuthorId = by.PersonId,
        };
        update.Take(words, new Changes());
        update.Happened(EventKind.UpdateDrafted, by, note: update.Slot);
        return update;
    }

    private DateTimeOffset ByItself(DateTimeOffset at) =>
        Audiences.IsOutside(Audience)
            ? throw new ArgumentException("Words for customers never go by themselves.")
            : at;

    private void Freeze(By by)
    {
        ApprovedAt = by.At;
        ApprovedById = by.PersonId;
        WordsHash = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{Subject}\n\n{Body}"))
        );
    }

    private void WaitUntil(DateTimeOffset at, By by, string? reason)
    {
        var changes = new Changes();
        State = UpdateState.Scheduled;
        ScheduledAt = changes.Of("scheduledAt", ScheduledAt, at);
        Happened(EventKind.UpdateScheduled, by, changes.All, Said(reason), WordsHash);
    }

    private void Go(EventKind kind, By by)
    {
        (State, ScheduledAt) = (UpdateState.Approved, null);
        Happened(kind, by, note: WordsHash);
    }

    private static string? Said(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
}
