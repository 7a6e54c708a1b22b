using Afterword.Core;
using Afterword.Server.Features.ActionItems;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Features.ActionItems;

public sealed class FilterLineTests
{
    private static readonly KeyPrefixes Keys = new();

    [Theory]
    [InlineData("@lee overdue p1 #dns", "owner=lee priority=p1 overdue=true tag=dns")]
    [InlineData("mine blocked inc-7", "owner=me status=blocked incident=INC-7")]
    [InlineData("status:in-progress disk full", "status=in_progress q=disk full")]
    [InlineData("\"overdue\" \"ownr:lee\"", "q=overdue ownr:lee")]
    [InlineData(
        "tag:\"two words\" https://example.test/x",
        "tag=two words q=https://example.test/x"
    )]
    [InlineData("\"never closed", "q=never closed")]
    [InlineData("   ", "")]
    public void Words_are_read_as_filters_and_the_rest_is_looked_for(
        string line,
        string expected
    ) => Assert.Equal(expected, Shown(FilterLine.Read(line, Keys)));

    [Theory]
    [InlineData("ownr:lee", "There is no filter “ownr”. Did you mean owner?")]
    [InlineData("zebra:lee", "There is no filter “zebra”. There are owner")]
    [InlineData("p1 p2", "“p2” contradicts priority:p1")]
    public void A_word_that_means_nothing_here_is_said(string line, string said) =>
        Assert.Contains(
            said,
            Assert.Throws<RuleException>(() => FilterLine.Read(line, Keys)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void What_is_written_of_an_address_is_read_as_the_same_filters()
    {
        var word = Gen.Elements(
            "lee",
            "me",
            "none",
            "overdue",
            "p1",
            "a:b",
            "ownr:x",
            "INC-3",
            "#x",
            "@x",
            "two words",
            "say \"hi\"",
            "done",
            "https://a.test",
            "\"",
            ":",
            "naïve"
        );
        var filters = Gen.Choose(0, 3)
            .SelectMany(_ =>
                from q in word
                from tag in word
                from owner in Gen.Elements("lee", "me", "none")
                select new Dictionary<string, string>
                {
                    ["owner"] = owner,
                    ["tag"] = tag,
                    ["q"] = q,
                }
            );

        Prop.ForAll(
                filters.ToArbitrary(),
                given =>
                {
                    var line = FilterLine.Of(name => given.GetValueOrDefault(name), Keys);
                    var read = FilterLine.Read(line, Keys);
                    var again = FilterLine.Of(name => read.GetValueOrDefault(name), Keys);
                    return read["owner"] == given["owner"]
                        && read["tag"] == Unquoted(given["tag"]).TrimStart('#').Trim()
                        && read["q"] == Unquoted(given["q"]).Trim()
                        && FilterLine
                            .Read(again, Keys)
                            .OrderBy(f => f.Key)
                            .SequenceEqual(read.OrderBy(f => f.Key));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_line_of_ten_thousand_words_is_refused_in_a_sentence() =>
        Assert.Contains(
            "1000 are the most",
            Assert
                .Throws<RuleException>(() =>
                    FilterLine.Read(string.Join(' ', Enumerable.Repeat("word", 10_000)), Keys)
                )
                .Message,
            StringComparison.Ordinal
        );

    private static string Unquoted(string text) => text.Replace('"', '\'');

    private static string Shown(IReadOnlyDictionary<string, string> filters) =>
        string.Join(
            ' ',
            FilterLine.Names.Where(filters.ContainsKey).Select(name => $"{name}={filters[name]}")
        );
}
