using Afterword.Core;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>Imports a document: all of it in one write, or nothing.</summary>
internal sealed class Importer(Store store)
{
    /// <summary>Imports every incident a document tells of.</summary>
    /// <returns>One for each incident, in the document's order.</returns>
    /// <exception cref="RuleException">The text is no post-mortem, or cannot be read; the message names the place.</exception>
    /// <exception cref="ImportHiddenException">It belongs to an incident the caller may not see.</exception>
    public async Task<IReadOnlyList<ImportedIncident>> Run(
        ImportRequest request,
        CancellationToken ct = default
    )
    {
        var read = CanonicalForm.Read(request.Text);
        if (read.Error is { } error)
        {
            throw new RuleException("document", $"This document cannot be read: {error}.");
        }
        if (!read.Documents.Any(IsPostMortem))
        {
            throw new RuleException(
                "document",
                "This does not look like a post-mortem: from line 1 on there is no section that we know, no timeline, no action item and no date of an incident. Give it a heading such as Summary, Timeline or Action Items."
            );
        }
        try
        {
            return await store.Write(
                async db =>
                {
                    var outcome = await new ImportDeed(db, request, read, ct).Run();
                    return request.DryRun ? throw new OnlyTriedException(outcome) : outcome;
                },
                ct
            );
        }
        catch (OnlyTriedException tried)
        {
            return tried.Outcome;
        }
    }

    private static bool IsPostMortem(PostMortemDocument document) =>
        document.Timeline.Count > 0
        || document.ActionItems.Count > 0
        || document.Learnings.Count > 0
        || document.Date is not null
        || document.Sections.Any(s => s.Kind != SectionKind.Other);

    /// <summary>Leaves the write without keeping it.</summary>
    private sealed class OnlyTriedException(IReadOnlyList<ImportedIncident> outcome) : Exception
    {
        public IReadOnlyList<ImportedIncident> Outcome { get; } = outcome;
    }
}
