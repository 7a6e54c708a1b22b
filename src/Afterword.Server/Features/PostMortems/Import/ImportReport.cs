using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>What a person should know of a document that came in anew, besides what the reader says.</summary>
internal static class ImportReport
{
    public static void Understood(
        PostMortemDocument document,
        Incident incident,
        Known known,
        List<ReportLine> report
    )
    {
        if (string.IsNullOrWhiteSpace(document.Title))
        {
            report.Add(
                new ReportLine(
                    1,
                    $"The document has no title; it is called “{incident.Title}” until somebody changes that."
                )
            );
        }
        if (ReadDocument.SeverityOf(document.Severity) is null)
        {
            report.Add(
                new ReportLine(
                    1,
                    document.Severity is { Length: > 0 } words
                        ? $"The severity “{words}” is of another scale and is kept as words; it counts as SEV3 until somebody sets it."
                        : "No severity is stated; it counts as SEV3 until somebody sets it."
                )
            );
        }
        foreach (
            var owner in document
                .ActionItems.Where(i =>
                    i.Owner is { Length: > 0 }
                    && known.Person(i.Owner) is null
                    && known.Team(i.Owner) is null
                )
                .GroupBy(i => i.Owner!.Trim())
        )
        {
            report.Add(
                new ReportLine(
                    owner.First().Line,
                    $"“{owner.Key}” names no person or team here; the words are kept as the owner."
                )
            );
        }
        foreach (var item in document.ActionItems.Where(ReadItem.IsTooLong))
        {
            report.Add(
                new ReportLine(
                    item.Line,
                    "This action item is too long for one; its text stays in its section."
                )
            );
        }
    }
}
