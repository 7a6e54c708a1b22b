using Afterword.Core.Events;

namespace Afterword.Core.PostMortems;

/// <summary>What somebody says about a section of a post-mortem; an answer says it about another comment.</summary>
public sealed class Comment : Noun
{
    /// <summary>The longest comment, in characters.</summary>
    public const int Longest = 4_000;

    private const int LongestPlace = 200;

    private Comment() { }

    /// <summary>Its number.</summary>
    public int Number { get; private set; }

    /// <summary>The incident whose post-mortem it is about.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>The section it is about, as the page's anchor names it (<c>root-cause</c>), or <c>head</c>.</summary>
    public string Place { get; private set; } = "";

    /// <summary>The comment it answers; null for one that begins a conversation.</summary>
    public int? ParentNumber { get; private set; }

    /// <summary>What it says, Markdown.</summary>
    public string Body { get; private set; } = "";

    /// <summary>Who says it; null for the product itself.</summary>
    public int? AuthorId { get; private set; }

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>When its conversation was settled, UTC; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>Who settled it.</summary>
    public int? ResolvedById { get; private set; }

    /// <summary>When it was taken back, UTC; readers see it no more.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Comment;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>Says something.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="place">The section; taken from the parent for an answer.</param>
    /// <param name="body">What to say.</param>
    /// <param name="by">Who says it.</param>
    /// <param name="parent">The comment it answers; null for a new conversation.</param>
    /// <exception cref="RuleException">Nothing is said, or too much.</exception>
    public static Comment Write(
        int number,
        int incident,
        string place,
        string body,
        By by,
        Comment? parent = null
    )
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(body);
        var words = body.ReplaceLineEndings("\n").Trim();
        if (words.Length == 0)
        {
            throw new RuleException("body", "Write what you want to say.");
        }
        if (PostMortemLimits.Wrong(words, Longest) is { } wrong)
        {
            throw new RuleException("body", wrong);
        }
        var about = parent?.Place ?? place;
        if (about.Length is 0 or > LongestPlace)
        {
            throw new RuleException("section", "Say which section this is about.");
        }
        var comment = new Comment
        {
            Number = number,
            IncidentNumber = incident,
            // A conversation is one deep: an answer to an answer stands beside it.
            ParentNumber = parent?.ParentNumber ?? parent?.Number,
            Place = about,
            Body = words,
            AuthorId = by.PersonId,
            WrittenAt = by.At,
        };
        comment.Happened(EventKind.CommentWritten, by, note: comment.Place);
        return comment;
    }

    /// <summary>Says that it is settled.</summary>
    /// <exception cref="RuleException">It is an answer, or settled already.</exception>
    public void Resolve(By by)
    {
        if (ParentNumber is not null)
        {
            throw new RuleException("", "A conversation is resolved at its first comment.");
        }
        if (ResolvedAt is not null)
        {
            throw new RuleException("", "This is resolved already.");
        }
        (ResolvedAt, ResolvedById) = (by.At, by.PersonId);
        Happened(EventKind.CommentResolved, by, note: Place);
    }

    /// <summary>Opens it again.</summary>
    /// <exception cref="RuleException">It is open.</exception>
    public void Reopen(By by)
    {
        if (ResolvedAt is null)
        {
            throw new RuleException("", "This is open already.");
        }
        (ResolvedAt, ResolvedById) = (null, null);
        Happened(EventKind.CommentReopened, by, note: Place);
    }

    /// <summary>Takes it back; what was said stays in the audit log's reach, readers see it no more.</summary>
    /// <exception cref="RuleException">Somebody else wrote it, or it is taken back already.</exception>
    public void Withdraw(By by)
    {
        if (AuthorId != by.PersonId)
        {
            throw new RuleException("", "Only whoever wrote a comment can take it back.");
        }
        if (WithdrawnAt is not null)
        {
            throw new RuleException("", "This is taken back already.");
        }
        WithdrawnAt = by.At;
        Happened(EventKind.CommentWithdrawn, by, note: Place);
    }

    /// <summary>Says it again after it was taken back.</summary>
    /// <exception cref="RuleException">It stands, or somebody else wrote it.</exception>
    public void SayAgain(By by)
    {
        if (AuthorId != by.PersonId || WithdrawnAt is null)
        {
            throw new RuleException(
                "",
                WithdrawnAt is null
                    ? "This comment stands."
                    : "Only whoever wrote a comment can say it again."
            );
        }
        WithdrawnAt = null;
        Happened(EventKind.CommentWritten, by, note: Place);
    }
}
