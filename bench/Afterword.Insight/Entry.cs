using System.Diagnostics;
using System.Globalization;
using Afterword.Insight;
using Afterword.Speed;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length < 2 || args[0] != "--server")
{
    await Console.Error.WriteLineAsync(
        "usage: afterword-insight --server Afterword.Server.dll [--quick] [--dense]"
    );
    return 2;
}
var (server, quick) = (args[1], args.Contains("--quick"));

// The same pace over two years and over twenty: what a long memory costs. --dense instead: ten times the pace over the same two years.
var (fewer, more) = quick ? (10_000, 100_000) : (100_000, 1_000_000);
const int TwoYears = 730;
var days = args.Contains("--dense") ? TwoYears : TwoYears * 10;
var folders = new List<string>();
try
{
    var small = await Make(fewer, TwoYears);
    var large = await Make(more, days);
    await using var one = await Node.Start(server, small);
    await using var other = await Node.Start(server, large);
    return await Measure(one, other);
}
finally
{
    folders.ForEach(folder => Directory.Delete(folder, recursive: true));
}

async Task<string> Make(int items, int span)
{
    var folder = Directory.CreateTempSubdirectory("afterword-insight-").FullName;
    folders.Add(folder);
    var began = Stopwatch.GetTimestamp();
    await Seeding.Fill(folder, items, span);
    Console.WriteLine(
        $"{items, 9:N0} items over {span / 365.0:0.#} years filled and added up in {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s"
    );
    return folder;
}

async Task<int> Measure(Node one, Node other)
{
    var good = true;
    foreach (var (name, length) in new[] { ("last 90 days", 90), ("last 12 months", 365) })
    {
        List<double> few = [],
            many = [];
        // Each window is another one, so that none is kept; the first rounds warm both up. Rounds of the two are interleaved.
        for (var round = -5; round < 25; round++)
        {
            var (a, b) = (await Page(one, length, round + 5), await Page(other, length, round + 5));
            if (round >= 0)
            {
                few.Add(a);
                many.Add(b);
            }
        }
        var (small, large) = (Median(few), Median(many));
        good &= small < 100 && large <= 1.5 * small;
        Console.WriteLine(
            $"organization dashboard, {name}: {small:0.0} ms at {fewer:N0} items (goal < 100), {large:0.0} ms at {more:N0}, {large / small:0.00} times (goal ≤ 1.5)"
        );
    }
    List<double> rates = [];
    for (var round = 0; round < 3; round++)
    {
        rates.Add(
            (await Wrk.Get(new Uri(other.Url, "insights"), quick ? 2 : 4, other.Cookie)).PerSecond
        );
    }
    var rate = Median(rates);
    good &= rate >= 1000;
    Console.WriteLine($"the page, signed in: {rate:N0} a second at {more:N0} items (goal ≥ 1,000)");
    Console.WriteLine(good ? "insight: every goal holds" : "insight: a goal does not hold");
    return good ? 0 : 1;
}

// The whole page as a browser gets it, signed in, never kept before.
static async Task<double> Page(Node node, int length, int shift)
{
    var to = DateOnly.FromDateTime(DateTime.UtcNow);
    var address = $"insights?from={to.AddDays(1 - length - shift):yyyy-MM-dd}&to={to:yyyy-MM-dd}";
    var began = Stopwatch.GetTimestamp();
    using var answer = await node.Browser.GetAsync(new Uri(address, UriKind.Relative));
    var text = await answer.Content.ReadAsStringAsync();
    var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    return answer.IsSuccessStatusCode && text.Contains("figure-card", StringComparison.Ordinal)
        ? took
        : throw new InvalidOperationException($"{address} answered {answer.StatusCode}");
}

static double Median(List<double> values)
{
    values.Sort();
    return values[values.Count / 2];
}
