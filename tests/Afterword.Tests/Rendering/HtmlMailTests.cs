using Afterword.Core.Rendering;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Afterword.Tests.Rendering;

public sealed class HtmlMailTests
{
    private static readonly MailFrame Frame = new()
    {
        Title = "[INC-12] Checkout unavailable",
        Preheader =
            "Fixed at 15:02 UTC; 12,480 customers could not pay; one decision needed by Tuesday.",
        Footer = "You get this because you lead Retail.",
        UnsubscribeUrl = new Uri("https://afterword.example.org/stop/abc?m=1&k=2"),
    };

    private static IDocument Read(string html) => new HtmlParser().ParseDocument(html);

    [Fact]
    public void An_initial_summary_looks_as_it_was_approved()
    {
        var markdown = Golden.Read("initial-summary.md");

        Golden.Same("initial-summary.html", HtmlMail.Render(markdown, Frame));
        Golden.Same("initial-summary.txt", PlainText.Render(markdown));
    }

    [Fact]
    public void A_screen_reader_gets_language_title_headings_and_named_columns()
    {
        var mail = Read(
            HtmlMail.Render(Golden.Read("initial-summary.md"), Frame with { Language = "de" })
        );

        Assert.Equal("de", mail.DocumentElement.GetAttribute("lang"));
        Assert.Equal("[INC-12] Checkout unavailable", mail.Title);
        Assert.Equal(
            "[INC-12] Checkout unavailable",
            mail.QuerySelector("[role=article]")!.GetAttribute("aria-label")
        );
        Assert.Equal(
            ["What happened", "What we need from you", "What is being done"],
            mail.QuerySelectorAll("h2").Select(h => h.TextContent)
        );
        Assert.All(
            mail.QuerySelectorAll("th"),
            th => Assert.Equal("col", th.GetAttribute("scope"))
        );
        Assert.Empty(mail.QuerySelectorAll("img, script, link, iframe, form"));
        Assert.Equal(
            "light dark",
            mail.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content")
        );
    }

    [Fact]
    public void Everything_with_a_color_of_its_own_changes_it_in_the_dark()
    {
        var mail = Read(
            HtmlMail.Render(Golden.Read("initial-summary.md") + "\n---\n\n```\ncode\n```\n", Frame)
        );
        var dark = mail.QuerySelector("style")!.TextContent.Split("prefers-color-scheme:dark")[1];

        var colored = mail.QuerySelectorAll("[style*=color], [style*=solid]").ToList();

        Assert.NotEmpty(colored);
        Assert.All(
            colored,
            element =>
                Assert.Contains(
                    element.ClassList,
                    css => dark.Contains($".{css}", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void Each_cell_of_a_wide_table_carries_its_columns_name_for_a_phone()
    {
        var mail = Read(HtmlMail.Render("| A | B | C |\n|---|---|---|\n| 1 | 2 | 3 |\n", Frame));

        Assert.Equal(
            ["A: ", "B: ", "C: "],
            mail.QuerySelectorAll("td .aw-label").Select(label => label.TextContent)
        );
        Assert.Empty(
            Read(HtmlMail.Render("| A | B |\n|---|---|\n| 1 | 2 |\n", Frame))
                .QuerySelectorAll(".aw-label")
        );
    }

    [Fact]
    public void Frame_texts_are_text()
    {
        const string evil = "\"><script>alert(1)</script>";
        var mail = Read(
            HtmlMail.Render(
                evil,
                new MailFrame
                {
                    Title = evil,
                    Language = evil,
                    Preheader = evil,
                    Footer = evil,
                    UnsubscribeUrl = new Uri("javascript:alert(1)"),
                }
            )
        );

        Assert.Empty(mail.QuerySelectorAll("script"));
        Assert.Empty(mail.QuerySelectorAll("a"));
        Assert.Equal(evil, mail.Title);
    }

    [Fact]
    public void Without_a_preheader_the_first_words_are_shown() =>
        Assert.Contains(
            ">All is well.</div>",
            HtmlMail.Render("**All** is well.", new MailFrame { Title = "t" }),
            StringComparison.Ordinal
        );
}
