using Afterword.Core.PostMortems;

namespace Afterword.Tests.PostMortems;

/// <summary>Texts made to break a reader: refused with the place named, or kept as text.</summary>
public sealed class HostileTextTests
{
    [Fact]
    public void A_text_over_one_megabyte_is_refused() =>
        Assert.Contains(
            "1,048,576",
            PostMortemReader.Read(new string('a', PostMortemReader.MaxLength + 1)).Error,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_binary_is_refused_with_its_line() =>
        Assert.StartsWith(
            "line 2: ",
            PostMortemReader.Read("# T\nab\0c").Error,
            StringComparison.Ordinal
        );

    [Fact]
    public void Front_matter_that_nests_too_deep_is_refused_with_its_line() =>
        Assert.StartsWith(
            "line 3: ",
            PostMortemReader
                .Read(
                    $"---\ntitle: x\na: {new string('[', 10_000)}{new string(']', 10_000)}\n---\n"
                )
                .Error,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_bomb_of_aliases_is_refused()
    {
        var levels = string.Concat(
            Enumerable
                .Range(1, 9)
                .Select(n =>
                    $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 9))}]\n"
                )
        );
        Assert.Contains(
            "aliases",
            PostMortemReader.Read($"---\na0: &a0 lol\n{levels}---\n# T\n").Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("- 1\u0663:00 UTC it broke")]
    [InlineData("- 2024-0\u0663-12 10:00 it broke")]
    [InlineData("- 1\u0663/0\u0662/2024 it broke")]
    [InlineData("- 14:02 (UTC+\u0663) it broke")]
    [InlineData("Duration: 1\u0663:00")]
    public void Digits_of_another_script_are_words_and_break_nothing(string line) =>
        Assert.Null(PostMortemReader.Read($"# T\n\n## Timeline\n\n{line}\n").Error);

    [Theory]
    [InlineData("2023-02-29 10:00 UTC")]
    [InlineData("2023-02-29 10:00")]
    [InlineData("20\u0662\u0663-02-28 10:00 UTC")]
    public void A_day_that_never_was_is_words_in_our_own_form_too(string stamp)
    {
        var text =
            $"---\nformat: afterword/1\n---\n# Post-Mortem: T\n\n## Timeline\n- {stamp}: it broke\n- 2023-03-01 10:00: it was mended\n";
        Assert.Null(PostMortemReader.Read(text).Error);
        Assert.Null(Afterword.Core.Linting.Linter.Lint(text).Error);
    }

    public static TheoryData<string> Pathological =>
        [
            string.Concat(Enumerable.Repeat("[a](b", 50_000)),
            new string('[', 200_000),
            new string('*', 200_000),
            string.Concat(Enumerable.Repeat("*a **b ", 40_000)),
            string.Concat(Enumerable.Repeat("`a ", 80_000)),
            string.Concat(Enumerable.Range(1, 1_200).Select(n => new string('`', n) + "a")),
            new string('>', 100_000),
            string.Concat(Enumerable.Repeat("> ", 60_000)) + "x",
            string.Concat(Enumerable.Range(0, 700).Select(n => new string(' ', 2 * n) + "- a\n")),
            "| "
                + string.Concat(Enumerable.Repeat("a | ", 100_000))
                + "\n|"
                + string.Concat(Enumerable.Repeat("---|", 100_000)),
            string.Concat(Enumerable.Repeat("<!-- ", 100_000)),
            string.Concat(Enumerable.Repeat("<a ", 100_000)),
            string.Concat(Enumerable.Repeat("# a\n", 100_000)),
            string.Concat(Enumerable.Repeat("- **Impact**: x\n", 30_000)),
            "## Timeline\n\n" + string.Concat(Enumerable.Repeat("- 10:00 a\n", 60_000)),
            "## Action items\n\n" + string.Concat(Enumerable.Repeat("| a | b |\n", 60_000)),
            "## Timeline\n\n" + string.Concat(Enumerable.Repeat("## 10:00\n", 60_000)),
            string.Concat(
                Enumerable.Range(0, 20_000).Select(n => $"[r{n}]: https://example.org/{n}\n")
            ),
            string.Concat(Enumerable.Repeat("1:", 200_000)),
            string.Concat(Enumerable.Repeat("2024-", 100_000)),
            "## Action items\n\n- " + string.Concat(Enumerable.Repeat("@a, ", 100_000)),
            "## Action items\n\n- " + string.Concat(Enumerable.Repeat("(due ", 100_000)),
            string.Concat(Enumerable.Repeat("~~~\n", 100_000)),
        ];

    [Theory]
    [MemberData(nameof(Pathological), DisableDiscoveryEnumeration = true)]
    public void A_pathological_text_is_read_and_written_without_hanging(string text)
    {
        // The run would not end within the day if anything here were quadratic in earnest; the figure itself stands in bench/fuzz.
        var result = PostMortemReader.Read(text);
        Assert.Null(result.Error);
        _ = PostMortemWriter.Write(result.Documents[0]);
    }

    [Fact]
    public void An_empty_text_is_an_empty_document()
    {
        var document = Assert.Single(PostMortemReader.Read("").Documents);
        Assert.Null(document.Title);
        Assert.Empty(document.Sections);
    }

    [Fact]
    public void Line_ends_and_a_byte_order_mark_change_nothing() =>
        Assert.Equal(
            PostMortemWriter.Write(PostMortemReader.Read("# T\n\n## Summary\n\nA.\n").Documents[0]),
            PostMortemWriter.Write(
                PostMortemReader.Read("\ufeff# T\r\n\r\n## Summary\r\n\r\nA.\r\n").Documents[0]
            )
        );
}
