namespace Afterword.Core.Rendering;

/// <summary>The words of a message in the forms a mail carries, of Markdown that is parsed once for all of them.</summary>
/// <param name="Text">As <see cref="PlainText.Render(string)"/> gives it.</param>
/// <param name="Html">As <see cref="HtmlMail.Words"/> gives it.</param>
/// <param name="Excerpt">As <see cref="PlainText.Excerpt"/> gives it.</param>
public sealed record MailWords(string Text, string Html, string Excerpt)
{
    /// <summary>Renders a text; nothing here throws, whatever the text.</summary>
    public static MailWords Of(string markdown)
    {
        var document = SafeMarkdown.Parse(markdown);
        var text = PlainText.Render(document, markdown);
        return new MailWords(
            text,
            HtmlWriter.Write(document, markdown, HtmlMail.Look),
            PlainText.Shortened(text)
        );
    }
}
