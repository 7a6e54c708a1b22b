using System.Text.Json;
using Afterword.Tests.Support;
using AngleSharp.Html.Dom;

namespace Afterword.Tests.Features.ActionItems;

public sealed class BulkChangeTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task What_would_change_is_shown_first_and_what_refuses_is_named(string provider)
    {
        await using var world = await ItemApp.Start(provider);
        await world.App.AddPerson("ana");
        await world.Add(new { title = "Rotate keys", owner = "lee" });
        await world.Add(new { title = "Test the backup", priority = "p1" });
        await world.Add(new { title = "Finished" });
        using var done = await world.Patch("OUT-3", new { status = "done", evidence = "PR 7" });
        const string Address = "/action-items/bulk?item=OUT-1&item=OUT-2&item=OUT-3&item=OUT-99";
        Dictionary<string, string?> change = new() { ["Owner"] = "@ana", ["Priority"] = "p1" };

        using var summed = await world.Browser.Submit(Address, "bulk", change);
        var summary = await summed.Html();

        Assert.Contains("Owner: @lee → @ana", summary.Words(), StringComparison.Ordinal);
        Assert.Contains(
            "Would stay as it is: This item is done; reopen it first.",
            summary.Words(),
            StringComparison.Ordinal
        );
        Assert.Contains("Change 2 items", summary.Words(), StringComparison.Ordinal);
        Assert.Equal(
            "lee",
            (await world.Get("action-items/OUT-1"))
                .GetProperty("owner")
                .GetProperty("handle")
                .GetString()
        );

        // Somebody is quicker with one of them.
        using var between = await world.Patch("OUT-2", new { title = "Test every backup" });
        using var changed = await Sure(world, Address, summary);
        var after = await changed.Html();
        var words = after.Words();

        Assert.Contains(
            "1 item changed. 2 items stayed as they were.",
            words,
            StringComparison.Ordinal
        );
        Assert.Contains("Somebody changed it in between", words, StringComparison.Ordinal);
        var first = await world.Get("action-items/OUT-1");
        Assert.Equal(
            ("ana", "p1"),
            (
                first.GetProperty("owner").GetProperty("handle").GetString(),
                first.GetProperty("priority").GetString()
            )
        );
        var history = await world.Get("action-items/OUT-1/history");
        Assert.Equal("web", history.GetProperty("items")[0].GetProperty("door").GetString());

        var way = after.Forms.First(f => f.ClassList.Contains("undo"));
        using var undone = await world.Browser.PostAsync(
            new Uri("/action-items/bulk", UriKind.Relative),
            new FormUrlEncodedContent(
                way.QuerySelectorAll("input[name]")
                    .Cast<IHtmlInputElement>()
                    .Select(i => KeyValuePair.Create(i.Name!, i.Value))
            )
        );
        Assert.Contains(
            "1 item is as it was; the history keeps both.",
            (await undone.Html()).Words(),
            StringComparison.Ordinal
        );
        first = await world.Get("action-items/OUT-1");
        Assert.Equal(
            ("lee", JsonValueKind.Null),
            (
                first.GetProperty("owner").GetProperty("handle").GetString(),
                first.GetProperty("priority").ValueKind
            )
        );
    }

    [Fact]
    public async Task What_was_typed_over_the_summary_is_summed_up_again_first()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys", priority = "p3" });
        const string Address = "/action-items/bulk?all=true";
        using var summed = await world.Browser.Submit(
            Address,
            "bulk",
            new() { ["Priority"] = "p1" }
        );

        using var again = await Sure(
            world,
            Address,
            await summed.Html(),
            new() { ["Form.Priority"] = "p2" }
        );

        Assert.Contains(
            "Priority: P3 → P2",
            (await again.Html()).Words(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "p3",
            (await world.Get("action-items/OUT-1")).GetProperty("priority").GetString()
        );
    }

    [Fact]
    public async Task Nothing_marked_nothing_filled_in_and_far_too_many_are_each_said()
    {
        await using var world = await ItemApp.Start();
        await world.Add(new { title = "Rotate keys" });

        var none = await world.Browser.Page("/action-items/bulk");
        using var empty = await world.Browser.Submit("/action-items/bulk?item=OUT-1", "bulk");
        using var many = await world.Browser.Submit(
            "/action-items/bulk?item=OUT-1",
            "bulk",
            new()
            {
                ["Form.Items"] = string.Join(
                    ',',
                    Enumerable.Range(1, 10_000).Select(number => $"OUT-{number}.1")
                ),
                ["Priority"] = "p1",
            }
        );

        Assert.Contains("No item is marked", none.Words(), StringComparison.Ordinal);
        Assert.Contains(
            "fill in at least one field",
            (await empty.Html()).Words(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "These are 10,000 items; 1,000 are the most at once.",
            (await many.Html()).Words(),
            StringComparison.Ordinal
        );
    }

    /// <summary>Presses the button that does what the summary says.</summary>
    private static Task<HttpResponseMessage> Sure(
        ItemApp world,
        string address,
        IHtmlDocument summary,
        Dictionary<string, string?>? over = null
    )
    {
        var form = summary.Forms.First(f => f.QuerySelector("[name='Form.Items']") is not null);
        var fields = form.QuerySelectorAll("input[name], select[name]")
            .Select(e =>
                e is IHtmlSelectElement select
                    ? (Name: select.Name!, Value: select.Value ?? "")
                    : (Name: ((IHtmlInputElement)e).Name!, ((IHtmlInputElement)e).Value)
            )
            .GroupBy(f => f.Name)
            .ToDictionary(f => f.Key, f => f.First().Value);
        fields["Form.Sure"] = "true";
        foreach (var (name, value) in over ?? [])
        {
            fields[name] = value ?? "";
        }
        return world.Browser.PostAsync(
            new Uri(address, UriKind.Relative),
            new FormUrlEncodedContent(fields)
        );
    }
}
