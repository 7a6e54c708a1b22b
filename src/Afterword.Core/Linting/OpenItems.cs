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

    /// <summary>
    /// Tells of items that lack something: each by itself, or once for all where none has it, since a list says nothing more the
    /// twentieth time. Who asks for it strictly is told of each.
    /// </summary>
    internal static void TellLacking(
        LintDocument document,
        LintReport report,
        Func<DocumentItem, bool> lacks,
        string each,
        Func<int, string> none
    )
    {
        var items = Of(document).Where(i => !ItemWords.TellsDone(i.Text)).ToList();
        var lacking = items.Where(lacks).ToList();
        if (
            lacking.Count >= FewestOfList
            && lacking.Count == items.Count
            && document.Options.Profile != LintProfile.Strict
        )
            report.Add(document.ItemRange(lacking[0]), none(lacking.Count));
        else
            foreach (var item in lacking)
                report.Add(document.ItemRange(item), each);
    }

    private const int FewestOfList = 3;
}
