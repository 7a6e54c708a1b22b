using System.Text;
using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Mail;
using Afterword.Server.Security;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Delivery.Mail;

/// <summary>Connections that carry a whole batch, commands that go together, and answers that are anything at all.</summary>
public sealed class SmtpConnectionTests
{
    private static readonly string Message = MimeWriter.Write(SomeMail.Mail());

    private const string Pipelining = "250-scripted\r\n250-PIPELINING\r\n250 SIZE 1000000";

    private static SmtpSender Keeping() =>
        new(
            new OutgoingGuard(new OutgoingAllowList([])),
            TimeProvider.System,
            TimeSpan.FromSeconds(30)
        );

    private static async Task<SendResult> Send(
        SmtpSender sender,
        ScriptedServer server,
        string to = "lee@example.test"
    ) =>
        Assert.Single(
            await sender.Send(
                SomeMail.Server(server.Port),
                SomeMail.To(to),
                Message,
                TestContext.Current.CancellationToken
            )
        );

    [Fact]
    public async Task A_batch_goes_over_one_connection()
    {
        await using var server = new ScriptedServer();
        using var sender = Keeping();

        for (var i = 0; i < 20; i++)
            Assert.IsType<SendResult.Sent>(await Send(sender, server));

        Assert.Equal(1, server.Connections);
        Assert.Single(server.Heard, line => line.StartsWith("EHLO", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_hundred_messages_at_once_share_sixteen_connections()
    {
        await using var server = new ScriptedServer();
        using var sender = Keeping();

        var results = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Send(sender, server))
        );

        Assert.All(results, result => Assert.IsType<SendResult.Sent>(result));
        Assert.InRange(server.Connections, 1, 16);
    }

    [Theory]
    [InlineData(ScriptedServer.Cut)]
    [InlineData("421 4.4.2 idle for too long")]
    public async Task A_server_that_hung_up_between_two_messages_is_called_anew_and_nothing_is_lost(
        string goodbye
    )
    {
        await using var server = new ScriptedServer().On("MAIL", "250 fine", goodbye, "250 fine");
        using var sender = Keeping();

        Assert.IsType<SendResult.Sent>(await Send(sender, server));
        Assert.IsType<SendResult.Sent>(await Send(sender, server));

        Assert.Equal(2, server.Connections);
        Assert.Equal(2, server.Heard.Count(line => line == "."));
    }

    [Fact]
    public async Task After_a_cut_behind_the_final_dot_nothing_is_sent_again_by_itself()
    {
        await using var server = new ScriptedServer().On(".", "250 fine", ScriptedServer.Cut);
        using var sender = Keeping();

        Assert.IsType<SendResult.Sent>(await Send(sender, server));
        Assert.IsType<SendResult.Unknown>(await Send(sender, server));

        Assert.Equal(2, server.Heard.Count(line => line == "."));
    }

    [Fact]
    public async Task A_refused_reader_leaves_the_connection_fit_for_the_next()
    {
        await using var server = new ScriptedServer().On("RCPT", "550 5.1.1 unknown", "250 fine");
        using var sender = Keeping();

        Assert.IsType<SendResult.GiveUp>(await Send(sender, server));
        Assert.IsType<SendResult.Sent>(await Send(sender, server));

        Assert.Equal(1, server.Connections);
        Assert.Contains("RSET", server.Heard);
    }

    [Theory]
    [InlineData("MAIL", "550 5.7.1 no", nameof(SendResult.GiveUp))]
    [InlineData("RCPT", "550 5.1.1 unknown", nameof(SendResult.GiveUp))]
    [InlineData("RCPT", "450 4.2.1 busy", nameof(SendResult.TryLater))]
    [InlineData("DATA", "452 4.3.1 full", nameof(SendResult.TryLater))]
    public async Task What_goes_together_is_answered_one_by_one_and_the_connection_stays_in_step(
        string step,
        string refusal,
        string result
    )
    {
        await using var server = new ScriptedServer()
            .On("EHLO", Pipelining)
            .On(step, refusal, "354 go on");
        if (step != "DATA")
            server.On(step, refusal, "250 fine");
        using var sender = Keeping();

        Assert.Equal(result, (await Send(sender, server)).GetType().Name);
        Assert.IsType<SendResult.Sent>(await Send(sender, server));

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Who_waits_behind_a_server_that_is_down_is_told_at_once()
    {
        // It refuses nobody before all sixty ask: sixteen are connected then, and the others wait behind them.
        var allAsk = new TaskCompletionSource();
        await using var server = new ScriptedServer { Opens = allAsk.Task }.On(
            "banner",
            [.. Enumerable.Repeat("554 not now", 60)]
        );
        using var sender = Keeping();

        var asking = Enumerable.Range(0, 60).Select(_ => Send(sender, server)).ToList();
        allAsk.SetResult();
        var results = await Task.WhenAll(asking);

        Assert.Equal(16, server.Connections);
        Assert.All(
            results,
            result => Assert.True(Assert.IsType<SendResult.TryLater>(result).ServerDown)
        );
    }

    [Fact]
    public void Whatever_a_server_answers_it_is_a_reply_or_trouble_in_words()
    {
        var piece = Gen.OneOf(
            Gen.Elements(
                "250 ok\r\n",
                "250-more\r\n",
                "250",
                "-",
                " ",
                "\r\n",
                "\n",
                "\r",
                "5",
                "99"
            ),
            Gen.Choose(0, 255).Select(c => ((char)c).ToString()),
            Gen.Constant(new string('x', 5000))
        );
        var answers =
            from many in Gen.Choose(0, 40)
            from pieces in Gen.ArrayOf(piece, many)
            select string.Concat(pieces);

        Prop.ForAll(answers.ToArbitrary(), answer => Read(answer).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

        static async Task<bool> Read(string answer)
        {
            await using var wire = new SmtpWire(
                new MemoryStream(Encoding.Latin1.GetBytes(answer)),
                TimeProvider.System
            );
            try
            {
                var reply = await wire.Answer("a test", TimeSpan.FromSeconds(30), default);
                Assert.InRange(reply.Code, 200, 599);
                Assert.DoesNotContain(reply.Shown, char.IsControl);
                Assert.InRange(reply.Shown.Length, 3, 200);
            }
            catch (SmtpTrouble trouble)
            {
                Assert.EndsWith(".", trouble.Message, StringComparison.Ordinal);
            }
            return true;
        }
    }
}
