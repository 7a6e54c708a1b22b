using Afterword.Core;
using Afterword.Core.Memory;

namespace Afterword.Tests.Memory;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Tomás Herrera", "Tomas Herrera")]
    [InlineData("Tomás", "Tomas")]
    [InlineData("Überlauf São Đà Nẵng", "Uberlauf Sao Đa Nang")]
    [InlineData("кайма", "кайма")]
    [InlineData("한국", "한국")]
    [InlineData("plain", "plain")]
    public void Latin_letters_lose_their_accents_and_no_others_do(string written, string bare) =>
        Assert.Equal(bare, Folding.Of(written));

    [Fact]
    public void Half_a_pair_of_surrogates_stays_as_it_is() =>
        Assert.Equal("a\ud83dé", Folding.Of("a\ud83dé"));

    [Theory]
    [InlineData("Alert first: OUT-12, out-7 and OUT-12 again", new[] { 12, 7 })]
    [InlineData("LOGOUT-3 and OUT-x and OUT-", new int[0])]
    [InlineData("(OUT-4)OUT-99999999999", new[] { 4 })]
    public void A_text_names_items_by_their_keys(string text, int[] items) =>
        Assert.Equal(items, new KeyPrefixes().ItemsIn(text));
}
