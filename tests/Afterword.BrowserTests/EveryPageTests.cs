using Afterword.BrowserTests.Support;

namespace Afterword.BrowserTests;

/// <summary>Every page, on a phone and on a desk, in light and in dark. A new page is one line in <see cref="Pages"/>.</summary>
public sealed class EveryPageTests(RunningServer server, Chromium chromium)
{
    public static TheoryData<string, int> Pages =>
        new() { { "/gallery", 200 }, { "/no-such-page", 404 } };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_reads_well_on_phone_and_desk_in_light_and_dark(string path, int status)
    {
        var wrong = new List<string>();
        foreach (
            var (width, dark) in new[] { (360, false), (360, true), (1440, false), (1440, true) }
        )
        {
            var look = $"{width}-{(dark ? "dark" : "light")}";
            await using var context = await chromium.Open(width, dark);
            var found = await PageTour.Look(
                context,
                server.Url + path,
                $"{NameOf(path)}-{look}",
                status
            );
            wrong.AddRange(found.Select(sentence => $"{path} at {look}: {sentence}"));
        }

        Assert.Empty(wrong);
    }

    private static string NameOf(string path) =>
        path == "/" ? "home" : path.Trim('/').Replace('/', '-').Replace('?', '-');
}
