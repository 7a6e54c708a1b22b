using Afterword.BrowserTests.Support;

namespace Afterword.BrowserTests;

/// <summary>Every page, on a phone and on a desk, in light and in dark. What a link leads to is found by itself; the rest is listed here.</summary>
public sealed class EveryPageTests(RunningServer server, Chromium chromium)
{
    private static readonly int[] Widths = [360, 1440];

    // Reached by other ways than a link: doors, what a redirect or an error shows, and the gallery.
    private static readonly string[] NotLinked =
    [
        "/sign-in",
        "/choose-password",
        "/first-run",
        "/first-run/begin",
        "/first-run/messages",
        "/error",
        "/not-found",
        "/forbidden",
        "/gallery",
    ];

    [Theory]
    [InlineData("/gallery", 200)]
    [InlineData("/sign-in", 200)]
    [InlineData("/no-such-page", 404)]
    public async Task A_stranger_reads_it_well_on_phone_and_desk_in_light_and_dark(
        string path,
        int status
    )
    {
        var wrong = new List<string>();
        foreach (var width in Widths)
        {
            await using var context = await chromium.Open(width);
            wrong.AddRange(await PageTour.Look(context, server.Url, path, width, status));
        }

        Nothing(wrong);
    }

    [Fact]
    public async Task Every_page_that_links_reach_reads_well_on_phone_and_desk_in_light_and_dark()
    {
        await using var first = await chromium.Open(reader: server);
        var (pages, broken) = await Crawl.From(first, server.Url);

        var looks = await Task.WhenAll(
            Widths.Select(async width =>
            {
                await using var context = await chromium.Open(width, reader: server);
                var wrong = new List<string>();
                foreach (var path in pages)
                {
                    wrong.AddRange(await PageTour.Look(context, server.Url, path, width));
                }
                return wrong;
            })
        );

        Assert.Empty(
            server.PlainPages.Except(pages.Select(path => path.Split('?')[0])).Except(NotLinked)
        ); // no page that nothing leads to
        Nothing(broken.Concat(looks.SelectMany(wrong => wrong)));
    }

    private static void Nothing(IEnumerable<string> wrong)
    {
        var sentences = wrong.ToList();
        Assert.True(sentences.Count == 0, string.Join('\n', sentences));
    }
}
