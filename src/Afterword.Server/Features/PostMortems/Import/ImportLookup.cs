using Afterword.Core;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>Finds what a document is here already: imported before, or exported from here.</summary>
internal sealed class ImportLookup(AfterwordDb db, ImportRequest request, CancellationToken ct)
{
    private KeyPrefixes Keys => db.Keys;

    /// <summary>The source the document came from before; null when it is new.</summary>
    /// <exception cref="RuleException">Another document came under its name.</exception>
    public async Task<ImportSource?> Find(
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
    private void MustBeTheSame(ImportSource found, PostMortemDocument document, string identity)
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
}
