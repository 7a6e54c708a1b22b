using System.Text.Json.Nodes;

namespace Afterword.Speed;

/// <summary>Pages and lists: rounds of ours and of what stands beside it take turns.</summary>
internal static class Reading
{
    private const double PageShare = 1.0 / 75;

    public static async Task Pages(SpeedOptions options, Figures figures, Data small, Data large)
    {
        await using var ours = await Node.Server(options, large.Folder);
        await using var little = await Node.Server(options, small.Folder);
        var (cookie, littleCookie) = (
            await SignedIn.Cookie(ours.Url),
            await SignedIn.Cookie(little.Url)
        );
        List<Round> bare = [],
            page = [],
            littlePage = [];
        for (var round = 0; round <= options.Rounds; round++)
        {
            var seconds = options.SecondsOf(round);
            var b = await Wrk.Get(new Uri(ours.Url, "healthz"), seconds);
            var p = await Wrk.Get(new Uri(ours.Url, "action-items"), seconds, cookie);
            var l = await Wrk.Get(new Uri(little.Url, "action-items"), seconds, littleCookie);
            if (round > 0) // the first one warms up
            {
                bare.Add(b);
                page.Add(p);
                littlePage.Add(l);
            }
        }
        Figures.Say("bare endpoint of the same server", PerSecond(bare));
        Figures.Say($"item page, {small.Items:N0} items", PerSecond(littlePage));
        Figures.Say($"item page, {large.Items:N0} items", PerSecond(page));
        figures.AtLeast(
            "item page beside the bare endpoint",
            Figures.Median(page.Zip(bare, (p, b) => p.PerSecond / b.PerSecond)) / PageShare,
            1,
            "× 1/75"
        );
        figures.AtMost(
            "p99 of the item page, large beside small",
            Figures.Median(page.Zip(littlePage, (p, l) => p.P99 / l.P99)),
            1.25,
            "×"
        );
    }

    public static async Task Lists(SpeedOptions options, Figures figures, Data large)
    {
        await using var ours = await Node.Server(options, large.Folder);
        await using var baseline = await Node.Baseline(large.Folder);
        var bearer = $"Authorization: Bearer {large.Token}";
        var (mine, theirs) = (
            new Uri(ours.Url, "api/v1/action-items?status=open&overdue=true&limit=50"),
            new Uri(baseline.Url, "items")
        );
        await Same(mine, theirs, large.Token);
        List<Round> list = [],
            hand = [];
        for (var round = 0; round <= options.Rounds; round++)
        {
            var l = await Wrk.Get(mine, options.SecondsOf(round), bearer);
            var h = await Wrk.Get(theirs, options.SecondsOf(round), bearer);
            if (round > 0)
            {
                list.Add(l);
                hand.Add(h);
            }
        }
        Figures.Say("list over the API", PerSecond(list));
        Figures.Say("the same by hand", PerSecond(hand));
        figures.AtLeast(
            "list over the API beside the hand-written one",
            Figures.Median(list.Zip(hand, (l, h) => l.PerSecond / h.PerSecond)),
            0.5,
            "×"
        );
    }

    /// <summary>A baseline that answers something else measures nothing.</summary>
    private static async Task Same(Uri mine, Uri theirs, string token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        var ours = JsonNode.Parse(await client.GetStringAsync(mine))!["items"];
        var hand = JsonNode.Parse(await client.GetStringAsync(theirs))!["items"];
        if (!JsonNode.DeepEquals(ours, hand))
        {
            throw new InvalidOperationException(
                $"The baseline's rows differ:\n{ours?[0]}\n{hand?[0]}"
            );
        }
    }

    private static string PerSecond(IEnumerable<Round> rounds)
    {
        var all = rounds.ToList();
        return $"{Figures.Number(Figures.Median(all.Select(r => r.PerSecond)))} a second, p99 {Figures.Number(Figures.Median(all.Select(r => r.P99)))} ms";
    }
}
