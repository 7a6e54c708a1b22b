using Afterword.Core.ActionItems;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>An item is done: what, when, what shows it, thanks.</summary>
/// <param name="Incident">The incident's facts.</param>
/// <param name="Item">The item, with the instant and the evidence of its closing.</param>
public sealed record DoneNews(InternalFacts Incident, ItemFact Item) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.Done;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            items =>
                CommonFields
                    .Of(Incident, FactWords.Open(Incident), items)
                    .Prose("item", $"[{Item.Key}] {FactWords.Short(Item.Action.Reveal(), 10)}")
                    .Text("doneAt", FactWords.Instant(Item.ClosedAt ?? Incident.Now))
                    .Prose(
                        "evidence",
                        Item.Evidence.IsEmpty
                            ? "none was written down."
                            : FactWords.Sentence(FactWords.Plain(Item.Evidence, 18))
                    )
                    .Text(
                        "owner",
                        Item.Owner is null ? "everybody who helped" : FactWords.Short(Item.Owner, 3)
                    )
                    .Text("left", Left())
        );

    private string Left() =>
        Incident.Items.Count(i => i.IsOpen) is > 0 and var open
            ? $"{open} of {Incident.Items.Count(i => i.Status != ActionItemStatus.Cancelled)} fixes still open."
            : "nothing, this was the last one.";
}
