using Afterword.Server.Delivery.Mail;

namespace Afterword.Tests.Delivery.Mail;

public sealed class MailboxTests
{
    [Theory]
    [InlineData("lee@example.org", "lee@example.org")]
    [InlineData("lee.o'brien+inc-12@sub.example.org", "lee.o'brien+inc-12@sub.example.org")]
    [InlineData("root@localhost", "root@localhost")]
    [InlineData("lee@bücher.example", "lee@xn--bcher-kva.example")]
    [InlineData("łukasz@example.org", "łukasz@example.org")]
    public void A_good_address_is_taken(string typed, string address) =>
        Assert.Equal(address, Mailbox.TryParse(typed)!.Address);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lee")]
    [InlineData("@example.org")]
    [InlineData("lee@")]
    [InlineData("lee@@example.org")]
    [InlineData("lee@exa mple.org")]
    [InlineData("le e@example.org")]
    [InlineData(".lee@example.org")]
    [InlineData("lee.@example.org")]
    [InlineData("l..ee@example.org")]
    [InlineData("Lee <lee@example.org>")]
    [InlineData("lee@example.org, kim@example.org")]
    [InlineData("lee@example.org>\r\nRCPT TO:<evil@example.org")]
    [InlineData("\"lee\"@example.org")]
    [InlineData("lee@-example.org")]
    [InlineData("lee@example..org")]
    [InlineData("lee@example.org.")]
    [InlineData("lee@exam_ple.org")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.org")]
    [InlineData("lee\u202e@example.org")]
    public void Anything_else_is_refused_with_a_sentence(string? typed)
    {
        Assert.Null(Mailbox.TryParse(typed));
        Assert.EndsWith(".", Mailbox.WhyNot(typed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_id_is_the_same_for_the_same_delivery_and_no_other()
    {
        Assert.Equal(MessageIds.For("a", "Example.org"), MessageIds.For("a", "example.org"));
        Assert.NotEqual(MessageIds.For("a", "example.org"), MessageIds.For("b", "example.org"));
        Assert.EndsWith(
            "@afterword.invalid",
            MessageIds.For("a", "no host\r\n"),
            StringComparison.Ordinal
        );
    }
}
