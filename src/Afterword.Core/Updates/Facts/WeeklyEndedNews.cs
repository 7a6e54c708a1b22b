using Afterword.Core.ActionItems;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>Every P1 and P2 item is closed: the weekly follow-ups end; what remains.</summary>
/// <param name="Incident">The incident's facts.</param>
public sealed record WeeklyEndedNews(InternalFacts Incident) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.WeeklyEnded;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            items =>
                CommonFields
                    .Of(Incident, FactWords.Open(Incident), items)
                    .Prose(
                        "closed",
                        FactWords.Keys([
                            .. Incident.Items.Where(i => i.Status == ActionItemStatus.Done),
                        ])
                    )
                    .Text(
                        "left",
                        FactWords.Count(
                            Incident.Items.Count(i => i.IsOpen),
                            "item is open",
                            "items are open"
                        )
                    )
        );
}
