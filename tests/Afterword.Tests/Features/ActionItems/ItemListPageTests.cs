using Afterword.Tests.Support;
using AngleSharp.Html.Dom;

namespace Afterword.Tests.Features.ActionItems;

public sealed class ItemListPageTests
{
    [Fact]
    public async Task The_list_shows_open_items_overdue_first_and_its_address_is_the_filter()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "No date", dueOn = (string?)null });
        await world.Add(new { title = "Soon", dueOn = "2026-11-25" });
        await world.Add(
            new
            {
                title = "Late",
                dueOn = "2026-11-11",
                owner = "lee",
            }
        );
        await world.Add(new { title = "Finished", dueOn = "2026-11-01" });
        using var done = await world.Patch("OUT-4", new { status = "done", evidence = "PR 7" });

        Assert.Equal(["OUT-3", "OUT-2", "OUT-1"], await Shown(world, "/action-items"));
        Assert.Equal(["OUT-3"], await Shown(world, "/action-items?owner=me"));
        Assert.Equal(["OUT-3"], await Shown(world, "/action-items?overdue=true"));
        Assert.Equal(["OUT-4"], await Shown(world, "/action-items?status=closed"));
        Assert.Equal(
            ["OUT-3", "OUT-2", "OUT-1", "OUT-4"],
            await Shown(world, "/action-items?status=any")
        );
        var page = await world.Browser.Page("/action-items?overdue=true&q=late");
        Assert.Contains("10 days late", page.Words(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".chips a[href='/action-items?q=late']"));
        Assert.NotNull(page.QuerySelector(".chips a[href='/action-items?overdue=true']"));
    }

    [Fact]
    public async Task More_than_a_page_leads_on_with_the_same_filter()
    {
        await using var world = await ItemApp.Start();
        for (var i = 0; i < 53; i++)
        {
            await world.Add(new { title = $"Rotate key {i}" });
        }

        var first = await world.Browser.Page("/action-items?q=rotate");
        var next = ((IHtmlAnchorElement)first.QuerySelector("a[rel=next]")!).GetAttribute("href")!;

        Assert.Equal(50, first.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("q=rotate", next, StringComparison.Ordinal);
        Assert.Equal(3, (await world.Browser.Page(next)).QuerySelectorAll("tbody tr").Length);
    }

    [Theory]
    [InlineData("/action-items", "No open action items")]
    [InlineData("/action-items?owner=me", "Nothing is yours to do")]
    [InlineData("/action-items?team=mine", "Your teams have nothing open")]
    [InlineData("/action-items?tag=dns", "No item matches")]
    [InlineData("/action-items?status=opne", "This filter cannot be read.")]
    [InlineData("/action-items?cursor=nonsense", "This filter cannot be read.")]
    public async Task An_empty_list_says_why_and_where_to_go(string address, string words)
    {
        await using var world = await ItemApp.Start();

        var page = await world.Browser.Page(address);

        Assert.Contains(words, page.Words(), StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("main .acts a, main .notice a"));
    }

    private static async Task<string[]> Shown(ItemApp world, string address) =>
        [
            .. (await world.Browser.Page(address))
                .QuerySelectorAll("tbody td:first-child a.key")
                .Select(key => key.TextContent),
        ];
}
