using System.Net;
using Afterword.Core.People;
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
        Assert.Equal("overdue late", ((IHtmlInputElement)page.QuerySelector("#f-line")!).Value);
    }

    [Fact]
    public async Task A_line_of_words_leads_to_its_address_and_an_unknown_word_is_said()
    {
        await using var world = await ItemApp.Start();

        using var read = await world.Browser.GetAsync(
            new Uri("/action-items?line=%40lee+overdue+p1+%23dns+%22disk+full%22", UriKind.Relative)
        );
        var wrong = await world.Browser.Page("/action-items?line=ownr%3Alee+late");

        Assert.Equal(
            "/action-items?owner=lee&priority=p1&overdue=true&tag=dns&q=disk%20full",
            read.Target()
        );
        Assert.Contains(
            "There is no filter “ownr”. Did you mean owner?",
            wrong.Words(),
            StringComparison.Ordinal
        );
        Assert.Equal("ownr:lee late", ((IHtmlInputElement)wrong.QuerySelector("#f-line")!).Value);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_view_is_kept_for_oneself_or_a_team_and_has_its_own_address(string provider)
    {
        await using var world = await ItemApp.Start(provider);
        await world.AddTeam("ops", "lee", "ana");
        var ana = await world.App.SignIn(Role.Member, "ana");
        var stranger = await world.App.SignIn(Role.Member, "sam");

        using var kept = await world.Browser.Submit(
            "/action-items?overdue=true&tag=dns",
            "save-view",
            new() { ["Name"] = "Late names", ["Team"] = "ops" }
        );
        using var nameless = await world.Browser.Submit(
            "/action-items?overdue=true",
            "save-view",
            new() { ["Name"] = " " }
        );

        Assert.Equal("/action-items?overdue=true&tag=dns", kept.Target());
        Assert.Contains(
            "Give the view a name",
            (await nameless.Html()).Words(),
            StringComparison.Ordinal
        );
        var shared = await ana.Page("/action-items");
        Assert.Equal(
            "Late names",
            shared.QuerySelector(".tabs a[href='/action-items?overdue=true&tag=dns']")!.TextContent
        );
        using var opened = await ana.GetAsync(new Uri("/action-items/views/1", UriKind.Relative));
        using var hidden = await stranger.GetAsync(
            new Uri("/action-items/views/1", UriKind.Relative)
        );
        Assert.Equal("/action-items?overdue=true&tag=dns", opened.Target());
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);

        using var removed = await world.Browser.Submit(
            "/action-items",
            "save-view",
            new() { ["Form.Remove"] = "1" }
        );
        Assert.Null((await ana.Page("/action-items")).QuerySelector(".tabs a[href*='tag=dns']"));

        using var back = await world.Browser.Submit(
            "/action-items",
            "save-view",
            new() { ["Form.Restore"] = "1" }
        );
        using var again = await ana.GetAsync(new Uri("/action-items/views/1", UriKind.Relative));
        Assert.Equal("/action-items?overdue=true&tag=dns", again.Target());
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
                .QuerySelectorAll("tbody td:nth-child(2) a.key")
                .Select(key => key.TextContent),
        ];
}
