using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Afterword.Core.Rendering;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Rendering;

public sealed partial class SlackBlocksTests
{
    [Fact]
    public void A_summary_keeps_its_headings_links_lists_and_table()
    {
        var part = Assert.Single(
            SlackBlocks.Render(
                "[INC-12] Checkout unavailable",
                """
                ## What happened

                **Checkout** was *down* for ~~50~~ 54 minutes; see [the report](https://example.org/r?a=1&b=2) and `retry < 3`.

                - First
                - Second
                  - Inner

                > A & B

                | Item | Owner | Due |
                |---|---|---|
                | Cap retries | @lee | 2026-11-24 |
                """
            )
        );
        var texts = Texts(part);

        Assert.Equal("[INC-12] Checkout unavailable", texts[0]);
        Assert.Equal("What happened", texts[1]);
        Assert.Equal(
            "*Checkout* was _down_ for ~50~ 54 minutes; see <https://example.org/r?a=1&amp;b=2|the report> and `retry &lt; 3`.",
            texts[2]
        );
        Assert.Equal("• First\n• Second\n\u2003◦ Inner", texts[3]);
        Assert.Equal(">A &amp; B", texts[4]);
        Assert.Equal(
            "```Item         Owner  Due\n-----------  -----  ----------\nCap retries  @lee   2026-11-24```",
            texts[5]
        );
        Assert.StartsWith(
            "[INC-12] Checkout unavailable: What happened",
            part.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_table_with_links_comes_row_by_row_and_keeps_them()
    {
        var text = Texts(
            SlackBlocks.Render(
                "x",
                "| Item | Owner |\n|---|---|\n| [OUT-1](https://a.example/1) Cap | @lee |\n| [OUT-2](https://a.example/2) Test | @ana |\n"
            )[0]
        )[1];

        Assert.Equal(
            "• *<https://a.example/1|OUT-1> Cap* · Owner: @lee\n• *<https://a.example/2|OUT-2> Test* · Owner: @ana",
            text
        );
    }

    [Theory]
    [InlineData("@here @channel @everyone @HERE")]
    [InlineData(
        "<!here> <!channel> <!everyone|x> <@U012ABCDEF> <#C012ABCDEF> <!subteam^S012|@team>"
    )]
    [InlineData("[x](<!here>) [<!channel>](https://e.example) ![<@U1>](https://e.example/<!here>)")]
    [InlineData(
        "`<!everyone>`\n\n```\n<@U1> @here\n```\n\n> <!here>\n\n- <!here>\n\n# <!here> @channel"
    )]
    [InlineData("| <!here> |\n|---|\n| <@U1> @channel |")]
    [InlineData("[a|<!here>](https://e.example/a|b><!here>)")]
    public void Nobody_is_called_by_what_a_writer_wrote(string markdown)
    {
        foreach (var part in SlackBlocks.Render(markdown.Split('\n')[0], markdown))
        {
            foreach (var text in Texts(part).Append(part.Text))
            {
                Assert.DoesNotMatch("@(?i:here|channel|everyone)", text);
            }
            foreach (var text in Marked(part).Append(part.Text))
            {
                Assert.All(
                    Angles().Matches(text),
                    m => Assert.Matches(@"^<(https?://|mailto:)[^<>|]*\|[^<>|]*>$", m.Value)
                );
            }
        }
    }

    [Fact]
    public void Whatever_is_written_every_message_is_within_all_limits_and_no_word_is_lost()
    {
        var piece = Gen.Elements(
            "plain words here ",
            "**bold** ",
            "*it* ",
            "`co<de` ",
            "[link & text](https://example.org/a?b=c&d) ",
            "\n\n",
            "\n- item ",
            "\n\n## Heading\n\n",
            "& < > ",
            new string('x', 700) + " ",
            "日本語テキスト ",
            "🧯🧯🧯 ",
            "\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n",
            "\n\n> quote\n\n",
            "\n\n```\ncode & <b>\n```\n\n",
            "<!here> "
        );
        var texts =
            from many in Gen.Choose(1, 500)
            from pieces in Gen.ArrayOf(piece, many)
            select string.Concat(pieces);

        Prop.ForAll(
                texts.ToArbitrary(),
                markdown =>
                {
                    var parts = SlackBlocks.Render("Subject", markdown, "Footer");
                    foreach (var part in parts)
                    {
                        WithinLimits(part);
                    }
                    var shown = string.Concat(parts.SelectMany(Texts));
                    foreach (var word in Counted)
                    {
                        Assert.Equal(Count(markdown, word.In), Count(shown, word.Out));
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150));
    }

    [Fact]
    public void A_long_text_becomes_several_messages_cut_between_words_rows_and_links()
    {
        var words = string.Join(' ', Enumerable.Range(0, 4000).Select(i => $"word{i:D4}"));
        var rows = string.Join(
            '\n',
            Enumerable.Range(0, 300).Select(i => $"| OUT-{i} | Row {i} end |")
        );
        var parts = SlackBlocks.Render("Long", $"{words}\n\n| Item | What |\n|---|---|\n{rows}\n");

        Assert.InRange(parts.Count, 4, 8);
        var texts = parts.SelectMany(Marked).ToList();
        var all = string.Join(' ', texts);
        for (var i = 0; i < 4000; i++)
            Assert.Contains($"word{i:D4}", all, StringComparison.Ordinal);
        Assert.All(
            texts.Where(t => t.StartsWith("```", StringComparison.Ordinal)),
            t =>
            {
                Assert.StartsWith("```Item     What\n", t, StringComparison.Ordinal);
                Assert.EndsWith("end```", t, StringComparison.Ordinal);
            }
        );
        Assert.All(parts, WithinLimits);
    }

    private static readonly (string In, string Out)[] Counted =
    [
        ("plain words here", "plain"),
        ("**bold**", "bold"),
        ("日本語テキスト", "日本語テキスト"),
        ("🧯", "🧯"),
        ("\n- item", "item"),
    ];

    private static int Count(string text, string word) => Regex.Count(text, Regex.Escape(word));

    internal static void WithinLimits(SlackPart part)
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(part.Blocks), 2, 13_000);
        Assert.InRange(part.Text.Length, 1, 3000);
        using var json = JsonDocument.Parse(part.Blocks);
        Assert.InRange(json.RootElement.GetArrayLength(), 1, 50);
        foreach (var block in json.RootElement.EnumerateArray())
        {
            switch (block.GetProperty("type").GetString())
            {
                case "header":
                    Assert.Equal(
                        "plain_text",
                        block.GetProperty("text").GetProperty("type").GetString()
                    );
                    Assert.InRange(
                        block.GetProperty("text").GetProperty("text").GetString()!.Length,
                        1,
                        150
                    );
                    break;
                case "section":
                    Assert.Equal(
                        "mrkdwn",
                        block.GetProperty("text").GetProperty("type").GetString()
                    );
                    Assert.True(block.GetProperty("text").GetProperty("verbatim").GetBoolean());
                    Assert.InRange(
                        block.GetProperty("text").GetProperty("text").GetString()!.Length,
                        1,
                        3000
                    );
                    break;
                case "context":
                    Assert.InRange(block.GetProperty("elements").GetArrayLength(), 1, 10);
                    break;
                case "divider":
                    break;
                default:
                    Assert.Fail($"A block of a kind nobody knows: {block}");
                    break;
            }
        }
    }

    private static List<string> Texts(SlackPart part) => Read(part, _ => true);

    private static List<string> Marked(SlackPart part) => Read(part, type => type != "header");

    private static List<string> Read(SlackPart part, Func<string, bool> which)
    {
        using var json = JsonDocument.Parse(part.Blocks);
        return
        [
            .. json
                .RootElement.EnumerateArray()
                .Where(b => which(b.GetProperty("type").GetString()!))
                .SelectMany(b =>
                    b.TryGetProperty("text", out var text) ? [text.GetProperty("text").GetString()!]
                    : b.TryGetProperty("elements", out var elements)
                        ? elements.EnumerateArray().Select(e => e.GetProperty("text").GetString()!)
                    : Enumerable.Empty<string>()
                ),
        ];
    }

    [GeneratedRegex("<[^>]*>?")]
    private static partial Regex Angles();
}
