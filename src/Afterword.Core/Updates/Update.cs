using System.Security.Cryptography;
using System.Text;
using Afterword.Core.Events;

namespace Afterword.Core.Updates;

/// <summary>One communication to one audience. Its words are frozen at approval; what a channel sends is made from them.</summary>
public sealed class Update : Noun
{
    private Update() { }

    /// <summary>The number of the update.</summary>
    public int Number { get; private set; }

    /// <summary>What it is about, kind, audience and slot: <c>INC-12/initial-summary/leadership</c>. Unique, so nothing is owed twice.</summary>
    public string Slot { get; private set; } = "";

    /// <summary>The incident it is about, if any.</summary>
    public int? IncidentNumber { get; private set; }

    /// <summary>The item it is about, if any.</summary>
    public int? ItemNumber { get; private set; }

    /// <summary>What it is for.</summary>
    public UpdateKind Kind { get; private set; }

    /// <summary>Who it is for.</summary>
    public Audience Audience { get; private set; }

    /// <summary>The subject; never changes within a thread.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>The words, Markdown.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public UpdateState State { get; private set; }

    /// <summary>When it is owed, UTC; null for what nobody asked for.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When it was drafted, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Who wrote it; null for a draft the product made and nobody has edited yet.</summary>
    public int? AuthorId { get; private set; }

    /// <summary>Who approved it.</summary>
    public int? ApprovedById { get; private set; }

    /// <summary>When it was approved, UTC.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>SHA-256 of subject and body at approval, hexadecimal; null before.</summary>
    public string? WordsHash { get; private set; }

    /// <summary>When the last delivery was settled, UTC.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Update;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>True once the words can no longer change.</summary>
    public bool IsFrozen => State is not UpdateState.Draft;

    /// <summary>Drafts an update.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="about">What it is about and for whom.</param>
    /// <param name="words">Subject and body.</param>
    /// <param name="by">Who drafts.</param>
    public static Update Draft(int number, UpdateAbout about, Words words, By by)
    {
        var update = new Update
        {
            Number = number,
            Slot = about.Slot,
            IncidentNumber = about.IncidentNumber,
            ItemNumber = about.ItemNumber,
            Kind = about.Kind,
            Audience = about.Audience,
            DueAt = about.DueAt,
            CreatedAt = by.At,
            AuthorId = by.PersonId,
        };
        update.Take(words, new Changes());
        update.Happened(EventKind.UpdateDrafted, by, note: update.Slot);
        return update;
    }

    /// <summary>Changes the words of a draft.</summary>
    /// <exception cref="RuleException">The words are frozen, or there are none.</exception>
    public void Edit(Words words, By by)
    {
        MustBeDraft();
        var changes = new Changes();
        Take(words, changes);
        if (changes.Any)
        {
            AuthorId ??= by.PersonId;
            Happened(EventKind.UpdateEdited, by, changes.All);
        }
    }

    /// <summary>Takes newer facts into a draft that the product made and nobody has edited; otherwise nothing happens.</summary>
    /// <param name="words">The words written anew.</param>
    /// <param name="dueAt">When it is owed by now, UTC.</param>
    /// <param name="by">The product.</param>
    public void Refresh(Words words, DateTimeOffset? dueAt, By by)
    {
        if (IsFrozen || AuthorId is not null)
        {
            return;
        }
        var changes = new Changes();
        Take(words, changes);
        DueAt = changes.Of("dueAt", DueAt, dueAt);
        if (changes.Any)
        {
            Happened(EventKind.UpdateEdited, by, changes.All);
        }
    }

    /// <summary>Freezes the words and lets the update go to its targets.</summary>
    /// <exception cref="RuleException">It is not a draft.</exception>
    public void Approve(By by)
    {
        MustBeDraft();
        State = UpdateState.Approved;
        ApprovedAt = by.At;
        ApprovedById = by.PersonId;
        WordsHash = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{Subject}\n\n{Body}"))
        );
        Happened(EventKind.UpdateApproved, by, note: WordsHash);
    }

    /// <summary>Says that a draft will not be sent.</summary>
    /// <exception cref="RuleException">It is not a draft, or no reason is given.</exception>
    public void Discard(string reason, By by)
    {
        MustBeDraft();
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new RuleException(
                "reason",
                "Say why this message is not needed; the ledger keeps the reason."
            );
        }
        State = UpdateState.Discarded;
        Happened(EventKind.UpdateDiscarded, by, reason: reason.Trim());
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
        if (State is UpdateState.Draft or UpdateState.Discarded || state == State)
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

    private void MustBeDraft()
    {
        if (IsFrozen)
        {
            throw new RuleException(
                "",
                "This message was approved already and its words are frozen; send a correction instead."
            );
        }
    }

    private void Take(Words words, Changes changes)
    {
        if (string.IsNullOrWhiteSpace(words.Subject))
        {
            throw new RuleException(
                "subject",
                "A message needs a subject that still makes sense in a list a month later."
            );
        }
        if (words.Subject.Length > 200 || words.Subject.Any(char.IsControl))
        {
            throw new RuleException("subject", "A subject is one line of at most 200 characters.");
        }
        if (string.IsNullOrWhiteSpace(words.Body))
        {
            throw new RuleException("body", "A message needs words.");
        }
        if (words.Body.Length > 60_000)
        {
            throw new RuleException(
                "body",
                $"The message has {words.Body.Length} characters; 60000 are the most."
            );
        }
        Subject = changes.Of("subject", Subject, words.Subject.Trim());
        Body = changes.Of("body", Body, words.Body.Trim());
    }
}

/// <summary>Subject and body of an update.</summary>
/// <param name="Subject">One line, at most 200 characters.</param>
/// <param name="Body">Markdown, at most 60,000 characters.</param>
public sealed record Words(string Subject, string Body);

/// <summary>What an update is about and for whom.</summary>
/// <param name="Slot">Unique: what it is about, kind, audience and slot.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Audience">Who it is for.</param>
/// <param name="IncidentNumber">The incident, if any.</param>
/// <param name="ItemNumber">The item, if any.</param>
/// <param name="DueAt">When it is owed, UTC.</param>
public sealed record UpdateAbout(
    string Slot,
    UpdateKind Kind,
    Audience Audience,
    int? IncidentNumber,
    int? ItemNumber,
    DateTimeOffset? DueAt
);
