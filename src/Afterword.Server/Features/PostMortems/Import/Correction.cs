using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>What a person made of one document before it was stored: kept as an edit, so that importing the document again leaves it alone.</summary>
/// <param name="Document">The document as it is to be stored.</param>
/// <param name="NoItems">The places of items that are none; their text stands in the section.</param>
internal sealed record Correction(PostMortemDocument Document, IReadOnlySet<int> NoItems)
{
    /// <summary>Nothing corrected.</summary>
    public static Correction None(PostMortemDocument document) => new(document, new HashSet<int>());
}
