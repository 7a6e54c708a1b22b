using System.Text;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.PostMortems;

/// <summary>
/// Writes a post-mortem in our own form: YAML front matter with the machine fields, then the document with its fixed headings.
/// Reading what this writes and writing it again gives the same bytes; no word of the document is left out.
/// </summary>
public static class PostMortemWriter
{
    /// <summary>Writes a document.</summary>
    /// <param name="document">What to write.</param>
    /// <returns>Markdown with line feeds, ending in one.</returns>
    public static string Write(PostMortemDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var parts = new List<string> { FrontMatterWriter.Write(document), Header(document) };
        foreach (var section in SectionOrder.Of(document))
            parts.Add(SectionWriter.Write(section, document));
        return string.Join("\n\n", parts.Where(p => p.Length > 0)) + "\n";
    }

    private static string Header(PostMortemDocument document)
    {
        var title = document.Title is { Length: > 0 } words
            ? $"# {OwnForm.TitlePrefix}: {Inline.Collapse(words)}"
            : $"# {OwnForm.TitlePrefix}";
        var values = new[]
        {
            document.Date is { } date ? ReadContext.Day(date) : null,
            document.DurationText ?? MetadataReader.Derived(document),
            document.Impact,
            string.Join(", ", document.Authors),
        };
        var text = new StringBuilder(title);
        for (var i = 0; i < values.Length; i++)
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\n**{OwnForm.HeaderNames[i]}**: {(string.IsNullOrWhiteSpace(values[i]) ? OwnForm.Nothing : Inline.Collapse(values[i]!))}"
            );
        return text.ToString();
    }
}
