using System.Text.Json;
using Microsoft.Playwright;

namespace Afterword.BrowserTests.Support;

/// <summary>
/// Looks at one page at one width, in light and then in dark, and says in plain sentences what is wrong with it: serious
/// accessibility findings, sideways scroll, errors in the console (the content-security-policy speaks there too). With
/// AFTERWORD_SCREENS=1 it leaves pictures in artifacts/screens.
/// </summary>
public static class PageTour
{
    private static readonly string Axe = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "axe.min.js")
    );
    private static readonly string Screens = Path.Combine(RepositoryRoot(), "artifacts", "screens");

    private static readonly bool TakesPictures =
        Environment.GetEnvironmentVariable("AFTERWORD_SCREENS") == "1";

    // Light and dark differ in color alone, so in dark nothing else is asked again.
    private const string RunAxe = """
        async colors => (await axe.run({ resultTypes: ['violations'], ...(colors ? { runOnly: ['color-contrast'] } : {}) })).violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .map(v => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + ' – ' + (n.failureSummary ?? '').split('\n')[1]).join(' | ')}`)
        """;

    private const string TooWide = """
        () => {
          const room = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= room) return [];
          const wide = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > room + 1
            || (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'visible'));
          return [`scrolls sideways (${document.documentElement.scrollWidth} in ${room}): ` + wide.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' | ')];
        }
        """;

    /// <summary>Looks at a page.</summary>
    /// <param name="context">The kind of reader.</param>
    /// <param name="server">Scheme, host and port.</param>
    /// <param name="path">The page.</param>
    /// <param name="width">The width in pixels, for the picture's name and the sentences.</param>
    /// <param name="expectedStatus">What the page answers.</param>
    public static async Task<List<string>> Look(
        IBrowserContext context,
        string server,
        string path,
        int width,
        int expectedStatus = 200
    )
    {
        var wrong = new List<string>();
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => wrong.Add($"script error: {error}");
        page.Console += (_, message) =>
        {
            // The browser itself reports a page that answers 404; that is what was asked for.
            if (
                message.Type == "error"
                && !(
                    expectedStatus != 200
                    && message.Text.Contains(
                        $"status of {expectedStatus}",
                        StringComparison.Ordinal
                    )
                )
            )
            {
                wrong.Add($"console: {message.Text}");
            }
        };
        var answer = await page.GotoAsync(server + path);
        if (answer?.Status != expectedStatus)
        {
            wrong.Add($"answered {answer?.Status}, not {expectedStatus}");
        }
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        wrong.AddRange(await Strings(page, TooWide));
        await page.EvaluateAsync(Axe + "\n;true");
        wrong.AddRange(await Strings(page, RunAxe, false));
        await Picture(page, path, $"{width}-light");
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        wrong.AddRange((await Strings(page, RunAxe, true)).Select(words => $"in dark: {words}"));
        await Picture(page, path, $"{width}-dark");
        await page.CloseAsync();
        return [.. wrong.Select(sentence => $"{path} at {width}: {sentence}")];
    }

    private static async Task Picture(IPage page, string path, string look)
    {
        if (TakesPictures)
        {
            Directory.CreateDirectory(Screens);
            await page.ScreenshotAsync(
                new PageScreenshotOptions
                {
                    Path = Path.Combine(Screens, $"{NameOf(path)}-{look}.png"),
                    FullPage = true,
                }
            );
        }
    }

    private static string NameOf(string path) =>
        path == "/"
            ? "home"
            : string.Concat(path.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static async Task<IEnumerable<string>> Strings(
        IPage page,
        string script,
        object? argument = null
    ) =>
        (await page.EvaluateAsync<JsonElement>(script, argument))
            .EnumerateArray()
            .Select(element => element.GetString() ?? "");

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Afterword.slnx")))
        {
            folder =
                folder.Parent
                ?? throw new InvalidOperationException(
                    "The tests stand outside of the repository."
                );
        }
        return folder.FullName;
    }
}
