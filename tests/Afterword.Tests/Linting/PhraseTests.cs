using Afterword.Core.Linting;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Linting;

/// <summary>How the phrases of word lists are read, seen through a list of a team's own.</summary>
public sealed class PhraseTests
{
    private static IEnumerable<string> Found(string phrase, string text)
    {
        var options = LintSettings
            .Read($"words:\n  care_promise: [\"{phrase}\"]\n")
            .Over(LintOptions.Default) with
        {
            Only = new HashSet<string> { "AW109" },
        };
        var line = $"x {text}".Length > 2 ? text : "";
        return Linter
            .Lint($"# P\n\n## Summary\n\n{line}\n", options)
            .Findings.Select(f => line[(f.Range.Column - 1)..(f.Range.EndColumn - 1)]);
    }

    [Theory]
    [InlineData("eat cake", "We eat cake.", "eat cake")]
    [InlineData("eat cake", "We Eat\tCAKE, all.", "Eat\tCAKE")]
    [InlineData("eat cake", "We eat, cake.", null)]
    [InlineData("eat cake", "We eat cakes or overeat cake.", null)]
    [InlineData("eat cak*", "We eat cakes.", "eat cakes")]
    [InlineData("*ed cake", "He devoured cake.", "devoured cake")]
    [InlineData("eat/bake cake", "We bake cake-like things.", "bake cake")]
    [InlineData("eat more? cake", "We eat cake.", "eat cake")]
    [InlineData("eat more? cake", "We eat more cake.", "eat more cake")]
    [InlineData("eat cake now?", "We eat cake now and then.", "eat cake now")]
    [InlineData("eat ~ cake", "We eat a lot of cake.", "eat a lot of cake")]
    [InlineData("eat ~ cake", "We eat quite a lot of cake.", null)]
    [InlineData("didn't eat", "He didn’t eat.", "didn’t eat")]
    [InlineData("eat cake", "see docs/eat cake and mail@eat cake", null)]
    public void A_phrase_is_found_where_its_words_stand_together(
        string phrase,
        string text,
        string? expected
    ) => Assert.Equal(expected is null ? [] : [expected], Found(phrase, text));

    [Fact]
    public void No_text_makes_the_linter_slow_or_fail()
    {
        var word = Gen.Elements(
            "the",
            "engineer",
            "on",
            "call",
            "one",
            "of",
            "had",
            "not",
            "also",
            "just",
            "made",
            "a",
            "mistake",
            "should",
            "have",
            "been",
            "failed",
            "to",
            "did",
            "his",
            "own",
            ",",
            ".",
            "’s",
            "-",
            "@lee",
            "\ufffc"
        );
        Prop.ForAll(
                Arb.From(word.ArrayOf(200).Select(w => string.Join(' ', w))),
                text => Linter.Lint($"# P\n\n## Root Cause\n\n{text}\n").Error is null
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }
}
