using System.Text;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Writes action items as the table of our form, the most urgent first.</summary>
internal static class ItemWriter
{
    internal static string Write(IReadOnlyList<DocumentItem> items)
    {
        if (items.Count == 0)
            return "";
        var text = new StringBuilder(
            "| Priority | Action | Owner | Due Date | Status |\n| --- | --- | --- | --- | --- |"
        );
        foreach (var item in items.OrderBy(i => Rank(i.Priority)))
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\n| {Cell(item.Priority)} | {Action(item)} | {Cell(item.Owner)} | {Cell(Due(item))} | {Cell(Status(item))} |"
            );
        return text.ToString();
    }

    private static string Action(DocumentItem item)
    {
        var words = CellText.Encode(
            Extraction.Trim(item.Markdown.Length > 0 ? item.Markdown : item.Text)
        );
        return item.Key is { } key ? $"[{key}] {words}" : words;
    }

    private static string Cell(string? words) => CellText.Encode(Inline.Collapse(words ?? ""));

    private static string? Due(DocumentItem item) =>
        item.DueOn is { } on
            ? (
                item.DueText is { Length: > 0 } words
                    ? $"{ReadContext.Day(on)} ({words})"
                    : ReadContext.Day(on)
            )
            : item.DueText;

    // A box without a word beside it is the only sign some documents give.
    private static string? Status(DocumentItem item) =>
        item.Status
        ?? item.Done switch
        {
            true => "Done",
            false => "Open",
            null => null,
        };

    private static int Rank(string? priority) =>
        priority?.Trim().ToUpperInvariant() switch
        {
            "P0" => 0,
            "P1" => 1,
            "P2" => 2,
            "P3" => 3,
            "P4" => 4,
            _ => 5,
        };
}
