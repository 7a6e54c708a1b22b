using System.Text;
using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;

namespace Afterword.Tests.Delivery.Mail;

/// <summary>What we send, as a server and a parser that are not ours understood it.</summary>
public sealed class RealServerTests(MailSink sink) : IClassFixture<MailSink>
{
    private static SmtpSettings Trusted(SmtpSettings server) =>
        server with
        {
            AllowInvalidCertificate = true,
        };

    private async Task<Taken> Send(MailMessage mail)
    {
        var results = await SomeMail
            .Sender()
            .Send(
                SomeMail.Server(sink.PlainPort),
                SomeMail.To("lee@example.test"),
                MimeWriter.Write(mail),
                TestContext.Current.CancellationToken
            );
        Assert.IsType<SendResult.Sent>(Assert.Single(results));
        return await sink.Next();
    }

    [Fact]
    public async Task Everything_a_mail_carries_arrives_as_it_was_written()
    {
        var text =
            "Grüße: 日本語, emoji 🧯, a = b, trailing space \n.\n..two dots\nFrom here on\n"
            + new string('x', 3000)
            + "\n"
            + string.Concat(Enumerable.Repeat("wörter ", 300));
        var file = Encoding.UTF8.GetBytes("# Post-Mortem: Ünavailable\n");
        var taken = await Send(
            SomeMail.Mail(
                "[INC-12] Kassensysteme während 54 Minuten nicht erreichbar – was geschah, warum, und was wir tun",
                text,
                "<p>Grüße 🧯</p>"
            ) with
            {
                To = [Mailbox.TryParse("lee@bücher.example", "Łukasz \"Lee\" Ó Briain")!],
                References = ["root@example.test", "second@example.test"],
                ListId = "inc-12.afterword.example.test",
                UnsubscribeUrl = new Uri("https://afterword.example.test/stop/abc?x=1&y=2"),
                Attachments =
                [
                    new Attachment("post-mortem.md", "text/markdown", file),
                    new Attachment(
                        "Übersicht für die Leitung, mit einem sehr langen Namen und 日本語.html",
                        "text/html",
                        "<p>x</p>"u8.ToArray()
                    ),
                ],
            }
        );

        Assert.Equal(
            "[INC-12] Kassensysteme während 54 Minuten nicht erreichbar – was geschah, warum, und was wir tun",
            taken.Subject
        );
        Assert.Equal(
            new TakenPerson("Afterword", "afterword@example.test"),
            Assert.Single(taken.From)
        );
        var reader = Assert.Single(taken.To);
        Assert.Equal("Łukasz \"Lee\" Ó Briain", reader.Name);
        Assert.Contains(
            reader.Address,
            new[] { "lee@xn--bcher-kva.example", "lee@bücher.example" }
        );
        Assert.Equal("<d1@example.test>", taken.MessageId);
        Assert.Equal("<second@example.test>", taken.InReplyTo);
        Assert.Equal(["<root@example.test>", "<second@example.test>"], taken.References);
        Assert.Equal(
            "inc-12.afterword.example.test",
            taken.List.GetProperty("id").GetProperty("name").GetString()
        );
        Assert.Equal(
            "https://afterword.example.test/stop/abc?x=1&y=2",
            taken.List.GetProperty("unsubscribe").GetProperty("url").GetString()
        );
        Assert.Contains("list-unsubscribe-post", taken.Headers);
        Assert.Equal("auto-generated", taken.AutoSubmitted);
        Assert.Equal(SomeMail.Mail().Date, taken.Date);
        Assert.Equal(text.TrimEnd('\n'), taken.Text.TrimEnd('\n'));
        Assert.Equal("<p>Grüße 🧯</p>", taken.Html.Trim());
        Assert.Equal(
            [
                "post-mortem.md",
                "Übersicht für die Leitung, mit einem sehr langen Namen und 日本語.html",
            ],
            taken.Attachments.Select(a => a.Name)
        );
        Assert.Equal(file, taken.Attachments[0].Content);
        Assert.Equal("text/markdown", taken.Attachments[0].Type);
    }

    [Fact]
    public async Task No_line_on_the_wire_is_longer_than_998_and_every_byte_is_ascii()
    {
        var taken = await Send(
            SomeMail.Mail(new string('s', 2000), new string('ü', 5000)) with
            {
                References =
                [
                    .. Enumerable
                        .Range(0, 60)
                        .Select(i => $"message-{i}-of-a-long-thread@example.test"),
                ],
            }
        );

        Assert.All(taken.Raw, b => Assert.InRange(b, (byte)9, (byte)126));
        Assert.All(
            Encoding.ASCII.GetString(taken.Raw).Split("\r\n"),
            line => Assert.InRange(line.Length, 0, 998)
        );
        Assert.DoesNotContain(
            (byte)'\n',
            Encoding.ASCII.GetBytes(
                Encoding.ASCII.GetString(taken.Raw).Replace("\r\n", "", StringComparison.Ordinal)
            )
        );
        Assert.Equal(new string('s', 2000), taken.Subject);
        Assert.Equal(60, taken.References.Count);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Opportunistic)]
    [InlineData(SmtpSecurity.Implicit)]
    public async Task It_encrypts_signs_in_and_sends(object security)
    {
        var port = security is SmtpSecurity.Implicit ? sink.TlsPort : sink.PlainPort;
        var server = Trusted(SomeMail.Server(port, (SmtpSecurity)security)) with
        {
            UserName = "afterword",
            Password = "p@ss wörd",
        };

        var results = await SomeMail
            .Sender()
            .Send(
                server,
                SomeMail.To("lee@example.test"),
                MimeWriter.Write(SomeMail.Mail()),
                default
            );

        Assert.IsType<SendResult.Sent>(Assert.Single(results));
        var taken = await sink.Next();
        Assert.True(taken.Secure);
        Assert.Equal("afterword", taken.User);
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Opportunistic)]
    [InlineData(SmtpSecurity.Implicit)]
    public async Task A_certificate_nobody_vouches_for_is_refused_and_nothing_is_sent(
        object security
    )
    {
        var port = security is SmtpSecurity.Implicit ? sink.TlsPort : sink.PlainPort;

        var results = await SomeMail
            .Sender()
            .Send(
                SomeMail.Server(port, (SmtpSecurity)security),
                SomeMail.To("lee@example.test"),
                MimeWriter.Write(SomeMail.Mail()),
                default
            );

        Assert.Contains(
            "certificate cannot be trusted",
            Assert.IsType<SendResult.TryLater>(Assert.Single(results)).Reason
        );
        Assert.True(sink.IsEmpty);
    }

    [Fact]
    public async Task A_wrong_password_waits_for_the_operator_and_stands_in_no_message()
    {
        var server = Trusted(SomeMail.Server(sink.TlsPort, SmtpSecurity.Implicit)) with
        {
            UserName = "afterword",
            Password = "s3cret-canary",
        };

        var results = await SomeMail
            .Sender()
            .Send(
                server,
                SomeMail.To("lee@example.test"),
                MimeWriter.Write(SomeMail.Mail()),
                default
            );

        var later = Assert.IsType<SendResult.TryLater>(Assert.Single(results));
        Assert.Contains("refused the user name or password", later.Reason);
        Assert.DoesNotContain("s3cret-canary", later.Reason);
        Assert.DoesNotContain("s3cret-canary", server.ToString());
    }

    [Fact]
    public async Task One_refused_reader_of_three_keeps_nobody_else_from_getting_it()
    {
        var results = await SomeMail
            .Sender()
            .Send(
                SomeMail.Server(sink.PlainPort),
                SomeMail.To("lee@example.test", "nobody@example.test", "kim@example.test"),
                MimeWriter.Write(SomeMail.Mail()),
                default
            );

        Assert.IsType<SendResult.Sent>(results[0]);
        Assert.Contains("No such person", Assert.IsType<SendResult.GiveUp>(results[1]).Reason);
        Assert.IsType<SendResult.Sent>(results[2]);
        Assert.Equal(["lee@example.test", "kim@example.test"], (await sink.Next()).EnvelopeTo);
    }

    [Fact]
    public async Task A_message_above_the_servers_size_is_given_up_before_it_is_sent()
    {
        var results = await SomeMail
            .Sender()
            .Send(
                SomeMail.Server(sink.PlainPort),
                SomeMail.To("lee@example.test"),
                new string('x', 1_100_000),
                default
            );

        Assert.Contains(
            "takes 1,000,000 at most",
            Assert.IsType<SendResult.GiveUp>(Assert.Single(results)).Reason
        );
    }

    [Fact]
    public async Task The_same_message_sent_again_is_the_same_to_the_byte()
    {
        var first = await Send(SomeMail.Mail());
        var second = await Send(SomeMail.Mail());

        Assert.Equal(first.Raw, second.Raw);
    }
}
