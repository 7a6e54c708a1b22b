using Afterword.Core.ActionItems;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>The last item is closed: the keys, what is different now, when it is checked, thanks.</summary>
/// <param name="Incident">The incident's facts.</param>
/// <param name="CheckInOn">The day on which somebody asks whether the fixes hold.</param>
/// <param name="Thanks">Who took part.</param>
public sealed record ClosingNews(
    InternalFacts Incident,
    DateOnly CheckInOn,
    IReadOnlyList<string> Thanks
) : News
{
    private static readonly string[] LineFields = ["line"];

    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.Closing;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, items => Fields(audience, items));

    private TemplateFields Fields(Audience audience, int most)
    {
        var done = Of(ActionItemStatus.Done);
        var dropped = Of(ActionItemStatus.Cancelled);
        var left = Math.Max(0, done.Count - most);
        var fields = CommonFields
            .Of(Incident, [], 0)
            .Text("count", Count(done.Count, dropped.Count))
            .Prose("keys", FactWords.Keys(done, 8))
            .Prose("dropped", dropped.Count == 0 ? "" : FactWords.Keys(dropped, 3))
            .List(
                "different",
                LineFields,
                done.Take(most).Select(i => new TemplateFields().Text("line", Different(i)))
            )
            .Text("moreDone", left == 0 ? "" : $"and {left} more")
            .Text("checkIn", FactWords.Day(CheckInOn))
            .Prose(
                "thanks",
                Thanks.Count == 0 ? "everybody who helped" : FactWords.Names(Thanks, 5)
            );
        return audience is Audience.Leadership or Audience.Company
            ? fields.Prose("impact", CommonFields.Impact(Incident, 14))
            : fields.Prose("cause", FactWords.Sentence(FactWords.Plain(Incident.Cause, 14)));
    }

    private List<ItemFact> Of(ActionItemStatus status) =>
        [.. Incident.Items.Where(i => i.Status == status)];

    /// <summary>What an item changed: what it was to do, and what shows that it does.</summary>
    private static string Different(ItemFact item)
    {
        var evidence = FactWords.Plain(item.Evidence, 10);
        var action = FactWords.Short(item.Action.Reveal(), 10);
        return evidence.Length > 0 ? $"{action}: {evidence}" : action;
    }

    private static string Count(int done, int dropped) =>
        (done, dropped) switch
        {
            (0, 0) => "There was nothing left to do",
            (0, _) => $"{FactWords.Count(dropped, "item")} closed without being done",
            (1, 0) => "The one action item is done",
            (_, 0) => $"All {done} action items are done",
            _ =>
                $"{FactWords.Count(done, "action item is done", "action items are done")}, {dropped} {(dropped == 1 ? "was" : "were")} dropped",
        };
}
