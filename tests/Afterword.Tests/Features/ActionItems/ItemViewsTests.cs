using Afterword.Tests.Support;

namespace Afterword.Tests.Features.ActionItems;

/// <summary>The other ways to look at the same items: the board and the stand-up.</summary>
public sealed class ItemViewsTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task The_board_has_a_lane_a_status_and_its_cards_move_by_their_buttons(
        string provider
    )
    {
        await using var world = await ItemApp.Start(provider);
        await world.Add(new { title = "Rotate keys", priority = "p1" });
        await world.Add(new { title = "Test the backup", priority = "p2" });
        using var done = await world.Patch("OUT-2", new { status = "done", evidence = "PR 7" });

        using var moved = await world.Browser.Submit(
            "/action-items/board",
            "move",
            new() { ["Form.Start"] = "OUT-1" }
        );
        var board = await world.Browser.Page("/action-items/board");
        var narrowed = await world.Browser.Page("/action-items/board?priority=p2");

        Assert.Equal("/action-items/board", moved.Target());
        string Lane(string status) =>
            board.QuerySelector($"[aria-labelledby='lane-{status}']")!.TextContent;
        Assert.Contains("OUT-1", Lane("InProgress"), StringComparison.Ordinal);
        Assert.Contains("OUT-2", Lane("Done"), StringComparison.Ordinal);
        Assert.Contains("Nothing here.", Lane("NotStarted"), StringComparison.Ordinal);
        Assert.NotNull(board.QuerySelector("a[href='/action-items/OUT-1?say=review#say-review']"));
        Assert.Null(narrowed.QuerySelector("a[href='/action-items/OUT-1']"));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_stand_up_says_each_item_of_the_team_once_in_the_order_to_read(
        string provider
    )
    {
        await using var world = await ItemApp.Start(provider);
        await world.AddTeam("ops", "lee");
        await world.App.AddPerson("ana");
        foreach (
            var title in new[] { "Done one", "Late one", "Blocked one", "Late new", "Soon one" }
        )
        {
            await world.Add(
                new
                {
                    title,
                    owner = "lee",
                    dueOn = title.StartsWith("Late", StringComparison.Ordinal)
                        ? "2026-11-19"
                        : "2026-11-27",
                }
            );
        }
        await world.Add(new { title = "Of somebody else", owner = "ana" });
        using var done = await world.Patch("OUT-1", new { status = "done", evidence = "PR 7" });
        using var began = await world.Patch("OUT-2", new { status = "in_progress" });
        using var blocked = await world.Patch(
            "OUT-3",
            new { status = "blocked", reason = "No access" }
        );

        var page = await world.Browser.Page("/action-items/stand-up?team=ops");

        string Part(string id) =>
            string.Join(
                ' ',
                page.QuerySelectorAll($"[aria-labelledby='{id}'] :is(h2, li)")
                    .SelectMany(e =>
                        e.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    )
            );
        Assert.Equal(
            "Done since last time 1 Lee Example: Done one (OUT-1), Nov 21: PR 7",
            Part("done")
        );
        Assert.Equal(
            "In progress 1 Lee Example: Late one (OUT-2) – ETA Nov 19, 2 days late",
            Part("progress")
        );
        Assert.Equal("Blocked 1 Lee Example: Blocked one (OUT-3) – No access", Part("blocked"));
        Assert.Equal(
            "Overdue 1 Lee Example: Late new (OUT-4) – ETA Nov 19, 2 days late",
            Part("overdue")
        );
        Assert.Equal(
            "Coming up 1 Lee Example: Soon one (OUT-5) – ETA Nov 27, in 6 days",
            Part("coming")
        );
        Assert.DoesNotContain("Of somebody else", page.Words(), StringComparison.Ordinal);
    }
}
