using Afterword.Core.Memory;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Memory;

public sealed class SearchWordsTests
{
    [Fact]
    public void Signs_part_words_and_are_never_operators()
    {
        var asked = SearchWords.Read("auth-service: \"pool\" OR node_7* (the DB)");

        Assert.Equal(["auth", "service", "pool", "node", "7", "db"], asked.Words);
    }

    [Fact]
    public void Words_that_stand_everywhere_are_left_out_and_said_to_be()
    {
        Assert.Equal(new Asked([], true).OnlyCommon, SearchWords.Read("what is the").OnlyCommon);
        Assert.False(SearchWords.Read("🔥 – ?!").OnlyCommon);
        Assert.Equal(["pool"], SearchWords.Read("the pool of the pool").Words);
    }

    [Fact]
    public void Any_text_gives_few_short_words()
    {
        Prop.ForAll<string>(text =>
            {
                var words = SearchWords.Read(text).Words;
                return words.Count <= SearchWords.MostWords
                    && words.All(w =>
                        w.Length is > 0 and <= SearchWords.MostLetters && !w.Contains('\0')
                    );
            })
            .QuickCheckThrowOnFailure();
        Assert.True(
            SearchWords.Read(new string('x', 100_000)).Words[0].Length <= SearchWords.MostLetters
        );
    }

    [Theory]
    [InlineData("certifcate", "certificate", 1)]
    [InlineData("conection", "connection", 1)]
    [InlineData("exhuasted", "exhausted", 1)]
    [InlineData("pool", "pol", 1)]
    [InlineData("kubernetes", "kubrenets", 2)]
    public void Letters_missing_swapped_or_wrong_are_counted(string one, string other, int distance)
    {
        Assert.Equal(distance, NearWords.Distance(one, other, 3));
        Assert.Equal(distance, NearWords.Distance(other, one, 3));
    }

    [Fact]
    public void An_excerpt_shows_where_most_words_stand_and_names_the_section()
    {
        var text =
            "\u001esummary\u001fSummary\nA pool ran dry.\n\u001eroot_cause\u001fRoot Cause\n"
            + string.Concat(Enumerable.Repeat("filler words here ", 60))
            + "the [connection pool](https://example.test/a) was **exhausted** by retries.";

        var excerpt = Excerpt.Of(text, ["exhausted", "pools", "connections"]);

        Assert.Equal(("root_cause", "Root Cause"), (excerpt.Section, excerpt.Heading));
        Assert.Equal(
            ["connection", "pool", "exhausted"],
            excerpt.Parts.Where(p => p.Marked).Select(p => p.Text)
        );
        Assert.DoesNotContain("https", excerpt.Text, StringComparison.Ordinal);
        Assert.True(excerpt.Text.Length < 300);
    }

    [Fact]
    public void Any_text_and_any_words_give_an_excerpt_that_is_in_the_text_and_short()
    {
        Prop.ForAll<string, string>(
                (text, words) =>
                    Excerpt.Of(text ?? "", SearchWords.Read(words).Words).Text.Length
                    <= Excerpt.Length + 60
            )
            .QuickCheckThrowOnFailure();
    }
}
