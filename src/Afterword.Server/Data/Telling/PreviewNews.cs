using Afterword.Core.ActionItems;
using Afterword.Core.Templates;
using Afterword.Core.Templates.Samples;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Server.Data.Telling;

/// <summary>News of a kind about a real incident, to look at a template with; what people would write themselves is the sample's.</summary>
internal static class PreviewNews
{
    /// <summary>The news; null where this incident has nothing of the kind, such as an item that is done.</summary>
    public static News? Of(UpdateKind kind, InternalFacts facts) =>
        SampleNews.Of(kind) switch
        {
            WorkNews work => work with
            {
                Incident = facts,
                Item = facts.Items.FirstOrDefault(i => i.IsOpen),
            },
            HeadsUpNews ahead => ahead with { Incident = facts },
            CorrectionNews right => right with { Incident = facts },
            AdHocNews said => said with { Incident = facts },
            PlanChangeNews moved => moved with { Incident = facts },
            _ => Real(kind, facts),
        };

    /// <summary>What the product would tell of the incident now, with nothing of a sample in it; null where there is nothing.</summary>
    public static News? Real(UpdateKind kind, InternalFacts facts) =>
        Newsroom.News(About(kind, facts), facts);

    private static UpdateAbout About(UpdateKind kind, InternalFacts facts) =>
        new(
            "preview",
            kind,
            Audience.Technical,
            null,
            kind switch
            {
                UpdateKind.Done => facts
                    .Items.Where(i => i.Status == ActionItemStatus.Done)
                    .MaxBy(i => i.ClosedAt)
                    ?.Number,
                UpdateKind.Escalation => FirstOpen(facts),
                _ => null,
            },
            null
        );

    private static int? FirstOpen(InternalFacts facts) =>
        facts
            .Items.Where(i => i.IsOpen)
            .OrderByDescending(i => i.DaysLate(facts.Now) ?? 0)
            .FirstOrDefault()
            ?.Number;
}
