using System.Text;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Delivery.Mail;

public sealed class MimeWriterTests
{
    [Fact]
    public void Quoted_printable_gives_any_text_back_within_76_columns() =>
        Prop.ForAll<NonNull<string>>(input =>
            {
                var written = new StringBuilder();
                QuotedPrintable.Write(written, input.Get);
                var lines = written.ToString().Split("\r\n");
                var meant = Encoding
                    .UTF8.GetString(Encoding.UTF8.GetBytes(input.Get))
                    .ReplaceLineEndings("\n");
                return lines.All(line =>
                        line.Length <= 76 && !line.EndsWith(' ') && !line.StartsWith('.')
                    )
                    && Decoded(written.ToString()) == meant;
            })
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a=b", "a=3Db")]
    [InlineData(".", "=2E")]
    [InlineData("From me", "=46rom me")]
    [InlineData("end \nnext\t", "end=20\r\nnext=09")]
    [InlineData("ü🧯", "=C3=BC=F0=9F=A7=AF")]
    [InlineData("a\r\nb\rc\nd", "a\r\nb\r\nc\r\nd")]
    public void Quoted_printable_is_what_the_standard_says(string text, string written)
    {
        var to = new StringBuilder();
        QuotedPrintable.Write(to, text);

        Assert.Equal(written, to.ToString());
    }

    [Fact]
    public void A_long_word_is_broken_softly_and_no_character_is_cut()
    {
        var to = new StringBuilder();
        QuotedPrintable.Write(to, new string('x', 75) + "ü" + new string('y', 80));

        Assert.Equal(
            [
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=",
                "=C3=BC" + new string('y', 69) + "=",
                new string('y', 11),
            ],
            to.ToString().Split("\r\n")
        );
    }

    [Fact]
    public void The_date_is_in_the_form_of_the_standard_and_in_utc()
    {
        var mail = SomeMail.Mail() with
        {
            Date = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.FromHours(5.5)),
        };

        Assert.Equal(
            "Mon, 02 Feb 2026 22:35:06 +0000",
            StrictMail.Parse(MimeWriter.Write(mail))["Date"]
        );
    }

    [Fact]
    public void Only_an_https_address_promises_one_click()
    {
        var mail = SomeMail.Mail() with { UnsubscribeUrl = new Uri("http://example.test/stop") };

        var headers = StrictMail.Parse(MimeWriter.Write(mail)).Headers.Select(h => h.Name).ToList();

        Assert.Contains("List-Unsubscribe", headers);
        Assert.DoesNotContain("List-Unsubscribe-Post", headers);
    }

    [Fact]
    public void A_media_type_that_is_none_becomes_bytes()
    {
        var mail = SomeMail.Mail() with
        {
            Attachments = [new Attachment("a.bin", "text/html; x=\"", [1])],
        };

        Assert.Contains(
            "Content-Type: application/octet-stream\r\n",
            MimeWriter.Write(mail),
            StringComparison.Ordinal
        );
    }

    private static string Decoded(string written)
    {
        var bytes = new List<byte>();
        var text = written
            .Replace("=\r\n", "", StringComparison.Ordinal)
            .Replace("\r\n", "\n", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
                bytes.Add((byte)text[i]);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}
