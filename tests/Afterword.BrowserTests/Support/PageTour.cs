using System.Text.Json;
using Microsoft.Playwright;

namespace Afterword.BrowserTests.Support;

/// <summary>
/// Looks at one page as one kind of reader: a picture in artifacts/screens, and whatever is wrong with it in plain sentences:
/// serious accessibility findings, sideways scroll, errors in the console (the content-security-policy speaks there too).
/// </summary>
public static class PageTour
{
    private static readonly string Axe = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "axe.min.js")
    );
    private static readonly string Screens = Path.Combine(RepositoryRoot(), "artifacts", "screens");

    private const string RunAxe = """
        async () => (await axe.run({ resultTypes: ['violations'] })).violations
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
    /// <param name="look">What sets this reader apart, for the picture's name and the sentences: <c>360-dark</c>.</param>
    /// <param name="expectedStatus">What the page answers.</param>
    public static async Task<List<string>> Look(
        IBrowserContext context,
        string server,
        string path,
        string look,
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
        Directory.CreateDirectory(Screens);
        await page.ScreenshotAsync(
            new PageScreenshotOptions
            {
                Path = Path.Combine(Screens, $"{NameOf(path)}-{look}.png"),
                FullPage = true,
            }
        );
        wrong.AddRange(await Strings(page, TooWide));
        await page.EvaluateAsync(Axe + "\n;true");
        wrong.AddRange(await Strings(page, RunAxe));
        await page.CloseAsync();
        return [.. wrong.Select(sentence => $"{path} at {look}: {sentence}")];
    }

    private static string NameOf(string path) =>
        path == "/"
            ? "home"
            : string.Concat(path.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static async Task<IEnumerable<string>> Strings(IPage page, string script) =>
        (await page.EvaluateAsync<JsonElement>(script))
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
