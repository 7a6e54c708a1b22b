namespace Afterword.Speed;

/// <summary>How soon the published server is ready on the large database, and what memory it takes.</summary>
internal static class Starting
{
    private const string Items = "action-items";

    public static async Task Run(SpeedOptions options, Figures figures, Data large)
    {
        List<double> ready = [];
        List<double> cost = [];
        for (var round = 0; round < options.Rounds; round++)
        {
            await using var started = await Node.Server(options, large.Folder);
            ready.Add(started.ReadyAfter.TotalSeconds);
            cost.Add(started.ReadyCost.TotalSeconds);
        }
        Figures.Say("processor time until ready", $"{Figures.Median(cost):F2} s");
        figures.AtMost("ready after", Figures.Median(ready), 0.8, "s");
        await using var node = await Node.Server(options, large.Folder);
        var cookie = await SignedIn.Cookie(node.Url);
        await Task.Delay(TimeSpan.FromSeconds(15));
        figures.AtMost("memory, idle", node.Memory, 120, "MiB");
        for (var round = 0; round < options.Rounds; round++)
        {
            await Wrk.Get(new Uri(node.Url, Items), options.Seconds, cookie);
        }
        figures.AtMost("memory, after load", node.Memory, 250, "MiB");
    }
}
