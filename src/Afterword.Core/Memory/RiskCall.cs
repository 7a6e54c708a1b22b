using Afterword.Core.Events;

namespace Afterword.Core.Memory;

/// <summary>The answer to "could this hit you?".</summary>
public enum RiskAnswer
{
    /// <summary>It could not.</summary>
    No,

    /// <summary>It could; an item was opened.</summary>
    Yes,

    /// <summary>It could, and what is needed is there or under way.</summary>
    Covered,
}

/// <summary>An incident's post-mortem is out, and the owner of a service of the same kind is asked whether it could hit them.</summary>
public sealed class RiskCall : Noun
{
    /// <summary>Characters of the words of an answer.</summary>
    public const int MostNote = 2000;

    private RiskCall() { }

    /// <summary>The number of the question.</summary>
    public int Number { get; private set; }

    /// <summary>The incident that was learned from.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>The service that may be hit.</summary>
    public int ServiceId { get; private set; }

    /// <summary>Who is asked: the lead of the team that owns it.</summary>
    public int PersonId { get; private set; }

    /// <summary>What both have in common, as words: tags, causes.</summary>
    public IReadOnlyList<string> Shared { get; private set; } = [];

    /// <summary>When it was asked, UTC.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>The answer; null while there is none.</summary>
    public RiskAnswer? Answer { get; private set; }

    /// <summary>Why, or what covers it.</summary>
    public string Note { get; private set; } = "";

    /// <summary>The item that came of it.</summary>
    public int? ItemNumber { get; private set; }

    /// <summary>Who answered.</summary>
    public int? AnsweredById { get; private set; }

    /// <summary>When it was answered, UTC.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.RiskCall;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>Asks.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="incident">The incident that was learned from.</param>
    /// <param name="service">The service that may be hit.</param>
    /// <param name="person">Who is asked.</param>
    /// <param name="shared">What both have in common.</param>
    /// <param name="by">Who decided to ask.</param>
    public static RiskCall Ask(
        int number,
        int incident,
        int service,
        int person,
        IReadOnlyList<string> shared,
        By by
    )
    {
        var call = new RiskCall
        {
            Number = number,
            IncidentNumber = incident,
            ServiceId = service,
            PersonId = person,
            Shared = shared,
            AskedAt = by.At,
        };
        call.Happened(EventKind.RiskAsked, by, note: string.Join(", ", shared));
        return call;
    }

    /// <summary>Answers; a later answer replaces an earlier one, and the history keeps both.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="note">Why, or what covers it; needed for "already covered".</param>
    /// <param name="item">The item that was opened; needed for "yes".</param>
    /// <param name="by">Who.</param>
    /// <exception cref="RuleException">Words or the item are missing, or the words are too long.</exception>
    public void Reply(RiskAnswer answer, string? note, int? item, By by)
    {
        var said = note?.Trim() ?? "";
        if (answer == RiskAnswer.Covered && said.Length == 0)
        {
            throw new RuleException("note", "Say what covers it: a test, a limit, an item's key.");
        }
        if (answer == RiskAnswer.Yes && item is null && ItemNumber is null)
        {
            throw new RuleException("title", "Say what is to be done; it becomes an action item.");
        }
        if (said.Length > MostNote)
        {
            throw new RuleException("note", $"Say it in at most {MostNote} characters.");
        }
        var changes = new Changes();
        Answer = changes.Of("answer", Answer, answer);
        ItemNumber = changes.Of("item", ItemNumber, item ?? ItemNumber);
        (Note, AnsweredById, AnsweredAt) = (said, by.PersonId, by.At);
        Happened(EventKind.RiskAnswered, by, changes.All, note: said.Length > 0 ? said : null);
    }
}
