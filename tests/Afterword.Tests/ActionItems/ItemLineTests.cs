using Afterword.Core.ActionItems;

namespace Afterword.Tests.ActionItems;

public sealed class ItemLineTests
{
    private const string Exact =
        "[OUT-123] Update database configuration – Owner: Lee, Due: 2025-08-01";

    [Fact]
    public void The_one_line_form_is_read_and_written_to_the_letter()
    {
        var item = ItemLine.Parse(Exact)!;

        Assert.Equal("OUT-123", item.Key);
        Assert.Equal("Update database configuration", item.Text);
        Assert.Equal("Lee", item.Owner);
        Assert.Equal(new DateOnly(2025, 8, 1), item.DueOn);
        Assert.Equal(Exact, item.ToString());
    }

    [Theory]
    [InlineData("[OUT-123] Update database configuration - Owner: Lee, Due: 2025-08-01")]
    [InlineData("[OUT-123] Update database configuration — Owner: Lee, Due: 2025-08-01")]
    [InlineData(
        "[OUT\u2011123] Update database configuration\u00a0\u2013\u00a0Owner: Lee, Due:\u00a02025\u20118\u201101"
    )]
    [InlineData("- [OUT-123] Update database configuration -- Owner: Lee; Due: 1 Aug 2025")]
    [InlineData("* [out-123] Update database configuration – due: 2025-08-01, owner: Lee")]
    [InlineData("[OUT-123]: Update database configuration (Owner: Lee, Due: 2025-08-01)")]
    [InlineData(
        "1. OUT-123: Update database configuration – Owner: Lee – Due date: August 1, 2025"
    )]
    public void Any_dash_space_hyphen_or_order_gives_the_same_line(string line) =>
        Assert.Equal(Exact, ItemLine.Parse(line)?.ToString());

    [Fact]
    public void A_handle_stays_a_handle() =>
        Assert.Equal("@lee", ItemLine.Parse("Rotate the keys – Owner: @lee")!.Owner);

    [Fact]
    public void Due_words_that_are_no_date_are_kept_as_words()
    {
        var item = ItemLine.Parse("Rotate the keys – Owner: @lee, Due: Next sprint")!;

        Assert.Null(item.DueOn);
        Assert.Equal("Rotate the keys – Owner: @lee, Due: Next sprint", item.ToString());
    }

    [Fact]
    public void A_dash_inside_the_text_belongs_to_the_text() =>
        Assert.Equal(
            "Upgrade TLS – all regions – to 1.3",
            ItemLine.Parse("Upgrade TLS – all regions – to 1.3")!.Text
        );

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("[OUT-1]")]
    [InlineData("– Owner: Lee")]
    public void A_line_without_a_text_of_its_own_is_no_item(string line) =>
        Assert.Null(ItemLine.Parse(line));

    [Fact]
    public void A_pasted_block_gives_one_item_a_line() =>
        Assert.Equal(2, ItemLine.ParseAll("[OUT-1] One\r\n\r\n- Two – Owner: @mia\n").Count);
}
