using Afterword.Core.Delivery;

namespace Afterword.Tests.Delivery;

public sealed class SlackTargetTests
{
    [Theory]
    [InlineData("C0123ABCD", "C0123ABCD")]
    [InlineData(" C0123ABCD/1700000000.000100 ", "C0123ABCD/1700000000.000100")]
    [InlineData("https://acme.slack.com/archives/C0123ABCD", "C0123ABCD")]
    [InlineData(
        "https://acme.slack.com/archives/C0123ABCD/p1700000000000100",
        "C0123ABCD/1700000000.000100"
    )]
    [InlineData(
        "https://acme.slack.com/archives/C0123ABCD/p1700000099000100?thread_ts=1700000000.000100&cid=C0123ABCD",
        "C0123ABCD/1700000000.000100"
    )]
    [InlineData("https://app.slack.com/client/T012345/C0123ABCD", "C0123ABCD")]
    [InlineData("https://acme.enterprise.slack-gov.com/archives/G0123ABCD/", "G0123ABCD")]
    public void A_channel_or_message_is_known_by_its_id_or_its_link(string given, string target) =>
        Assert.Equal(target, SlackTarget.TryParse(given)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("#incidents")]
    [InlineData("https://evil.example/archives/C0123ABCD")]
    [InlineData("https://slack.com.evil.example/archives/C0123ABCD")]
    [InlineData("http://acme.slack.com/archives/C0123ABCD")]
    [InlineData("C0123ABCD/170000")]
    [InlineData("c0123abcd")]
    public void Anything_else_is_no_target(string? given) =>
        Assert.Null(SlackTarget.TryParse(given));
}
