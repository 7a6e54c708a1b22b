using Afterword.Core.Events;

namespace Afterword.Core.Updates;

public sealed partial class Update
{
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

    /// <summary>Promises the next update by an instant, in the words of this draft too.</summary>
    /// <param name="at">The instant, UTC; null takes the promise back and leaves the words as they are.</param>
    /// <param name="by">Who promises.</param>
    /// <exception cref="RuleException">The words are frozen, or the instant is past.</exception>
    public void Promise(DateTimeOffset? at, By by)
    {
        MustBeDraft();
        if (at <= by.At)
        {
            throw new RuleException(
                "nextUpdateAt",
                "This instant is past; promise the next update for a later one."
            );
        }
        if (NextUpdateAt == at)
        {
            return;
        }
        var changes = new Changes();
        NextUpdateAt = changes.Of("nextUpdateAt", NextUpdateAt, at);
        if (at is { } promised)
        {
            Body = changes.Of("body", Body, NextUpdateLine.Put(Body, promised));
        }
        AuthorId ??= by.PersonId;
        Happened(EventKind.UpdateEdited, by, changes.All);
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

    private void MustBeDraft()
    {
        if (IsFrozen)
        {
            throw new RuleException(
                "",
                State switch
                {
                    UpdateState.Scheduled =>
                        "This message is scheduled and its words are frozen; withdraw it first.",
                    UpdateState.Discarded => "This message was discarded; write a new one instead.",
                    _ =>
                        "This message was approved already and its words are frozen; send a correction instead.",
                }
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
