using System.Globalization;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>One import inside its write: finds what the document is here already, then creates or changes it.</summary>
internal sealed class ImportDeed(
    AfterwordDb db,
    ImportRequest request,
    ReadResult read,
    CancellationToken ct
)
{
    private KeyPrefixes Keys => db.Keys;
    private readonly string _hash = ImportIdentity.HashOf(request.Text);
    private readonly ImportLookup _lookup = new(db, request, ct);
    private readonly ImportItems _items = new(db, request, ct);

    public async Task<IReadOnlyList<ImportedIncident>> Run()
    {
        var outcome = new List<ImportedIncident>();
        for (var i = 0; i < read.Documents.Count; i++)
        {
            outcome.Add(await Run(read.Documents[i], i));
        }
        return outcome;
    }

    private async Task<ImportedIncident> Run(PostMortemDocument document, int index)
    {
        var report = new List<ReportLine>(ReportOf(index));
        var identities = ImportIdentity.Of(document, index, request.Source, _hash);
        var source = await _lookup.Find(identities, document, report);
        if (source is null)
        {
            return await Create(
                document,
                request.Corrections?[index] ?? Correction.None(document),
                identities[0],
                report
            );
        }
        if (
            !await db
                .Incidents.To(request.Viewer)
                .AnyAsync(i => i.Number == source.IncidentNumber, ct)
        )
        {
            throw new ImportHiddenException();
        }
        return await Update(document, source, report);
    }

    // The reader reports for the whole file; each line goes to the incident in whose part it stands, at least to the first.
    private IEnumerable<ReportLine> ReportOf(int index)
    {
        int Start(int n) =>
            n == 0 ? 0
            : n >= read.Documents.Count ? int.MaxValue
            : read.Documents[n]
                .Sections.Select(s => s.Line)
                .Where(l => l > 0)
                .DefaultIfEmpty(int.MaxValue)
                .Min();
        return read.Report.Where(r =>
            r.Line >= Start(index) && r.Line < Start(index + 1) || (index == 0 && r.Line == 0)
        );
    }

    // What is stored is what a person corrected; what is remembered of the source is what the document says, so that every
    // correction counts as an edit when the document comes again.
    private async Task<ImportedIncident> Create(
        PostMortemDocument read,
        Correction correction,
        string identity,
        List<ReportLine> report
    )
    {
        var document = correction.Document;
        var known = await Known.Load(db, [document], ct);
        var number = await db.NextIncident(ct);
        var incident = Incident.Import(
            number,
            ReadDocument.Incident(document, request.Source, known),
            request.By
        );
        db.Incidents.Add(incident);
        db.PostMortems.Add(
            PostMortem.Start(number, ReadDocument.Content(document, known), request.By)
        );
        var items = new List<int>();
        for (var i = 0; i < document.ActionItems.Count; i++)
        {
            items.Add(
                correction.NoItems.Contains(i)
                    ? 0
                    : await _items.Add(number, document.ActionItems[i], known)
            );
        }
        if (request.Follow)
        {
            incident.Follow(request.By);
        }
        var source = new ImportSource(identity, number);
        source.Take(request.Source, _hash, read, items, request.By.At);
        db.Add(source);
        ImportReport.Understood(document, incident, known, report);
        return Outcome(
            incident,
            created: true,
            changed: true,
            items,
            document,
            report,
            ImportChanges.OfNew(document, incident)
        );
    }

    private async Task<ImportedIncident> Update(
        PostMortemDocument document,
        ImportSource source,
        List<ReportLine> report
    )
    {
        var incident = await db
            .Incidents.AsTracking()
            .SingleAsync(i => i.Number == source.IncidentNumber, ct);
        if (request.Follow)
        {
            incident.Follow(request.By);
        }
        if (source.ContentHash == _hash)
        {
            report.Clear();
            report.Add(
                new ReportLine(
                    0,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Nothing changed since the import of {source.ImportedAt:yyyy-MM-dd HH:mm} UTC."
                    )
                )
            );
            return Outcome(
                incident,
                created: false,
                changed: incident.NewEvents.Count > 0,
                source.ItemNumbers,
                document,
                report,
                []
            );
        }
        // What has no hash yet was never imported: it is an export of ours, see ImportLookup.
        var way = new ThreeWay(
            report,
            source.ContentHash.Length == 0
                ? await EarlierValues.Load(db, source.IncidentNumber, ct)
                : null
        );
        var known = await Known.Load(db, [source.Document, document], ct);
        incident.Edit(
            IncidentMerge.Of(
                incident,
                ReadDocument.Incident(source.Document, source.SourceName, known),
                ReadDocument.Incident(document, source.SourceName, known),
                way
            ),
            request.By
        );
        var postMortem =
            db.PostMortems.Local.FirstOrDefault(p => p.IncidentNumber == incident.Number)
            ?? await db
                .PostMortems.AsTracking()
                .SingleAsync(p => p.IncidentNumber == incident.Number, ct);
        postMortem.Edit(
            ContentMerge.Of(
                postMortem.Content,
                ReadDocument.Content(source.Document, known),
                ReadDocument.Content(document, known),
                way
            ),
            request.By
        );
        var items = await _items.Update(document, source, known, way);
        source.Take(
            source.SourceName.Length > 0 ? source.SourceName : request.Source,
            _hash,
            document,
            items,
            request.By.At
        );
        var changed =
            incident.NewEvents.Count + postMortem.NewEvents.Count > 0
            || db.ActionItems.Local.Any(a => a.NewEvents.Count > 0);
        if (!changed && report.Count == 0)
        {
            way.Say("The document changed, but nothing that is kept here.");
        }
        return Outcome(incident, created: false, changed, items, document, report, way.Taken);
    }

    private ImportedIncident Outcome(
        Incident incident,
        bool created,
        bool changed,
        IReadOnlyList<int> items,
        PostMortemDocument document,
        List<ReportLine> report,
        IReadOnlyList<ImportChange> changes
    )
    {
        var firstNew = request.DryRun
            ? db.ActionItems.Local.Where(a => a.Version == 0).Select(a => a.Number).ToHashSet()
            : [];
        return new ImportedIncident(
            created && request.DryRun ? null : Keys.OfIncident(incident.Number),
            incident.Title,
            created,
            changed,
            [.. items.Where(n => n > 0 && !firstNew.Contains(n)).Select(Keys.OfItem)],
            [.. report.OrderBy(r => r.Line)],
            [
                .. document
                    .Sections.Where(s => s.Kind != SectionKind.Other)
                    .Select(s => SnakeCase.Of(s.Kind))
                    .Distinct(),
            ],
            [
                .. document
                    .Sections.Where(s => s.Kind == SectionKind.Other && s.Heading.Length > 0)
                    .Select(s => s.Heading),
            ],
            document.Timeline.Count,
            changes
        );
    }
}
