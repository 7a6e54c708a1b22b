using Afterword.Core.Events;
using Afterword.Core.PostMortems;
using Afterword.Server.Data.Access;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>A document to import.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Source">The name it came under: a path, a file's name; empty when there is none.</param>
/// <param name="Follow">Whether things are owed for the incident from now on.</param>
/// <param name="DryRun">Only say what would change.</param>
/// <param name="Viewer">Who imports, for what they may see.</param>
/// <param name="By">Who imports, for the history.</param>
internal sealed record ImportRequest(
    string Text,
    string Source,
    bool Follow,
    bool DryRun,
    Viewer Viewer,
    By By
)
{
    /// <summary>What a person corrected of each incident before it is stored for the first time; null for nothing.</summary>
    public IReadOnlyList<Correction>? Corrections { get; init; }
}

/// <summary>What became of one incident of a document.</summary>
/// <param name="Incident">Its key; null when a dry run would create it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Created">It is new.</param>
/// <param name="Changed">It is new, or something of it changed.</param>
/// <param name="Items">The keys of its items in the document's order; in a dry run without those it would create.</param>
/// <param name="Report">What a person should know.</param>
/// <param name="Sections">The names of the sections that were recognized.</param>
/// <param name="KeptAsText">The headings of sections that no name of ours fits.</param>
/// <param name="TimelineEntries">How many moments the timeline has.</param>
/// <param name="Changes">What it changes here, field by field; for a new one what is taken of it.</param>
public sealed record ImportedIncident(
    string? Incident,
    string Title,
    bool Created,
    bool Changed,
    IReadOnlyList<string> Items,
    IReadOnlyList<ReportLine> Report,
    IReadOnlyList<string> Sections,
    IReadOnlyList<string> KeptAsText,
    int TimelineEntries,
    IReadOnlyList<ImportChange> Changes
);

/// <summary>A field that an import changes.</summary>
/// <param name="Field">Its name in words ("The title").</param>
/// <param name="From">What stands there, shortened; null for nothing.</param>
/// <param name="To">What the document says, shortened; null for nothing.</param>
public sealed record ImportChange(string Field, string? From, string? To);

/// <summary>The document belongs to an incident that the caller may not see; nothing was changed.</summary>
internal sealed class ImportHiddenException()
    : Exception(
        "This document belongs to something that is not there, or that only named people may see."
    );
