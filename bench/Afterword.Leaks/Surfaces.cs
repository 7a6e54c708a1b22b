using Afterword.Core.Rendering;
using Afterword.Core.Updates;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;

namespace Afterword.Leaks;

/// <summary>Every form in which a message leaves or is shown: its Markdown, plain text, page, mail with its headers, Slack blocks, tracker Markdown.</summary>
internal static class Surfaces
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The renderings by channel.</summary>
    public static IEnumerable<(string Channel, string Text)> Of(Words words, Audience audience)
    {
        yield return ("markdown", $"{words.Subject}\n\n{words.Body}");
        yield return ("text", $"{words.Subject}\n\n{PlainText.Render(words.Body)}");
        yield return ("page", HtmlPage.Render(words.Body));
        yield return ("tracker", TrackerMarkdown.Render(words.Body));
        yield return ("mail", Mail(words, audience));
        yield return (
            "slack",
            string.Join(
                "\n",
                SlackBlocks.Render(words.Subject, words.Body).Select(p => $"{p.Text}\n{p.Blocks}")
            )
        );
    }

    private static string Mail(Words words, Audience audience)
    {
        var footer = Audiences.IsOutside(audience)
            ? "You get this because you use our services."
            : "Why you get this.";
        var form = MessageWords.Of(
            new OutgoingMessage
            {
                DeliveryKey = "k",
                Target = "reader@example.test",
                Subject = words.Subject,
                Markdown = words.Body,
                CreatedAt = Now,
                MessageId = "1@example.test",
                Footer = footer,
            }
        );
        return MimeWriter.Write(
            new MailMessage
            {
                From = Mailbox.TryParse("afterword@example.test", "Afterword")!,
                To = [Mailbox.TryParse("reader@example.test", null)!],
                Subject = form.Subject,
                Date = Now,
                MessageId = "1@example.test",
                Text = form.Text,
                Html = form.Html,
            }
        );
    }
}
