using Afterword.Core.ActionItems;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>A week of an incident's follow-through: what closed, what is open, what slipped and why, what was asked.</summary>
/// <param name="Incident">The incident's facts.</param>
/// <param name="Since">Since when, UTC: the follow-up before this one.</param>
/// <param name="Answers">Questions and what was answered to them since then.</param>
public sealed record WeeklyNews(
    InternalFacts Incident,
    DateTimeOffset Since,
    IReadOnlyList<AnswerFact> Answers
) : News
{
    private static readonly string[] RowFields = ["item", "owner", "due", "state"];
    private static readonly string[] LineFields = ["line"];

    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.WeeklyFollowUp;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, items => Fields(audience, items));

    private TemplateFields Fields(Audience audience, int most)
    {
        var open = FactWords.Open(Incident);
        var closed = Closed();
        var slipped = Slipped();
        var fields = CommonFields
            .Of(Incident, open, most)
            .Text("changed", Changed(open, closed, slipped))
            .Text("since", FactWords.Day(DateOnly.FromDateTime(Since.UtcDateTime)))
            .List("rows", RowFields, open.Take(most).Select(Row))
            .List("closed", LineFields, Lines(closed, most, ClosedLine))
            .List("slipped", LineFields, Lines(slipped, most, SlippedLine))
            .List("answers", LineFields, Lines(Answers, most, AnswerLine));
        return audience switch
        {
            Audience.Leadership => fields
                .Prose("impact", CommonFields.Impact(Incident, 30))
                .Prose("decisions", LeadershipFacts.Decisions(Incident)),
            Audience.Company => fields.Prose("impact", CommonFields.Impact(Incident, 24)),
            _ => fields.Prose("cause", FactWords.Sentence(FactWords.Plain(Incident.Cause, 30))),
        };
    }

    private List<ItemFact> Closed() =>
        [.. Incident.Items.Where(i => !i.IsOpen && i.ClosedAt >= Since).OrderBy(i => i.ClosedAt)];

    /// <summary>Each item whose date moved later since, with its last move.</summary>
    private List<ItemFact> Slipped() =>
        [.. Incident.Items.Where(i => i.IsOpen && LastSlip(i) is not null)];

    private DueMove? LastSlip(ItemFact item) =>
        item.Moves.LastOrDefault(m => m.At >= Since && (m.To is null || m.To > m.From));

    private string Changed(
        IReadOnlyList<ItemFact> open,
        List<ItemFact> closed,
        List<ItemFact> slipped
    )
    {
        var late = open.Count(i => i.DaysLate(Incident.Now) is not null);
        var rest = $"{open.Count} open{(late > 0 ? $", {late} of them late" : "")}.";
        return closed.Count == 0 && slipped.Count == 0
            ? $"Nothing changed this week: {rest}"
            : $"This week {FactWords.Count(closed.Count, "item")} closed{(slipped.Count > 0 ? $" and {slipped.Count} slipped" : "")}; {rest}";
    }

    private TemplateFields Row(ItemFact item) =>
        new TemplateFields()
            .Prose("item", $"{item.Key} {FactWords.Short(item.Action.Reveal(), 20)}")
            .Text("owner", item.Owner is null ? "nobody yet" : FactWords.Short(item.Owner, 4))
            .Text("due", FactWords.Due(item))
            .Text("state", FactWords.Standing(item, Incident.Now, 16));

    private static string ClosedLine(ItemFact item) =>
        item.Status == ActionItemStatus.Cancelled
            ? $"[{item.Key}] {FactWords.Short(item.Action.Reveal(), 20)} – cancelled: {FactWords.Plain(item.StatusReason, 12)}"
            : $"[{item.Key}] {FactWords.Short(item.Action.Reveal(), 20)} – done{(item.Owner is null ? "" : $" by {FactWords.Short(item.Owner, 4)}")}";

    private string SlippedLine(ItemFact item)
    {
        var move = LastSlip(item)!;
        var why = move.Why.IsEmpty ? "no reason was given" : FactWords.Plain(move.Why, 16);
        var to = move.To is { } day ? $"to {FactWords.Day(day)}" : "to no date";
        return $"[{item.Key}] from {(move.From is { } from ? FactWords.Day(from) : "no date")} {to}: {why}";
    }

    private static string AnswerLine(AnswerFact answer) =>
        $"“{FactWords.Plain(answer.Question, 16)}” – {FactWords.Plain(answer.Answer, 24)}";

    private static IEnumerable<TemplateFields> Lines<T>(
        IReadOnlyList<T> all,
        int most,
        Func<T, string> line
    )
    {
        foreach (var one in all.Take(most))
        {
            yield return new TemplateFields().Text("line", line(one));
        }
        if (all.Count > most)
        {
            yield return new TemplateFields().Text("line", $"and {all.Count - most} more");
        }
    }
}

/// <summary>A question that was answered.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Answer">What was answered.</param>
public sealed record AnswerFact(InternalText Question, InternalText Answer);

/// <summary>An answer and when it was given.</summary>
/// <param name="Fact">Question and answer.</param>
/// <param name="At">When, UTC.</param>
public sealed record GivenAnswer(AnswerFact Fact, DateTimeOffset At);
