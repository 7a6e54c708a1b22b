using Afterword.Core.Delivery;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;
using Afterword.Server.Security;
using Afterword.Tests.Delivery.Mail;
using Afterword.Tests.Support;

namespace Afterword.Tests.Delivery.Channels;

public sealed class EmailChannelTests(MailSink sink) : IClassFixture<MailSink>
{
    private static readonly AllChannels Channels = new(
        new OutgoingGuard(new OutgoingAllowList([])),
        new SomeHttp(),
        TimeProvider.System
    );

    private static IChannel Email => Channels.Find("email")!;

    private static ChannelSettings Settings(params (string Name, string Value)[] changes)
    {
        var values = new Dictionary<string, string>
        {
            ["host"] = "smtp.example.org",
            ["port"] = "587",
            ["security"] = "starttls",
            ["userName"] = "afterword",
            ["password"] = "p@ss wörd",
            ["from"] = "afterword@example.test",
            ["fromName"] = "Afterword",
        };
        foreach (var (name, value) in changes)
            values[name] = value;
        return new ChannelSettings(values);
    }

    private static OutgoingMessage Message(
        string key = "INC-12/initial-summary/leadership→lee@example.test"
    ) =>
        new()
        {
            DeliveryKey = key,
            Target = "lee@example.test",
            TargetName = "Lee",
            Subject = "[INC-12] Checkout unavailable",
            Markdown =
                "**Checkout** is back.\n\n| Item | Owner | Due Date |\n|---|---|---|\n| Cap retries | @lee | 2026-11-24 |\n",
            CreatedAt = Some.Now,
            MessageId = MessageIds.For(key, "example.test"),
            ListId = "inc-12.example.test",
            UnsubscribeUrl = new Uri("https://example.test/stop/1"),
            Footer = "You get this because you lead Retail.",
        };

    [Fact]
    public async Task A_message_is_made_once_and_every_try_sends_the_same_to_a_real_server()
    {
        var settings = Settings(
            ("host", "localhost"),
            ("port", $"{sink.PlainPort}"),
            ("allowInvalidCertificate", "true")
        );
        Assert.Empty(Email.Check(settings));
        Assert.Null(Email.CheckTarget("lee@example.test"));
        var payload = Email.Render(Message(), settings);
        Assert.Equal(payload, Email.Render(Message(), settings));

        var sent = await Email.Send(
            new OutgoingPayload("k", "lee@example.test", payload),
            settings,
            TestContext.Current.CancellationToken
        );

        Assert.IsType<SendResult.Sent>(sent);
        var taken = await sink.Next();
        Assert.True(taken.Secure);
        Assert.Equal($"<{Message().MessageId}>", taken.MessageId);
        Assert.Equal("[INC-12] Checkout unavailable", taken.Subject);
        Assert.Equal("Lee", Assert.Single(taken.To).Name);
        Assert.Contains("Checkout is back.", taken.Text, StringComparison.Ordinal);
        Assert.Contains("Cap retries  @lee   2026-11-24", taken.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Stop these messages: https://example.test/stop/1",
            taken.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("<strong>Checkout</strong> is back.", taken.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_in_a_thread_names_the_whole_thread()
    {
        var settings = Settings(
            ("host", "localhost"),
            ("port", $"{sink.PlainPort}"),
            ("allowInvalidCertificate", "true")
        );
        var payload = Email.Render(
            Message() with
            {
                ThreadIds = ["root@example.test", "last@example.test"],
            },
            settings
        );

        await Email.Send(
            new OutgoingPayload("k", "lee@example.test", payload),
            settings,
            TestContext.Current.CancellationToken
        );

        var taken = await sink.Next();
        Assert.Equal("<last@example.test>", taken.InReplyTo);
        Assert.Equal(["<root@example.test>", "<last@example.test>"], taken.References);
    }

    [Theory]
    [InlineData("host", "")]
    [InlineData("host", "https://smtp.example.org")]
    [InlineData("host", "smtp.example.org:587")]
    [InlineData("port", "0")]
    [InlineData("port", "65536")]
    [InlineData("port", "25a")]
    [InlineData("security", "ssl3")]
    [InlineData("from", "")]
    [InlineData("from", "Afterword <afterword@example.org>")]
    [InlineData("replyTo", "nobody")]
    [InlineData("clientName", "a b")]
    [InlineData("password", "")]
    [InlineData("userName", "")]
    [InlineData("allowInvalidCertificate", "true")]
    public void A_setting_that_cannot_work_is_named_with_the_way_out(string field, string value)
    {
        var error = Assert.Single(Email.Check(Settings((field, value))));

        Assert.Equal(field, error.Key);
        Assert.EndsWith(".", error.Value, StringComparison.Ordinal);
        Assert.Contains(field, Email.Fields.Select(f => f.Name));
    }

    [Fact]
    public void A_password_never_goes_out_unencrypted_except_to_this_machine()
    {
        Assert.Equal(["security"], Email.Check(Settings(("security", "none"))).Keys);
        Assert.Empty(Email.Check(Settings(("security", "none"), ("host", "localhost"))));
    }

    [Fact]
    public async Task Settings_that_are_not_complete_wait_and_a_bad_address_is_given_up()
    {
        var payload = new OutgoingPayload("k", "lee@example.test", "x");

        Assert.IsType<SendResult.TryLater>(
            await Email.Send(payload, ChannelSettings.None, default)
        );
        Assert.IsType<SendResult.GiveUp>(
            await Email.Send(payload with { Target = "nobody" }, Settings(), default)
        );
    }

    [Fact]
    public void Settings_print_no_value() =>
        Assert.DoesNotContain("p@ss", Settings().ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task The_outbox_keeps_what_would_have_gone_and_sends_nothing()
    {
        var outbox = Channels.Find("outbox")!;
        var payload = outbox.Render(Message(), ChannelSettings.None);

        var kept = OutboxChannel.Read(payload)!;
        Assert.Equal("[INC-12] Checkout unavailable", kept.Subject);
        Assert.Contains("Checkout is back.", kept.Text, StringComparison.Ordinal);
        Assert.StartsWith("<!doctype html>", kept.Html, StringComparison.Ordinal);
        Assert.False(outbox.Capabilities.LeavesTheMachine);
        Assert.IsType<SendResult.Sent>(
            await outbox.Send(
                new OutgoingPayload("k", "lee@example.test", payload),
                ChannelSettings.None,
                default
            )
        );
        Assert.Null(OutboxChannel.Read("not ours"));
        Assert.True(sink.IsEmpty);
    }

    [Fact]
    public void Every_channel_says_what_it_is_and_has_an_id_of_its_own()
    {
        Assert.Equal(Channels.List.Count, Channels.List.Select(c => c.Id).Distinct().Count());
        Assert.All(Channels.List, c => Assert.Matches("^[a-z-]+$", c.Id));
        Assert.All(
            Channels.List.SelectMany(c => c.Fields),
            f => Assert.EndsWith(".", f.Hint, StringComparison.Ordinal)
        );
        Assert.All(
            Channels.List.SelectMany(c => c.Fields),
            f => Assert.Equal(f.Kind == ChannelFieldKind.Choice, f.Choices is not null)
        );
    }
}
