using System.Text;

namespace Afterword.Core.Rendering;

/// <summary>
/// Markdown as a whole HTML mail: reads without images, follows the reader's light or dark scheme, has a language and a title for
/// screen readers, and stacks wide tables on a phone. Styles are inline because many mail programs drop the rest; the style
/// block holds only what cannot be inline (dark scheme, narrow screens).
/// </summary>
public static class HtmlMail
{
    /// <summary>How words look in a mail.</summary>
    internal static readonly HtmlLook Look = new(
        MailStyles.Attributes,
        HeadingShift: 0,
        OwnPaths: false,
        StackWideTables: true
    );

    /// <summary>The mail's HTML, lines ending in <c>\n</c>; what cannot be formatted comes out escaped, as it stands.</summary>
    public static string Render(string markdown, MailFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Around(
            Words(markdown),
            frame with
            {
                Preheader = frame.Preheader ?? PlainText.Excerpt(markdown),
            }
        );
    }

    /// <summary>The words alone, the same for every reader of an update; <see cref="Around"/> makes a mail of them.</summary>
    public static string Words(string markdown) => HtmlWriter.Write(markdown, Look);

    /// <summary>The mail around words that <see cref="Words"/> made.</summary>
    /// <param name="words">HTML; nothing else may be given.</param>
    /// <param name="frame">What stands around it.</param>
    public static string Around(string words, MailFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var title = HtmlText.Escape(frame.Title);
        var language = HtmlText.Escape(frame.Language);
        var preheader = HtmlText.Escape(frame.Preheader ?? "");
        return $"""
            <!doctype html>
            <html lang="{language}" dir="auto">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>{title}</title>
            <style>
            {MailStyles.StyleBlock}
            </style>
            </head>
            <body class="aw-page" style="{MailStyles.Page}">
            <div style="{MailStyles.Hidden}">{preheader}</div>
            <div role="article" aria-roledescription="email" aria-label="{title}" lang="{language}">
            <!--[if mso]><table role="presentation" width="640" align="center" cellpadding="0" cellspacing="0"><tr><td><![endif]-->
            <div class="aw-card" style="{MailStyles.Card}">
            {words}{Foot(frame)}</div>
            <!--[if mso]></td></tr></table><![endif]-->
            </div>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Foot(MailFrame frame)
    {
        var web =
            frame.UnsubscribeUrl is { IsAbsoluteUri: true } url && SafeLink.IsWeb(url.AbsoluteUri);
        if (frame.Footer is null && !web)
            return "";
        var foot = new StringBuilder();
        foot.Append("<div class=\"aw-foot\" style=\"").Append(MailStyles.Foot).Append("\">");
        if (frame.Footer is not null)
            foot.Append(HtmlText.Escape(frame.Footer)).Append(web ? " " : "");
        if (web)
        {
            foot.Append("<a class=\"aw-foot\" style=\"")
                .Append(MailStyles.FootLink)
                .Append("\" href=\"");
            foot.Append(HtmlText.Escape(frame.UnsubscribeUrl!.AbsoluteUri));
            foot.Append("\">Stop these messages</a>");
        }
        return foot.Append("</div>\n").ToString();
    }
}
