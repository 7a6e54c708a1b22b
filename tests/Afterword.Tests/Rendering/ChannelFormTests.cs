using System.Text.RegularExpressions;
using Afterword.Core.Rendering;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;
using Afterword.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Rendering;

/// <summary>Any document keeps to each channel's form: its limits, whole words and rows, all links, and nobody called. Slack's own stands in SlackBlocksTests.</summary>
public sealed partial class ChannelFormTests
{
    private static readonly Gen<string> Documents =
        from many in Gen.Choose(1, 160)
        from pieces in Gen.ArrayOf(
            from which in Gen.Choose(0, 17)
            from n in Gen.Choose(1, 99_999)
            select Piece(which, n),
            many
        )
        select string.Concat(pieces);

    [Fact]
    public void Mail_keeps_its_line_lengths_every_link_and_every_word()
    {
        Prop.ForAll(
                Documents.ToArbitrary(),
                markdown =>
                {
                    var form = MessageWords.Of(
                        new OutgoingMessage
                        {
                            DeliveryKey = "k",
                            Target = "lee@example.test",
                            Subject = markdown.Length > 180 ? markdown[..180] : markdown + "x",
                            Markdown = markdown,
                            CreatedAt = Some.Now,
                            MessageId = "1@example.test",
                            Footer = "Why you get this.",
                        }
                    );
                    var mail = MimeWriter.Write(
                        new MailMessage
                        {
                            From = Mailbox.TryParse("afterword@example.test", "Afterword")!,
                            To = [Mailbox.TryParse("lee@example.test", null)!],
                            Subject = form.Subject,
                            Date = Some.Now,
                            MessageId = "1@example.test",
                            Text = form.Text,
                            Html = form.Html,
                        }
                    );
                    // RFC 5322 section 2.1.1: 998 at most; quoted-printable: 76.
                    Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
                    Assert.DoesNotContain(mail, c => c > 126);
                    Assert.DoesNotContain("<script", form.Html, StringComparison.OrdinalIgnoreCase);
                    foreach (var link in Links(markdown))
                    {
                        Assert.Contains(
                            link,
                            form.Html.Replace("&amp;", "&", StringComparison.Ordinal),
                            StringComparison.Ordinal
                        );
                        Assert.Contains(link, form.Text, StringComparison.Ordinal);
                    }
                    foreach (var word in Words(markdown))
                    {
                        Assert.Contains(word, form.Html, StringComparison.Ordinal);
                        Assert.Contains(word, form.Text, StringComparison.Ordinal);
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_trackers_comment_keeps_every_link_and_word_calls_nobody_and_reads_the_same()
    {
        Prop.ForAll(
                Documents.ToArbitrary(),
                markdown =>
                {
                    var comment = TrackerMarkdown.Render(markdown);
                    Assert.InRange(comment.Length, 0, TrackerMarkdown.MaxLength);
                    foreach (var link in Links(markdown))
                    {
                        Assert.Contains($"]({link})", comment, StringComparison.Ordinal);
                    }
                    foreach (var word in Words(markdown))
                    {
                        Assert.Contains(word, comment, StringComparison.Ordinal);
                    }
                    Assert.DoesNotMatch(Called(), Code().Replace(comment, ""));
                    // What it says is what the document says: read back, both are the same text.
                    Assert.Equal(Flat(markdown), Flat(comment));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_comment_that_is_too_long_ends_between_words_rows_and_blocks_and_says_where_the_rest_is()
    {
        var rest = new Uri("https://afterword.example.test/updates/7");
        Prop.ForAll(
                Documents.Where(d => d.Length > 2_000).ToArbitrary(),
                markdown =>
                {
                    var whole = TrackerMarkdown.Render(markdown);
                    var comment = TrackerMarkdown.Render(markdown, rest, 1_200);
                    Assert.InRange(comment.Length, 1, 1_200);
                    if (whole.Length <= 800)
                    {
                        return;
                    }
                    Assert.EndsWith(
                        "… shortened to what fits here: [the whole text](https://afterword.example.test/updates/7)\n",
                        comment,
                        StringComparison.Ordinal
                    );
                    var lines = whole.Split('\n').ToHashSet(StringComparer.Ordinal);
                    Assert.All(
                        comment.Split('\n')[..^3],
                        line =>
                            Assert.True(
                                line.Length == 0 || lines.Contains(line),
                                $"'{line}' was cut"
                            )
                    );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("@lee and @here", "@\u200Blee and @\u200Bhere\n")]
    [InlineData("mail lee@example.test", "mail lee@example.test\n")]
    [InlineData("<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>\n")]
    [InlineData("`@lee`", "`@lee`\n")]
    [InlineData("# @lee", "# @\u200Blee\n")]
    [InlineData("[@lee](https://e.example/)", "[@\u200Blee](https://e.example/)\n")]
    [InlineData("[x](javascript:alert(1))", "x\n")]
    [InlineData("1\\. no list", "1\\. no list\n")]
    public void Marks_that_were_not_meant_stay_words(string markdown, string comment) =>
        Assert.Equal(comment, TrackerMarkdown.Render(markdown));

    private static string Piece(int which, int n) =>
        which switch
        {
            0 => $"word{n} ",
            1 => $"**bold{n}** ",
            2 => $"*slant{n}* ",
            3 => $"`code{n}` ",
            4 => $"[link{n}](https://example.org/p{n}?a=b&c={n}) ",
            5 => "\n\n",
            6 => $"\n\n- item{n}\n- item{n} [more{n}](https://example.org/m{n})\n\n",
            7 => $"\n\n## Heading{n}\n\n",
            8 => "& < > \" ' ",
            9 => $"long{new string('x', 300)}{n} ",
            10 => "日本語テキスト ",
            11 => "🧯🧯 ",
            12 =>
                $"\n\n| a | b |\n|---|---|\n| cell{n} | [link{n}](https://example.org/t{n}) |\n| @lee | `row{n}` |\n\n",
            13 => $"\n\n> quote{n}\n\n",
            14 => $"\n\n```\nblock{n} & <b> @lee\n```\n\n",
            15 => "@here @lee <!channel> ",
            16 => $"\n\n1. one{n}\n2. two{n}\n\n",
            _ => "snake_case 5 < 7 | a*b ",
        };

    private static IEnumerable<string> Links(string markdown) =>
        SafeMarkdown.WhyPlain(markdown) is null
            ? Link().Matches(markdown).Select(m => m.Groups[1].Value).Distinct()
            : [];

    private static IEnumerable<string> Words(string markdown) =>
        Word().Matches(markdown).Select(m => m.Value).Distinct();

    private static string Flat(string markdown) =>
        string.Concat(
            PlainText.Render(markdown).Where(c => !char.IsWhiteSpace(c) && c != '\u200B')
        );

    [GeneratedRegex(@"\]\((https://[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(
        "(?:word|bold|slant|code|link|item|Heading|cell|quote|block|one|two|longx+)[0-9]+"
    )]
    private static partial Regex Word();

    [GeneratedRegex("(?<![A-Za-z0-9])@[A-Za-z]")]
    private static partial Regex Called();

    [GeneratedRegex("```[\\s\\S]*?```|`[^`\n]*`")]
    private static partial Regex Code();
}
