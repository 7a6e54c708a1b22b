using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Mail;
using Afterword.Tests.Support;

namespace Afterword.Tests.Delivery.Mail;

public sealed class SmtpFailureTests
{
    private static readonly string Message = MimeWriter.Write(SomeMail.Mail());

    private static async Task<SendResult> Send(
        ScriptedServer server,
        Func<SmtpSettings, SmtpSettings>? with = null
    )
    {
        var settings = SomeMail.Server(server.Port);
        var results = await SomeMail
            .Sender()
            .Send(
                with?.Invoke(settings) ?? settings,
                SomeMail.To("lee@example.test"),
                Message,
                TestContext.Current.CancellationToken
            );
        return Assert.Single(results);
    }

    [Fact]
    public async Task A_taken_message_gives_the_servers_name_for_it()
    {
        await using var server = new ScriptedServer();

        Assert.Equal(new SendResult.Sent("250 2.0.0 queued as 42"), await Send(server));
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    [InlineData(".")]
    public async Task A_refusal_for_now_is_tried_later_and_a_refusal_for_good_is_given_up(
        string step
    )
    {
        foreach (
            var now in new[]
            {
                "421 4.3.2 leaving",
                "450 4.2.1 busy",
                "451 4.3.0 fault",
                "452 4.2.2 full",
            }
        )
        {
            await using var server = new ScriptedServer().On(step, now);
            Assert.Contains(now, Assert.IsType<SendResult.TryLater>(await Send(server)).Reason);
        }
        foreach (var good in new[] { "550 5.1.1 unknown", "553 5.1.3 bad", "554 5.7.1 no" })
        {
            await using var server = new ScriptedServer().On(step, good);
            Assert.Contains(good, Assert.IsType<SendResult.GiveUp>(await Send(server)).Reason);
        }
    }

    [Theory]
    [InlineData("banner", "421 busy")]
    [InlineData("banner", "450 busy")]
    [InlineData("banner", "554 no mail here")]
    [InlineData("EHLO", "421 leaving")]
    [InlineData("EHLO", "450 no")]
    [InlineData("EHLO", "550 no")]
    [InlineData("MAIL", "530 5.7.0 authentication required")]
    [InlineData("MAIL", "535 5.7.8 credentials")]
    public async Task What_concerns_the_server_and_not_the_message_waits_for_the_operator(
        string step,
        string answer
    )
    {
        await using var server = new ScriptedServer().On(step, answer);

        Assert.Contains(answer, Assert.IsType<SendResult.TryLater>(await Send(server)).Reason);
    }

    [Theory]
    [InlineData("banner")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task A_cut_before_the_final_dot_is_tried_later(string step)
    {
        await using var server = new ScriptedServer().On(step, ScriptedServer.Cut);

        Assert.IsType<SendResult.TryLater>(await Send(server));
    }

    [Fact]
    public async Task A_cut_in_the_middle_of_a_message_is_tried_later()
    {
        await using var server = new ScriptedServer()
            .On("EHLO", "250 scripted")
            .On("mid-message", ScriptedServer.Cut);
        // More than the buffers on the way can hold, so that the cut is met before the final dot.
        var large = string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 400_000));

        var results = await SomeMail
            .Sender()
            .Send(SomeMail.Server(server.Port), SomeMail.To("lee@example.test"), large, default);

        Assert.Contains(
            "lost during the message",
            Assert.IsType<SendResult.TryLater>(Assert.Single(results)).Reason
        );
    }

    [Theory]
    [InlineData(ScriptedServer.Cut)]
    [InlineData("what?")]
    [InlineData("HTTP/1.1 200 OK")]
    public async Task After_the_final_dot_anything_but_an_answer_is_unknown(string answer)
    {
        await using var server = new ScriptedServer().On(".", answer);

        Assert.Contains(
            "may have taken",
            Assert.IsType<SendResult.Unknown>(await Send(server)).Reason
        );
    }

    [Theory]
    [InlineData("banner", "<html>hello</html>")]
    [InlineData("EHLO", "250-a\r\n550 b")]
    [InlineData("EHLO", "25x no")]
    [InlineData("MAIL", "2500 no")]
    [InlineData("RCPT", "99 no")]
    [InlineData("DATA", "\u0000\u0001")]
    public async Task Nonsense_is_tried_later(string step, string answer)
    {
        await using var server = new ScriptedServer().On(step, answer);

        Assert.Contains("not SMTP", Assert.IsType<SendResult.TryLater>(await Send(server)).Reason);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_cut_short()
    {
        await using var endless = new ScriptedServer().On(
            "EHLO",
            string.Concat(Enumerable.Repeat("250-a\r\n", 1000)) + "250 b"
        );
        await using var wide = new ScriptedServer().On("banner", "220 " + new string('x', 100_000));

        Assert.Contains(
            "does not end",
            Assert.IsType<SendResult.TryLater>(await Send(endless)).Reason
        );
        Assert.Contains(
            "does not end",
            Assert.IsType<SendResult.TryLater>(await Send(wide)).Reason
        );
    }

    [Theory]
    [InlineData("banner")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task A_server_that_falls_silent_is_left_after_30_seconds(string step)
    {
        await using var server = new ScriptedServer().On(step, ScriptedServer.Silence);
        var clock = new TestClock();
        var sending = SomeMail
            .Sender(clock)
            .Send(SomeMail.Server(server.Port), SomeMail.To("lee@example.test"), Message, default);
        await server.FellSilent;

        var waited = await Wait(sending, clock);

        Assert.True(waited >= TimeSpan.FromSeconds(30), $"left after {waited}");
        Assert.Contains(
            "within 30 s",
            Assert.IsType<SendResult.TryLater>(Assert.Single(await sending)).Reason
        );
    }

    /// <summary>
    /// Moves the clock second by second until the sender gives up, and says how far that was. Not in one leap: the sender may not have
    /// set its timer yet when the server falls silent.
    /// </summary>
    private static async Task<TimeSpan> Wait(Task sending, TestClock clock)
    {
        var start = clock.GetUtcNow();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!sending.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5, deadline.Token);
        }
        return clock.GetUtcNow() - start;
    }

    [Fact]
    public async Task Silence_after_the_final_dot_is_unknown_after_two_minutes()
    {
        await using var server = new ScriptedServer().On(".", ScriptedServer.Silence);
        var clock = new TestClock();
        var sending = SomeMail
            .Sender(clock)
            .Send(SomeMail.Server(server.Port), SomeMail.To("lee@example.test"), Message, default);
        await server.FellSilent;

        var waited = await Wait(sending, clock);

        Assert.True(waited >= TimeSpan.FromMinutes(2), $"left after {waited}");
        Assert.IsType<SendResult.Unknown>(Assert.Single(await sending));
    }

    [Fact]
    public async Task A_stop_before_the_final_dot_sends_nothing_and_after_it_says_that_nobody_knows()
    {
        using var stop = new CancellationTokenSource();
        await using var early = new ScriptedServer().On("DATA", ScriptedServer.Silence);
        var sending = SomeMail
            .Sender()
            .Send(
                SomeMail.Server(early.Port),
                SomeMail.To("lee@example.test"),
                Message,
                stop.Token
            );
        await early.FellSilent;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        using var stopLate = new CancellationTokenSource();
        await using var late = new ScriptedServer().On(".", ScriptedServer.Silence);
        var settings = SomeMail.Server(late.Port) with
        {
            GraceWhenStopping = TimeSpan.FromMilliseconds(1),
        };
        var finishing = SomeMail
            .Sender()
            .Send(settings, SomeMail.To("lee@example.test"), Message, stopLate.Token);
        await late.FellSilent;
        await stopLate.CancelAsync();
        Assert.Contains(
            "was stopped",
            Assert.IsType<SendResult.Unknown>(Assert.Single(await finishing)).Reason
        );
    }

    [Fact]
    public async Task Each_reader_has_a_result_of_their_own()
    {
        await using var server = new ScriptedServer().On(
            "RCPT",
            "250 fine",
            "450 4.2.1 later",
            "550 5.1.1 never"
        );

        var results = await SomeMail
            .Sender()
            .Send(
                SomeMail.Server(server.Port),
                SomeMail.To("a@example.test", "b@example.test", "c@example.test"),
                Message,
                default
            );

        Assert.IsType<SendResult.Sent>(results[0]);
        Assert.IsType<SendResult.TryLater>(results[1]);
        Assert.IsType<SendResult.GiveUp>(results[2]);
    }

    [Fact]
    public async Task A_server_that_leaves_in_the_middle_of_the_readers_has_taken_none()
    {
        await using var server = new ScriptedServer().On("RCPT", "250 fine", "421 leaving");

        var results = await SomeMail
            .Sender()
            .Send(
                SomeMail.Server(server.Port),
                SomeMail.To("a@example.test", "b@example.test"),
                Message,
                default
            );

        Assert.All(results, result => Assert.IsType<SendResult.TryLater>(result));
        Assert.DoesNotContain("DATA", server.Heard);
    }

    [Fact]
    public async Task Without_the_encryption_that_was_asked_for_nothing_is_sent()
    {
        await using var server = new ScriptedServer();

        var result = await Send(server, s => s with { Security = SmtpSecurity.StartTls });

        Assert.Contains("no encryption", Assert.IsType<SendResult.TryLater>(result).Reason);
        Assert.DoesNotContain(
            server.Heard,
            line => line.StartsWith("MAIL", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Words_slipped_in_before_the_encryption_are_noticed()
    {
        await using var server = new ScriptedServer()
            .On("EHLO", "250-a\r\n250 STARTTLS")
            .On("STARTTLS", "220 go\r\n250 injected");

        var result = await Send(server, s => s with { Security = SmtpSecurity.StartTls });

        Assert.Contains("before the encryption", Assert.IsType<SendResult.TryLater>(result).Reason);
    }

    [Fact]
    public async Task LOGIN_is_used_where_PLAIN_is_not_offered_and_a_password_in_an_answer_is_not_repeated()
    {
        await using var server = new ScriptedServer()
            .On("EHLO", "250-a\r\n250 AUTH=LOGIN")
            .On("AUTH", "334 VXNlcm5hbWU6")
            .On("dQ==", "334 UGFzc3dvcmQ6")
            .On("Y2FuYXJ5LXNlY3JldA==", "235 ok")
            .On("MAIL", "550 you said canary-secret");

        var result = await Send(server, s => s with { UserName = "u", Password = "canary-secret" });

        Assert.DoesNotContain("canary-secret", Assert.IsType<SendResult.GiveUp>(result).Reason);
        Assert.Contains("Y2FuYXJ5LXNlY3JldA==", server.Heard);
    }

    [Fact]
    public async Task An_old_server_is_greeted_the_old_way()
    {
        await using var server = new ScriptedServer().On("EHLO", "502 what");

        Assert.IsType<SendResult.Sent>(await Send(server));
        Assert.Contains(
            server.Heard,
            line => line.StartsWith("HELO [127.0.0.1]", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_address_that_is_not_ascii_needs_a_server_that_takes_it()
    {
        await using var without = new ScriptedServer();
        await using var with = new ScriptedServer().On(
            "EHLO",
            "250-a\r\n250-8BITMIME\r\n250 SMTPUTF8"
        );
        var readers = SomeMail.To("łukasz@example.test");

        Assert.IsType<SendResult.GiveUp>(
            Assert.Single(
                await SomeMail
                    .Sender()
                    .Send(SomeMail.Server(without.Port), readers, Message, default)
            )
        );
        Assert.IsType<SendResult.Sent>(
            Assert.Single(
                await SomeMail.Sender().Send(SomeMail.Server(with.Port), readers, Message, default)
            )
        );
        Assert.Contains("RCPT TO:<łukasz@example.test>", with.Heard);
        Assert.Contains(with.Heard, line => line.EndsWith("SMTPUTF8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_at_the_address_is_tried_later()
    {
        var closed = new ScriptedServer();
        var port = closed.Port;
        await closed.DisposeAsync();

        var result = await SomeMail
            .Sender()
            .Send(SomeMail.Server(port), SomeMail.To("lee@example.test"), Message, default);

        Assert.Contains(
            "cannot be reached",
            Assert.IsType<SendResult.TryLater>(Assert.Single(result)).Reason
        );
    }

    [Fact]
    public async Task A_probe_says_what_is_wrong_and_sends_nothing()
    {
        await using var fine = new ScriptedServer();
        await using var busy = new ScriptedServer().On("banner", "421 busy");

        Assert.Null(await SomeMail.Sender().Probe(SomeMail.Server(fine.Port), default));
        Assert.Contains(
            "421 busy",
            await SomeMail.Sender().Probe(SomeMail.Server(busy.Port), default)
        );
        Assert.DoesNotContain(
            fine.Heard,
            line => line.StartsWith("MAIL", StringComparison.Ordinal)
        );
    }
}
