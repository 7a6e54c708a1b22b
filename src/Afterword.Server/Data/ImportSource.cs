using Afterword.Core.PostMortems;

namespace Afterword.Server.Data;

/// <summary>
/// A document that was imported: which incident it became and what it said, so that importing it again changes only what the
/// document changed since.
/// </summary>
internal sealed class ImportSource
{
    private ImportSource() { }

    /// <param name="identity">What makes it the same document next time: <c>key:INC-7</c>, <c>source:2024-05-api.md</c>, <c>sha256:…</c>.</param>
    /// <param name="incidentNumber">The incident it became.</param>
    public ImportSource(string identity, int incidentNumber) =>
        (Identity, IncidentNumber) = (identity, incidentNumber);

    public string Identity { get; private set; } = "";

    public int IncidentNumber { get; private set; }

    /// <summary>The name it came under; empty when none was given.</summary>
    public string SourceName { get; private set; } = "";

    /// <summary>SHA-256 of the whole text, hexadecimal.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>What was read of it last.</summary>
    public PostMortemDocument Document { get; private set; } = new();

    /// <summary>The action items its items became, in the document's order.</summary>
    public IReadOnlyList<int> ItemNumbers { get; private set; } = [];

    /// <summary>When it was imported last, UTC.</summary>
    public DateTimeOffset ImportedAt { get; private set; }

    /// <summary>Notes what was imported.</summary>
    public void Take(
        string sourceName,
        string contentHash,
        PostMortemDocument document,
        IReadOnlyList<int> itemNumbers,
        DateTimeOffset at
    ) =>
        (SourceName, ContentHash, Document, ItemNumbers, ImportedAt) = (
            sourceName,
            contentHash,
            document,
            itemNumbers,
            at
        );
}
