using System.Text;

namespace Afterword.Core.Rendering;

/// <summary>Text as HTML text or attribute value.</summary>
internal static class HtmlText
{
    /// <summary>The text escaped for both places; characters HTML does not allow (NUL and other controls) become U+FFFD.</summary>
    public static string Escape(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        Escape(html, text);
        return html.ToString();
    }

    /// <summary>Appends the text escaped.</summary>
    public static void Escape(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                '\n' or '\t' => html.Append(c),
                '\r' => html,
                _ when char.IsControl(c) => html.Append('\uFFFD'),
                _ => html.Append(c),
            };
        }
    }
}
