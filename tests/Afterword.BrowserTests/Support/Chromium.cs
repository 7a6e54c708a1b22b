using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Afterword.BrowserTests.Support.Chromium))]

namespace Afterword.BrowserTests.Support;

/// <summary>Debian's Chromium, driven by Playwright; one for all tests, a fresh context for each.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Without these Chromium asks the world for updates and suggestions, and inside a container it cannot make its sandbox.
    private static readonly string[] Quiet =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    /// <summary>Milliseconds; a page that takes longer never comes. Two cores may be busy with all other tests.</summary>
    private const int Patience = 120_000;

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = Quiet,
                Timeout = Patience,
            }
        );
        Assertions.SetDefaultExpectTimeout(Patience);
    }

    /// <summary>A fresh context.</summary>
    /// <param name="width">Pixels; below 600 it is a phone.</param>
    /// <param name="dark">What the system prefers.</param>
    /// <param name="scripts">False: as somebody whose scripts are off.</param>
    /// <param name="reader">The server at which Ana is signed in; null for a stranger.</param>
    public async Task<IBrowserContext> Open(
        int width = 1440,
        bool dark = false,
        bool scripts = true,
        RunningServer? reader = null
    )
    {
        var context = await _browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 780 : 900 },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                ReducedMotion = ReducedMotion.Reduce, // a color half-way between two themes is nobody's
                JavaScriptEnabled = scripts,
                Locale = "en-US",
            }
        );
        context.SetDefaultTimeout(Patience);
        if (reader is not null)
        {
            await context.AddCookiesAsync([
                new Cookie
                {
                    Name = "afterword",
                    Value = reader.Session,
                    Url = reader.Url,
                },
            ]);
        }
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
        _playwright?.Dispose();
    }
}
