using Afterword.Core.Events;

namespace Afterword.Core.Updates;

/// <summary>Something somebody asked about an incident, and what was answered. Open ones stand on the incident; the next weekly follow-up carries the answers.</summary>
public sealed class Question : Noun
{
    /// <summary>Characters of a question, and of an answer.</summary>
    public const int Most = 2000;

    private Question() { }

    /// <summary>The number of the question.</summary>
    public int Number { get; private set; }

    /// <summary>The incident it is about.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>The update it was asked about; null for the incident as a whole.</summary>
    public int? UpdateNumber { get; private set; }

    /// <summary>What was asked.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Who asked; null for somebody without an account here.</summary>
    public int? AskedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>What was answered; empty while it is open.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>Who answered.</summary>
    public int? AnsweredById { get; private set; }

    /// <summary>When it was answered, UTC; null while it is open.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Question;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>Asks.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="incident">The incident it is about.</param>
    /// <param name="update">The update it is about, if any.</param>
    /// <param name="text">What is asked.</param>
    /// <param name="by">Who.</param>
    /// <exception cref="RuleException">There are no words, or too many.</exception>
    public static Question Ask(int number, int incident, int? update, string? text, By by)
    {
        var question = new Question
        {
            Number = number,
            IncidentNumber = incident,
            UpdateNumber = update,
            Text = Said("text", text, "Say what you would like to know."),
            AskedById = by.PersonId,
            AskedAt = by.At,
        };
        question.Happened(EventKind.QuestionAsked, by, note: question.Text);
        return question;
    }

    /// <summary>Answers, or puts an answer right.</summary>
    /// <exception cref="RuleException">There are no words, or too many.</exception>
    public void Reply(string? answer, By by)
    {
        var said = Said("answer", answer, "Write the answer, or say when there will be one.");
        if (said == Answer)
        {
            return;
        }
        Answer = said;
        (AnsweredById, AnsweredAt) = (by.PersonId, by.At);
        Happened(EventKind.QuestionAnswered, by, note: said);
    }

    private static string Said(string field, string? words, string missing)
    {
        var said = (words ?? "").Replace("\0", "", StringComparison.Ordinal).Trim();
        return said.Length is > 0 and <= Most
            ? said
            : throw new RuleException(
                field,
                said.Length == 0 ? missing : $"Say it in at most {Most} characters."
            );
    }
}
