using Afterword.Core.Rendering;

namespace Afterword.Tests.Rendering;

/// <summary>Texts that make parsers slow or crash: cmark's list (reliability.md F1) and Markdig's own. Each at the size cap.</summary>
public sealed class SafeMarkdownTests
{
    private static string Times(string piece, int length = SafeMarkdown.MaxLength) =>
        string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    public static TheoryData<string> TooCostly =>
        [
            Times("[a](b"),
            Times("[a](<b"),
            Times("["),
            Times("!["),
            Times("[]("),
            Times("[ (]("),
            Times("[", 32_000) + "a" + Times("](b)", 32_000),
            Times("[\n"),
            Times("*a "),
            Times("*a_ "),
            Times("a**b" + "c* "),
            Times("**x [a*b**c*](d "),
            Times("~~a "),
            Times("<![CDATA["),
            Times("tel:1 "),
            "a|b\n" + Times("|----\n", 60_000),
            "a\n" + Times("=\n", 60_000),
            Times("ftp://a.b "),
            Times(">") + "a",
            Times("> - "),
            Times("- "),
            Times("1. "),
            Times("|a", 32_000) + "\n" + Times("|-", 32_000),
            Times("|a", 2_000) + "\n" + Times("|-", 2_000) + "\n" + Times("|\n", 60_000),
            string.Concat(Enumerable.Range(0, 4_000).Select(i => $"[r{i}]: /u{i}\n")),
            Times("a", SafeMarkdown.MaxLength + 1),
        ];

    public static TheoryData<string> Harmless =>
        [
            Times("`a "),
            string.Concat(Enumerable.Range(1, 350).Select(i => "e" + new string('`', i))),
            Times("a"),
            Times("\n"),
            Times(" "),
            Times("\0"),
            Times("&"),
            Times("\\"),
            Times("a\n=\n\n"),
            Times("# a\n"),
            Times("```\n"),
            Times("a\n\n"),
            Times("- a\n\n"),
            Times(
                "Once upon a time there was a [link](https://a.example) and a **bold** word.\n\n"
            ),
            "| Item | Owner |\n|---|---|\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 300)
                        .Select(i => $"| [OUT-{i}](https://a.example/{i}) **do** it | @lee |\n")
                ),
        ];

    [Theory]
    [MemberData(nameof(TooCostly), DisableDiscoveryEnumeration = true)]
    public void What_the_parser_is_slow_on_is_shown_as_it_stands(string markdown)
    {
        Assert.EndsWith(".", SafeMarkdown.WhyPlain(markdown), StringComparison.Ordinal);
        Assert.StartsWith("<pre tabindex=\"0\">", Rendered(markdown), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Harmless), DisableDiscoveryEnumeration = true)]
    public void What_people_write_is_formatted_however_long(string markdown)
    {
        Assert.Null(SafeMarkdown.WhyPlain(markdown));
        Rendered(markdown);
    }

    [Fact]
    public void Nesting_below_the_limits_but_deeper_than_any_text_is_shown_as_it_stands() =>
        Assert.Contains(
            "too deep",
            SafeMarkdown.WhyPlain(Times("*a ", 3_000) + Times("a* ", 3_000)),
            StringComparison.Ordinal
        );

    /// <summary>All forms, on a small stack: an overflow would end the whole test run.</summary>
    private static string Rendered(string markdown)
    {
        var page = "";
        var thread = new Thread(
            () =>
            {
                page = HtmlPage.Render(markdown);
                PlainText.Render(markdown);
                HtmlMail.Render(markdown, new MailFrame { Title = "t" });
            },
            maxStackSize: 512 * 1024
        );
        thread.Start();
        thread.Join();
        return page;
    }
}
