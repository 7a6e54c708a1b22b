using Afterword.Core.Rendering;

namespace Afterword.Tests.Rendering;

public sealed class PlainTextTests
{
    [Fact]
    public void A_link_says_where_it_goes_once() =>
        Assert.Equal(
            "See the report (https://a.example/r), https://b.example and lee@example.org.\n",
            PlainText.Render(
                "See [the **report**](https://a.example/r), https://b.example and [lee@example.org](mailto:lee@example.org)."
            )
        );

    [Fact]
    public void A_link_to_nowhere_safe_is_only_its_words() =>
        Assert.Equal("click\n", PlainText.Render("[click](javascript:alert(1))"));

    [Fact]
    public void A_narrow_table_stands_in_columns() =>
        Assert.Equal(
            """
            Item             Owner    Days
            ---------------  -------  ----
            Rotate the keys  @lee        3
            日本語           @łukasz    12

            """,
            PlainText.Render(
                "| Item | Owner | Days |\n|---|---|--:|\n| **Rotate** the keys | @lee | 3 |\n| 日本語 | @łukasz | 12 |\n"
            )
        );

    [Fact]
    public void A_wide_table_is_read_row_by_row() =>
        Assert.Equal(
            $"""
            Item: {new string('a', 50)}
            Why: {new string('b', 50)}

            Item: c

            """,
            PlainText.Render(
                $"| Item | Why |\n|---|---|\n| {new string('a', 50)} | {new string('b', 50)} |\n| c | |\n"
            )
        );

    [Fact]
    public void Lists_keep_their_numbers_and_their_depth() =>
        Assert.Equal(
            """
            3. three
               - Done: inner
               - Open: outer
            4. four

            > quoted

                code  here

            """,
            PlainText.Render(
                "3. three\n   - [x] inner\n   - [ ] outer\n4. four\n\n> quoted\n\n```\ncode  here\n```\n"
            )
        );

    [Fact]
    public void Lines_that_begin_with_a_label_stay_lines_and_wrapped_prose_is_joined() =>
        Assert.Equal(
            "Impact: half of the\nshops\nUrgency: today\nand joined\n"
                .Replace("the\nshops", "the shops")
                .Replace("today\nand", "today and"),
            PlainText.Render("**Impact**: half of the\nshops\n**Urgency:** today\nand joined\n")
        );

    [Fact]
    public void What_cannot_be_parsed_comes_out_as_it_stands()
    {
        var hostile = string.Concat(Enumerable.Repeat("[a](b", 10_000));

        Assert.Equal(hostile + "\n", PlainText.Render(hostile));
        Assert.NotNull(SafeMarkdown.WhyPlain(hostile));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("  \n ", "")]
    [InlineData("one two three four", "one two three…")]
    [InlineData("# A *b*\n\nc", "A b c")]
    [InlineData("averyveryverylongword", "…")]
    public void An_excerpt_ends_at_a_word(string markdown, string excerpt) =>
        Assert.Equal(excerpt, PlainText.Excerpt(markdown, 16));
}
