using Afterword.Core.ActionItems;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>A post-mortem is out: how many fixes, who owns the first and by when, the lesson in a sentence, the document.</summary>
/// <param name="Incident">The incident's facts; its document is the post-mortem.</param>
public sealed record PublishedNews(InternalFacts Incident) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.PostMortemPublished;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            items =>
            {
                var fields = CommonFields
                    .Of(Incident, FactWords.Open(Incident), items)
                    .Text("fixes", Fixes())
                    .Prose("first", First())
                    .Prose("lesson", FactWords.Sentence(FactWords.Plain(Incident.Lesson, 24)))
                    .Link("document", "the post-mortem", Incident.Document ?? Incident.Page);
                return audience switch
                {
                    Audience.Leadership => fields
                        .Prose("impact", CommonFields.Impact(Incident, 16))
                        .Prose("decisions", LeadershipFacts.Decisions(Incident)),
                    Audience.Company => fields.Prose("impact", CommonFields.Impact(Incident, 14)),
                    _ => fields
                        .Prose("services", EngineerFields.Services(Incident))
                        .Prose("cause", FactWords.Sentence(FactWords.Plain(Incident.Cause, 20))),
                };
            }
        );

    private string Fixes()
    {
        var all = Incident.Items.Count(i => i.Status != ActionItemStatus.Cancelled);
        var open = Incident.Items.Count(i => i.IsOpen);
        return all == 0 ? "none agreed yet, so this can happen again."
            : open == 0 ? $"{all} agreed, all done."
            : $"{all} agreed, {open} still open.";
    }

    /// <summary>The first fix to come: late ones stand before it in no message about what was published.</summary>
    private string First() =>
        Incident
            .Items.Where(i => i.IsOpen)
            .OrderBy(i => i.DueOn ?? DateOnly.MaxValue)
            .FirstOrDefault()
            is { } item
            ? item.DaysLate(Incident.Now) is { } days
                ? $"{FactWords.Line(item)}, {FactWords.Count(days, "day")} late"
                : FactWords.Line(item)
            : "";
}
