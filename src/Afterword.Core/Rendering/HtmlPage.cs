using System.Collections.Frozen;

namespace Afterword.Core.Rendering;

/// <summary>
/// Markdown as a piece of HTML for our own pages: no raw HTML, no style attributes (the content-security-policy forbids them),
/// links only to http, https, mailto and our own paths.
/// </summary>
public static class HtmlPage
{
    private static readonly FrozenDictionary<string, string> Attributes = new Dictionary<
        string,
        string
    >
    {
        // A wide table or a long line of code scrolls by itself, never the page; the keyboard can reach it. A group
        // and not a region: a page with five tables should not have five landmarks of the same name.
        ["table-wrap"] =
            """ class="table-responsive" role="group" aria-label="Table" tabindex="0" """,
        ["table"] = """ class="table" """,
        ["pre"] = """ tabindex="0" """,
        ["th-end"] = """ class="text-end" """,
        ["td-end"] = """ class="text-end" """,
        ["th-center"] = """ class="text-center" """,
        ["td-center"] = """ class="text-center" """,
        ["task"] = """ class="task" """,
    }.ToFrozenDictionary();

    /// <summary>The HTML of a text; what cannot be formatted (<see cref="SafeMarkdown.WhyPlain"/>) comes out escaped, as it stands.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="headingShift">How far headings move down, 0–5, so that they stand below the page's own (1 makes <c>#</c> an h2).</param>
    public static string Render(string markdown, int headingShift = 1) =>
        HtmlWriter.Write(
            markdown,
            new HtmlLook(Attributes, headingShift, OwnPaths: true, StackWideTables: false)
        );
}
