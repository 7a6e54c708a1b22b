using Afterword.Core.ActionItems;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>Something owed is late or stands still, and somebody who can help must know.</summary>
/// <param name="Incident">The incident's facts.</param>
public sealed record EscalationNews(InternalFacts Incident) : News
{
    /// <summary>The item; null when it is the first summary that is late.</summary>
    public ItemFact? Item { get; init; }

    /// <summary>Whole days without a sign of life, where that is the reason; null where the due date is.</summary>
    public int? SilentDays { get; init; }

    /// <summary>By when the first summary was owed, UTC; for an escalation without an item.</summary>
    public DateTimeOffset? OwedAt { get; init; }

    /// <summary>A question without an answer, where that is the reason.</summary>
    public Unanswered? Question { get; init; }

    /// <summary>Who was told the date: "leadership", "the affected teams".</summary>
    public IReadOnlyList<string> PromisedTo { get; init; } = [];

    /// <summary>The page of the message that is late; for an escalation without an item.</summary>
    public Uri? Message { get; init; }

    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.Escalation;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, Fields);

    private TemplateFields Fields(int items)
    {
        var (reassign, date, scope, help) = Item is null
            ? (null, null, null, null)
            : ItemLinks.WaysOut(Item);
        return CommonFields
            .Of(Incident, FactWords.Open(Incident), items)
            .Text("what", What())
            .Prose("impact", CommonFields.Impact(Incident, 24))
            .Flag("item", Item is not null)
            .Text("owner", Owner())
            .Text("reason", Reason())
            .Prose("standing", Standing())
            .Prose("promised", Promised())
            .Link("reassign", "reassign", reassign)
            .Link("newDate", "new date", date)
            .Link("cutScope", "cut scope", scope)
            .Link("moreHelp", "more help", help)
            .Link(
                "message",
                Question is null ? "read it and send it" : "answer it",
                Question?.Answer ?? Message
            );
    }

    private string What()
    {
        if (Question is { } question)
        {
            return question.What;
        }
        if (Item is null)
        {
            return OwedAt is { } owed && Incident.Now > owed
                ? $"The first summary of {Incident.Key} is {FactWords.Duration(Incident.Now - owed)} late."
                : $"The first summary of {Incident.Key} is late.";
        }
        var title = $"[{Item.Key}] {FactWords.Short(Item.Action.Reveal(), 14)}";
        var late = Item.DaysLate(Incident.Now);
        return SilentDays is { } silent
                ? $"No sign of life for {FactWords.Count(silent, "day")}{(late is { } and ? $", {FactWords.Count(and, "day")} late" : "")}: {FactWords.Sentence(title)}"
            : late is { } days ? $"{FactWords.Count(days, "day")} late: {FactWords.Sentence(title)}"
            : $"Due {FactWords.Due(Item)}: {FactWords.Sentence(title)}";
    }

    private string Reason() =>
        Question is { } question ? question.Why
        : Item is null ? $"people wait for word about {Incident.Key}."
        : $"it is a fix for {Incident.Key}; until it is done, that can happen again.";

    private string Standing()
    {
        if (Item is null)
        {
            return "";
        }
        var why = FactWords.Why(Item, 14);
        var state = StatusWords.Of(Item.Status);
        return FactWords.Sentence(why.Length > 0 ? $"{state}: {why}" : state);
    }

    private string Owner() =>
        Question is { } question ? FactWords.Short(question.Person, 4)
        : Item is null
            ? Incident.Lead is { } lead ? FactWords.Short(lead.Name, 4)
                : "nobody yet"
        : Item.Owner is null ? "nobody yet"
        : FactWords.Short(Item.Owner, 4);

    private string Promised()
    {
        if (Question is { } question)
        {
            return $"asked on {FactWords.Day(DateOnly.FromDateTime(question.AskedAt.UtcDateTime))}, still without an answer.";
        }
        var to = PromisedTo.Count == 0 ? "" : $" to {FactWords.Names(PromisedTo)}";
        if (Item is null)
        {
            return OwedAt is { } at ? $"by {FactWords.Instant(at)}{to}." : "";
        }
        if (Item.DueOn is not { } due)
        {
            return "no date was set.";
        }
        var first =
            Item.PromisedOn is { } original && original != due
                ? $"{FactWords.Day(original)} at first, now {FactWords.Day(due)}"
                : FactWords.Day(due);
        return to.Length == 0 ? $"{first}." : $"{to.TrimStart()}: {first}.";
    }
}
