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
    private static KeyPrefixes Keys => IncidentQueries.Keys;
    private readonly string _hash = ImportIdentity.HashOf(request.Text);

    private string SourceWords => request.Source.Length > 0 ? request.Source : "The document";

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
        var source = await Find(identities, document, report);
        if (source is null)
        {
            return await Create(document, identities[0], report);
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

    private async Task<ImportSource?> Find(
        IReadOnlyList<string> identities,
        PostMortemDocument document,
        List<ReportLine> report
    )
    {
        foreach (var identity in identities)
        {
            if (
                await db.Set<ImportSource>()
                    .AsTracking()
                    .SingleOrDefaultAsync(s => s.Identity == identity, ct) is
                { } found
            )
            {
                MustBeTheSame(found, document, identity);
                return found;
            }
        }
        return await OurOwn(identities[0], document, report);
    }

    /// <summary>A document under a name that another one came under before would overwrite that other one.</summary>
    private static void MustBeTheSame(
        ImportSource found,
        PostMortemDocument document,
        string identity
    )
    {
        var before = found.Document;
        if (
            identity.StartsWith("source", StringComparison.Ordinal)
            && before.Title != document.Title
            && before.Date != document.Date
            && !before.Sections.Any(s =>
                s.Markdown.Trim().Length > 0
                && document.Sections.Any(d => d.Markdown.Trim() == s.Markdown.Trim())
            )
            && !before.ActionItems.Any(i => document.ActionItems.Any(d => d.Text == i.Text))
            && !before.Timeline.Any(e => document.Timeline.Any(d => d.Text == e.Text))
        )
        {
            throw new RuleException(
                "source",
                $"'{found.SourceName}' was imported before as {Keys.OfIncident(found.IncidentNumber)}, “{before.Title}”, and this document has nothing in common with it. Import it under another name, or give it a 'key' in its front matter."
            );
        }
    }

    /// <summary>A document that this installation exported: its key names an incident here, of the same title or the same day.</summary>
    private async Task<ImportSource?> OurOwn(
        string identity,
        PostMortemDocument document,
        List<ReportLine> report
    )
    {
        if (Keys.IncidentNumber(document.Key) is not { } number)
        {
            return null;
        }
        if (
            await db.Incidents.SingleOrDefaultAsync(i => i.Number == number, ct) is not { } incident
        )
        {
            return null;
        }
        var exported = await PostMortemQueries.Document(db, incident, Viewer.System, ct);
        if (
            exported.Title != document.Title
            && (exported.Date is null || exported.Date != document.Date)
        )
        {
            report.Add(
                new ReportLine(
                    1,
                    $"The key {document.Key} is another incident's here, so this one gets a key of its own."
                )
            );
            return null;
        }
        if (!await db.PostMortems.AnyAsync(p => p.IncidentNumber == number, ct))
        {
            db.PostMortems.Add(PostMortem.Start(number, new PostMortemContent(), request.By));
        }
        int[] items = [.. exported.ActionItems.Select(i => Keys.ItemNumber(i.Key)!.Value)];
        var source = new ImportSource(identity, number);
        source.Take(request.Source, "", exported, items, request.By.At);
        db.Add(source);
        return source;
    }

    private async Task<ImportedIncident> Create(
        PostMortemDocument document,
        string identity,
        List<ReportLine> report
    )
    {
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
        foreach (var item in document.ActionItems)
        {
            items.Add(await AddItem(number, item, known));
        }
        if (request.Follow)
        {
            incident.Follow(request.By);
        }
        var source = new ImportSource(identity, number);
        source.Take(request.Source, _hash, document, items, request.By.At);
        db.Add(source);
        ImportReport.Understood(document, incident, known, report);
        return Outcome(incident, created: true, changed: true, items, document, report);
    }

    private async Task<int> AddItem(int incident, DocumentItem item, Known known)
    {
        var number = await db.NextItem(ct);
        var added = ActionItem.Add(number, incident, ReadItem.Details(item, known), request.By);
        added.TakeImportedStatus(ReadItem.Status(item), doneAt: null);
        db.ActionItems.Add(added);
        return number;
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
                report
            );
        }
        var way = new ThreeWay(report);
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
        var items = await UpdateItems(document, source, known, way);
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
        return Outcome(incident, created: false, changed, items, document, report);
    }

    private async Task<List<int>> UpdateItems(
        PostMortemDocument document,
        ImportSource source,
        Known known,
        ThreeWay way
    )
    {
        // Our own keys are the surest sign, also for lines that were written without one.
        DocumentItem[] was =
        [
            .. source.Document.ActionItems.Select(
                (item, i) => item with { Key = item.Key ?? Keys.OfItem(source.ItemNumbers[i]) }
            ),
        ];
        var matches = ItemMatching.Match(was, document.ActionItems);
        var numbers = new List<int>();
        for (var i = 0; i < matches.Count; i++)
        {
            numbers.Add(
                matches[i] is { } place
                    ? await UpdateItem(
                        source.ItemNumbers[place],
                        source.Document.ActionItems[place],
                        document.ActionItems[i],
                        known,
                        way
                    )
                    : await AddItem(source.IncidentNumber, document.ActionItems[i], known)
            );
        }
        foreach (var place in Enumerable.Range(0, was.Length).Except(matches.OfType<int>()))
        {
            way.Say(
                $"{Keys.OfItem(source.ItemNumbers[place])} “{was[place].Text}” is no longer in the document; it stays here. Cancel it if it is not needed any more."
            );
        }
        return numbers;
    }

    private async Task<int> UpdateItem(
        int number,
        DocumentItem was,
        DocumentItem now,
        Known known,
        ThreeWay way
    )
    {
        var item = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == number, ct);
        ItemMerge.Change(item, was, now, known, Keys.OfItem(number), SourceWords, way, request.By);
        return number;
    }

    private ImportedIncident Outcome(
        Incident incident,
        bool created,
        bool changed,
        IReadOnlyList<int> items,
        PostMortemDocument document,
        List<ReportLine> report
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
            [.. items.Where(n => !firstNew.Contains(n)).Select(Keys.OfItem)],
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
            document.Timeline.Count
        );
    }
}
