using System.Text;
using Afterword.Core.Rendering;

namespace Afterword.Server.Delivery.Channels;

/// <summary>A message in the two forms a mail carries, and its subject as one clean line.</summary>
internal sealed record MessageWords(string Subject, string Text, string Html)
{
    public static MessageWords Of(OutgoingMessage message)
    {
        var subject = OneLine(message.Subject);
        var words = RenderedWords.Of(message.Markdown);
        var text = new StringBuilder(words.Text);
        if (message.Footer is not null || message.UnsubscribeUrl is not null)
        {
            // "-- " on its own line is the signature mark mail programs fold away (RFC 3676 section 4.3).
            text.Append("\n-- \n");
            if (message.Footer is not null)
                text.Append(OneLine(message.Footer)).Append('\n');
            if (message.UnsubscribeUrl is { } url)
                text.Append("Stop these messages: ").Append(url.AbsoluteUri).Append('\n');
        }

        var html = HtmlMail.Around(
            words.Html,
            new MailFrame
            {
                Title = subject,
                Language = message.Language,
                Preheader = message.Preheader ?? words.Excerpt,
                Footer = message.Footer,
                UnsubscribeUrl = message.UnsubscribeUrl,
            }
        );
        return new MessageWords(subject, text.ToString(), html);
    }

    /// <summary>
    /// People paste subjects with line ends and invisible characters in them; a header has one line. Every run of white space
    /// and control characters becomes one space.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (
                Rune.IsWhiteSpace(rune)
                || Rune.IsControl(rune)
                || rune.Value is 0x2028 or 0x2029 or 0xFEFF
            )
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else
                line.Append(rune);
        }
        return line.ToString().TrimEnd();
    }
}
