using Afterword.Core.PostMortems;

namespace Afterword.Core.Linting;

/// <summary>The action items that still matter: what is done or cancelled needs no owner any more.</summary>
internal static class OpenItems
{
    internal static IEnumerable<DocumentItem> Of(LintDocument document) =>
        document.Content.ActionItems.Where(i =>
            i.Done != true
            && i.Status?.StartsWith("cancel", StringComparison.OrdinalIgnoreCase) != true
        );
}
