using System.Text;
using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;
using Afterword.Tests.Support;

namespace Afterword.Tests.Delivery.Mail;

/// <summary>Whatever people type as subject, name, body or file name: the header has exactly our fields, and says what they typed.</summary>
public sealed class HeaderInjectionTests(MailSink sink) : IClassFixture<MailSink>
{
    private static readonly string[] OurFields =
    [
        "Date",
        "From",
        "To",
        "Subject",
        "Message-ID",
        "In-Reply-To",
        "References",
        "List-Id",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
        "MIME-Version",
        "Content-Type",
    ];

    private static readonly string[] Pieces =
    [
        "\r\nBcc: evil@example.test\r\n",
        "\nBcc: evil@example.test",
        "\rX-Evil: 1",
        "\0",
        "\u2028X-Evil: 1",
        "\u2029",
        "\u0085X-Evil: 1",
        "\v",
        "\f",
        "\x1b[31m",
        "\x7f",
        "=?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS50ZXN0?=",
        "=?utf-8?Q?=0D=0ABcc:_evil=40example.test?=",
        "=?",
        "?=",
        "\"",
        "\\",
        "\\\"",
        "<evil@example.test>",
        ", evil@example.test",
        ";",
        "(",
        ")",
        "@",
        "ü",
        "日本語",
        "🧯",
        "\ud83e",
        "e\u0301",
        "\u202e",
        "\ufeff",
        " ",
        "  ",
        "\t",
        "a",
        "word ",
        "%0d%0aBcc:evil@example.test",
        "--=_",
        "\r\n.\r\n",
        "\r\n\r\n<script>",
        new string('x', 80),
        new string('y', 1100),
    ];

    private static string Hostile(Random random) =>
        string.Concat(
            Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pieces[random.Next(Pieces.Length)])
        );

    private static readonly ChannelSettings Settings = new(
        new Dictionary<string, string>
        {
            ["host"] = "127.0.0.1",
            ["security"] = "none",
            ["from"] = "afterword@example.test",
            ["fromName"] = "Afterword",
        }
    );

    private static OutgoingMessage Message(Random random) =>
        new()
        {
            DeliveryKey = "d1",
            Target = "lee@example.test",
            TargetName = Hostile(random),
            Subject = Hostile(random),
            Markdown = Hostile(random),
            Preheader = Hostile(random),
            Footer = Hostile(random),
            CreatedAt = Some.Now,
            MessageId = MessageIds.For("d1", "example.test"),
            ThreadIds = ["root@example.test"],
            ListId = "inc-12.example.test",
            UnsubscribeUrl = new Uri("https://example.test/stop/1"),
            Attachments =
                random.Next(4) == 0
                    ?
                    [
                        new Attachment(
                            MessageWords.OneLine(Hostile(random)),
                            Hostile(random),
                            [1, 2]
                        ),
                    ]
                    : [],
        };

    private static EmailChannel Channel => new(SomeMail.Sender());

    [Fact]
    public void Ten_thousand_hostile_messages_have_exactly_our_header_fields()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 10_000; i++)
        {
            var message = Message(random);

            var mail = StrictMail.Parse(Channel.Render(message, Settings));

            Assert.Equal(OurFields, mail.Headers.Select(h => h.Name));
            Assert.Equal(Clean(MessageWords.OneLine(message.Subject)), mail.Words("Subject"));
            Assert.Equal("lee@example.test", mail["To"].Split(' ')[^1].Trim('<', '>'));
        }
    }

    [Fact]
    public async Task A_real_parser_reads_them_the_same_way()
    {
        var random = new Random(7);
        var messages = Enumerable
            .Range(0, 300)
            .Select(i => Message(random) with { MessageId = $"d{i}@example.test" })
            .ToDictionary(message => $"<{message.MessageId}>");

        // Many at a time: the server lets every client wait for its greeting on purpose.
        await Parallel.ForEachAsync(
            messages.Values,
            new ParallelOptions { MaxDegreeOfParallelism = 30 },
            async (message, cancel) =>
            {
                var mail = Channel.Render(message, Settings);
                var results = await SomeMail
                    .Sender()
                    .Send(
                        SomeMail.Server(sink.PlainPort),
                        SomeMail.To("lee@example.test"),
                        mail,
                        cancel
                    );
                Assert.IsType<SendResult.Sent>(Assert.Single(results));
            }
        );

        for (var i = 0; i < messages.Count; i++)
        {
            var taken = await sink.Next();
            Assert.Equal(OurFields.Select(f => f.ToLowerInvariant()), taken.Headers);
            Assert.Equal(
                Clean(MessageWords.OneLine(messages[taken.MessageId].Subject)),
                taken.Subject
            );
            Assert.Equal("lee@example.test", Assert.Single(taken.To).Address);
            Assert.Equal(["lee@example.test"], taken.EnvelopeTo);
        }
    }

    [Theory]
    [InlineData("a\r\nb")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u2028b")]
    public void The_writer_itself_refuses_a_line_end_in_any_header(string evil)
    {
        var mail = SomeMail.Mail();
        foreach (
            var hostile in new[]
            {
                mail with
                {
                    Subject = evil,
                },
                mail with
                {
                    MessageId = evil,
                },
                mail with
                {
                    References = [evil],
                },
                mail with
                {
                    ListId = evil,
                },
                mail with
                {
                    To = [Mailbox.TryParse("lee@example.test", evil)!],
                },
                mail with
                {
                    From = Mailbox.TryParse("lee@example.test", evil)!,
                },
                mail with
                {
                    Attachments = [new Attachment(evil, "text/plain", [])],
                },
            }
        )
            Assert.Throws<ArgumentException>(() => MimeWriter.Write(hostile));
        Assert.Null(Mailbox.TryParse($"{evil}@example.test"));
        Assert.Null(Mailbox.TryParse($"lee@{evil}"));
    }

    /// <summary>A half of a surrogate pair is no character; it becomes U+FFFD.</summary>
    private static string Clean(string text) =>
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
