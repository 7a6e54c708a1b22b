using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Afterword.Speed;

/// <summary>Creating an item and starting it, over the API and by hand, with 1 and 8 clients, each on a copy of the database.</summary>
internal static class Writing
{
    private const double Share = 0.6;

    public static async Task Run(SpeedOptions options, Figures figures, Data data)
    {
        using var forHand = data.Copy();
        using var forOurs = data.Copy();
        await using var ours = await Node.Server(options, forOurs.Folder);
        await using var baseline = await Node.Baseline(forHand.Folder);
        foreach (var clients in new[] { 1, 8 })
        {
            List<double> created = [],
                createdByHand = [],
                started = [],
                startedByHand = [];
            for (var round = 0; round <= options.Rounds; round++)
            {
                var (oursMade, oursKeys) = await Create(
                    ours.Url,
                    "api/v1/action-items",
                    data.Token,
                    clients,
                    options.SecondsOf(round)
                );
                var (handMade, handKeys) = await Create(
                    baseline.Url,
                    "items",
                    data.Token,
                    clients,
                    options.SecondsOf(round)
                );
                var oursStarted = await Start(ours.Url, Ours, data.Token, clients, oursKeys);
                var handStarted = await Start(baseline.Url, Hand, data.Token, clients, handKeys);
                if (round > 0)
                {
                    created.Add(oursMade);
                    createdByHand.Add(handMade);
                    started.Add(oursStarted);
                    startedByHand.Add(handStarted);
                }
            }
            Judge(figures, $"create, {clients} clients", created, createdByHand);
            Judge(figures, $"change status, {clients} clients", started, startedByHand);
        }
    }

    private static void Judge(Figures figures, string name, List<double> ours, List<double> hand)
    {
        Figures.Say($"{name}: ours", $"{Figures.Number(Figures.Median(ours))} a second");
        Figures.Say($"{name}: by hand", $"{Figures.Number(Figures.Median(hand))} a second");
        figures.AtLeast(
            $"{name}, beside the hand-written one",
            Figures.Median(ours.Zip(hand, (o, h) => o / h)),
            Share,
            "×"
        );
    }

    private static async Task<(double PerSecond, List<string> Keys)> Create(
        Uri server,
        string path,
        string token,
        int clients,
        int seconds
    )
    {
        var keys = new List<string>();
        var began = Stopwatch.GetTimestamp();
        var span = TimeSpan.FromSeconds(seconds);
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(async client =>
                {
                    using var http = Client(server, token);
                    for (var n = 0; Stopwatch.GetElapsedTime(began) < span; n++)
                    {
                        using var body = Json(
                            $$"""{"incident":"INC-{{1 + n % Seeding.Incidents}}","title":"Alert when queue {{client}}-{{n}} waits a second","owner":"@owner{{n % Seeding.Owners}}","dueOn":"2031-05-06","priority":"p2"}"""
                        );
                        using var answer = await http.PostAsync(
                            new Uri(path, UriKind.Relative),
                            body
                        );
                        answer.EnsureSuccessStatusCode();
                        using var made = JsonDocument.Parse(
                            await answer.Content.ReadAsStreamAsync()
                        );
                        lock (keys)
                        {
                            keys.Add(made.RootElement.GetProperty("key").GetString()!);
                        }
                    }
                })
        );
        return (keys.Count / Stopwatch.GetElapsedTime(began).TotalSeconds, keys);
    }

    private static async Task<double> Start(
        Uri server,
        Func<string, HttpRequestMessage> request,
        string token,
        int clients,
        List<string> keys
    )
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            keys.Chunk((keys.Count + clients - 1) / clients)
                .Select(async mine =>
                {
                    using var http = Client(server, token);
                    foreach (var key in mine)
                    {
                        using var message = request(key);
                        using var answer = await http.SendAsync(message);
                        answer.EnsureSuccessStatusCode();
                        await answer.Content.ReadAsByteArrayAsync();
                    }
                })
        );
        return keys.Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static HttpRequestMessage Ours(string key)
    {
        var message = new HttpRequestMessage(
            HttpMethod.Patch,
            new Uri($"api/v1/action-items/{key}", UriKind.Relative)
        )
        {
            Content = Json("""{"status":"in_progress"}"""),
        };
        message.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        return message;
    }

    private static HttpRequestMessage Hand(string key) =>
        new(
            HttpMethod.Post,
            new Uri(
                string.Create(CultureInfo.InvariantCulture, $"items/{key["OUT-".Length..]}/start"),
                UriKind.Relative
            )
        )
        {
            Content = Json("""{"status":"in_progress"}"""),
        };

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static HttpClient Client(Uri server, string token)
    {
        var client = new HttpClient { BaseAddress = server };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
