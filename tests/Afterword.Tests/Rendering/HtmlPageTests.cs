using Afterword.Core.Rendering;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Rendering;

public sealed class HtmlPageTests
{
    private static readonly string[] Tags =
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "hr",
        "br",
        "em",
        "strong",
        "s",
        "a",
        "span",
        "div",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ];

    private static readonly string[] Attributes =
    [
        "href",
        "rel",
        "class",
        "start",
        "scope",
        "role",
        "aria-label",
        "tabindex",
    ];

    /// <summary>The oracle: a browser's parser sees only tags and attributes of our list, and links only to where links may lead.</summary>
    private static void IsSafe(string markdown)
    {
        var html = HtmlPage.Render(markdown);
        var body = new HtmlParser().ParseDocument($"<body>{html}").Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Tags);
            Assert.All(
                element.Attributes,
                attribute => Assert.Contains(attribute.Name, Attributes)
            );
            if (element.GetAttribute("href") is { } href)
                Assert.Matches("^(https?://|mailto:|/(?![/\\\\])|#)", AsBrowsersRead(href));
        }
        Assert.Empty(body.Descendants<IComment>());
    }

    /// <summary>Browsers drop tabs and line ends from an address before they look at it (WHATWG URL).</summary>
    private static string AsBrowsersRead(string href) =>
        string.Concat(href.Where(c => c is not ('\t' or '\r' or '\n'))).ToLowerInvariant();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<svg/onload=alert(1)>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&#x09;script:alert(1))")]
    [InlineData("[x](&#106;avascript:alert(1))")]
    [InlineData("[x](\\javascript:alert(1))")]
    [InlineData("[x](<java\tscript:alert(1)>)")]
    [InlineData("[x](data:text/html,<script>alert(1)</script>)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](//evil.example)")]
    [InlineData("[x](/\\evil.example)")]
    [InlineData("[x](/%09/evil.example)")]
    [InlineData("[x](</\t/evil.example>)")]
    [InlineData("[x](</\n/evil.example>)")]
    [InlineData("[x](&#47;&#9;&#47;evil.example)")]
    [InlineData("[x](https://a.example \"\\\" onmouseover=alert(1)\")")]
    [InlineData("[x](https://a.example/\"onmouseover=alert(1))")]
    [InlineData("[\"><script>alert(1)</script>](https://a.example)")]
    [InlineData("![x](javascript:alert(1))")]
    [InlineData("![\"onerror=alert(1)](https://a.example)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<JAVASCRIPT:alert(1)>")]
    [InlineData("<data:text/html;base64,PHNjcmlwdD4=>")]
    [InlineData("[x]: javascript:alert(1)\n\n[x]")]
    [InlineData("```\"><script>alert(1)</script>\ncode\n```")]
    [InlineData("``` x\" onmouseover=\"alert(1)\ncode\n```")]
    [InlineData("`<script>alert(1)</script>`")]
    [InlineData("|<script>|`a`|\n|:-:|--:|\n|<img src=x onerror=alert(1)>|b|")]
    [InlineData("<!-- --><script>alert(1)</script>")]
    [InlineData("<![CDATA[<script>alert(1)</script>]]>")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("&#60;script&#62;alert(1)")]
    [InlineData("# <b onclick=alert(1)>x")]
    [InlineData("a\0<script>")]
    [InlineData("ftp://evil.example tel:1 www.a.example")]
    public void Hostile_text_stays_text(string markdown) => IsSafe(markdown);

    [Fact]
    public void Any_mixture_of_marks_stays_safe_and_never_throws()
    {
        var piece = Gen.Elements(
            "<script>",
            "</p>",
            "<a href='javascript:x'>",
            "[",
            "]",
            "(javascript:x)",
            "](",
            "![",
            "**",
            "_",
            "~~",
            "`",
            "```\n",
            "|",
            "|-|\n",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "# ",
            "    ",
            "&#x6a;",
            "&lt;",
            "\"",
            "'",
            "\\",
            "onclick=",
            "javascript:alert(1)",
            "http://a.example",
            "<http://a>",
            "[x]: data:x\n",
            "\0",
            "\u2028",
            "\ud800",
            "ü"
        );

        Prop.ForAll(piece.ListOf().Select(string.Concat).ToArbitrary(), IsSafe)
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("# A", "<h2>A</h2>\n")]
    [InlineData(
        "[a](https://a.example/?x=1&y=2)",
        "<p><a href=\"https://a.example/?x=1&amp;y=2\" rel=\"noopener noreferrer\">a</a></p>\n"
    )]
    [InlineData("[INC-12](/incidents/INC-12)", "<p><a href=\"/incidents/INC-12\">INC-12</a></p>\n")]
    [InlineData(
        "<lee@example.org>",
        "<p><a href=\"mailto:lee@example.org\">lee@example.org</a></p>\n"
    )]
    [InlineData(
        "![the graph](https://a.example/g.png)",
        "<p><a href=\"https://a.example/g.png\" rel=\"noopener noreferrer\">Image: the graph</a></p>\n"
    )]
    [InlineData(
        "~~no~~ *so* **very** `x<y`",
        "<p><s>no</s> <em>so</em> <strong>very</strong> <code>x&lt;y</code></p>\n"
    )]
    [InlineData(
        "**Owner**: Lee\n**Due**: today",
        "<p><strong>Owner</strong>: Lee<br>\n<strong>Due</strong>: today</p>\n"
    )]
    [InlineData("7. a\n8. b", "<ol start=\"7\">\n<li>a</li>\n<li>b</li>\n</ol>\n")]
    public void Ordinary_text_is_formatted(string markdown, string html) =>
        Assert.Equal(html, HtmlPage.Render(markdown));

    [Fact]
    public void A_wide_table_scrolls_by_itself_and_the_keyboard_reaches_it()
    {
        var html = HtmlPage.Render("| A | B |\n|:-:|--:|\n| 1 | 2 |\n");

        Assert.StartsWith(
            "<div class=\"table-responsive\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table class=\"table\">",
            html,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<td class=\"text-center\">1</td><td class=\"text-end\">2</td>",
            html,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("style", html, StringComparison.Ordinal);
    }
}
