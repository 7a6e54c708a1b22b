using Afterword.Core.Events;

namespace Afterword.Core.Memory;

/// <summary>Whether a fix holds.</summary>
public enum FixVerdict
{
    /// <summary>It does what it was made for.</summary>
    Held,

    /// <summary>It helps, and not in every case.</summary>
    Partly,

    /// <summary>It does not (any more).</summary>
    Regressed,
}

/// <summary>The answer to a check-in: whether an item's fix holds, and what shows it. The latest of an item counts.</summary>
public sealed class FixCheck : Noun
{
    /// <summary>Characters of the evidence.</summary>
    public const int MostEvidence = 2000;

    private FixCheck() { }

    /// <summary>The number of the answer.</summary>
    public int Number { get; private set; }

    /// <summary>The item's incident.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>The item.</summary>
    public int ItemNumber { get; private set; }

    /// <summary>The answer.</summary>
    public FixVerdict Verdict { get; private set; }

    /// <summary>What shows it; needed where it does not hold fully.</summary>
    public string Evidence { get; private set; } = "";

    /// <summary>The item that was opened for what does not hold; null where the item itself was reopened, or nothing was needed.</summary>
    public int? FollowUpNumber { get; private set; }

    /// <summary>Who answered.</summary>
    public int? CheckedById { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset CheckedAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.FixCheck;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <inheritdoc/>
    public override int? OfIncident => IncidentNumber;

    /// <summary>Answers.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="incident">The item's incident.</param>
    /// <param name="item">The item.</param>
    /// <param name="verdict">Whether its fix holds.</param>
    /// <param name="evidence">What shows it.</param>
    /// <param name="followUp">The item opened for what does not hold.</param>
    /// <param name="by">Who.</param>
    /// <exception cref="RuleException">Evidence is missing or too long.</exception>
    public static FixCheck Answer(
        int number,
        int incident,
        int item,
        FixVerdict verdict,
        string? evidence,
        int? followUp,
        By by
    )
    {
        var said = evidence?.Trim() ?? "";
        if (said.Length == 0 && verdict != FixVerdict.Held)
        {
            throw new RuleException(
                "evidence",
                "Say what shows it: an alert, an incident, a graph."
            );
        }
        if (said.Length > MostEvidence)
        {
            throw new RuleException("evidence", $"Say it in at most {MostEvidence} characters.");
        }
        var check = new FixCheck
        {
            Number = number,
            IncidentNumber = incident,
            ItemNumber = item,
            Verdict = verdict,
            Evidence = said,
            FollowUpNumber = followUp,
            CheckedById = by.PersonId,
            CheckedAt = by.At,
        };
        check.Happened(
            EventKind.FixChecked,
            by,
            [
                new FieldChange("item", null, $"OUT-{item}"),
                new FieldChange("verdict", null, SnakeCase.Of(verdict)),
            ],
            note: said.Length > 0 ? said : null
        );
        return check;
    }
}
