using System.Text;
using Afterword.Server.Delivery.Mail;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Delivery.Mail;

public sealed class DotStuffingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\r\n")]
    [InlineData(".\r\n", "..\r\n")]
    [InlineData("a\n.\n..b", "a\r\n..\r\n...b\r\n")]
    [InlineData("a\r.\rb\r\n", "a\r\n..\r\nb\r\n")]
    public void Dots_are_doubled_and_lines_end_in_one_way(string message, string wire) =>
        Assert.Equal(
            wire,
            Encoding.UTF8.GetString(DotStuffing.Of(Encoding.UTF8.GetBytes(message)))
        );

    [Fact]
    public void No_message_can_end_itself_and_none_is_changed()
    {
        var messages = Gen.Elements('.', '\r', '\n', 'a', 'ü')
            .ListOf()
            .Select(list => new string([.. list]))
            .ToArbitrary();

        Prop.ForAll(
                messages,
                message =>
                {
                    var wire = Encoding.UTF8.GetString(
                        DotStuffing.Of(Encoding.UTF8.GetBytes(message))
                    );
                    var lines = wire.Split("\r\n");
                    var read = string.Concat(
                        lines
                            .SkipLast(1)
                            .Select(line => (line.StartsWith('.') ? line[1..] : line) + "\n")
                    );
                    var meant = message.ReplaceLineEndings("\n").Replace('\r', '\n');
                    return !lines.Contains(".")
                        && !wire.Replace("\r\n", "", StringComparison.Ordinal)
                            .AsSpan()
                            .ContainsAny('\r', '\n')
                        && read
                            == (meant.Length == 0 || meant.EndsWith('\n') ? meant : meant + "\n");
                }
            )
            .QuickCheckThrowOnFailure();
    }
}
