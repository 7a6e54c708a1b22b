using Afterword.BrowserTests.Support;
using Microsoft.Playwright;

namespace Afterword.BrowserTests;

public sealed class ShellTests(RunningServer server, Chromium chromium)
{
    [Theory]
    [InlineData("/gallery")]
    [InlineData("/no-such-page")]
    [InlineData("/healthz")]
    [InlineData("/api/v1/no-such-thing")]
    [InlineData("/lib/nothing/nothing.js")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri(server.Url + path));

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Bundled_files_may_be_kept_for_a_year_because_their_address_changes_with_them()
    {
        using var http = new HttpClient();
        var page = await http.GetStringAsync(new Uri(server.Url + "/gallery"));
        var address = System
            .Text.RegularExpressions.Regex.Match(page, "/lib/[^\"]+/app\\.css")
            .Value;

        using var answer = await http.GetAsync(new Uri(server.Url + address));

        Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
    }

    [Fact]
    public async Task The_theme_is_chosen_without_any_script_and_kept()
    {
        await using var context = await chromium.Open(scripts: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url + "/gallery");

        await page.Locator(".side .user summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Dark" }).ClickAsync();

        Assert.EndsWith("/gallery", page.Url, StringComparison.Ordinal);
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-bs-theme"));
    }

    [Fact]
    public async Task The_first_tab_stop_skips_to_the_content()
    {
        await using var context = await chromium.Open();
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url + "/gallery");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        Assert.Equal("main", await page.EvaluateAsync<string>("() => document.activeElement.id"));
    }

    [Fact]
    public async Task A_wrong_field_is_named_at_the_top_described_below_and_keeps_what_was_typed()
    {
        await using var context = await chromium.Open(scripts: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url + "/gallery");

        await page.GetByLabel("Title").FillAsync("Alert 30 days before expiry");
        await page.GetByLabel("Due").FillAsync("some day");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create item" }).ClickAsync();

        var due = page.GetByLabel("Due");
        Assert.Equal("some day", await due.InputValueAsync());
        Assert.Equal("true", await due.GetAttributeAsync("aria-invalid"));
        Assert.Contains(
            "is no date yet",
            await page.Locator("#" + await due.GetAttributeAsync("aria-describedby"))
                .InnerTextAsync(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "#" + await due.GetAttributeAsync("id"),
            await page.Locator("form [role=alert] a").GetAttributeAsync("href")
        );
        Assert.Null(await page.GetByLabel("Title").GetAttributeAsync("aria-invalid"));
    }

    [Fact]
    public async Task A_form_that_was_saved_redirects_and_says_so_once()
    {
        await using var context = await chromium.Open();
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url + "/gallery");

        await page.GetByLabel("Title").FillAsync("Alert 30 days before expiry");
        await page.GetByLabel("Due").FillAsync("2026-12-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create item" }).ClickAsync();

        await Assertions
            .Expect(page.GetByRole(AriaRole.Status))
            .ToContainTextAsync("“Alert 30 days before expiry” would be created now.");
        await page.ReloadAsync(); // a redirect, so nothing is posted again
        await Assertions.Expect(page.GetByText("would be created now")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_with_a_calm_page()
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([
            new("_handler", "gallery"),
            new("Form.Title", "x"),
        ]);

        using var answer = await http.PostAsync(new Uri(server.Url + "/gallery"), form);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "This form could not be read",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_slash_goes_to_the_search()
    {
        await using var context = await chromium.Open(reader: server);
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url + "/people");

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("@lee");
        await page.Keyboard.PressAsync("Enter");

        await Assertions
            .Expect(
                page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Lee Chen" })
            )
            .ToBeVisibleAsync();
    }

    [Fact]
    public async Task Letters_typed_into_a_field_go_nowhere()
    {
        await using var context = await chromium.Open(reader: server);
        var page = await context.NewPageAsync();
        await page.GotoAsync(server.Url + "/people/new");

        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("");
        await page.Keyboard.TypeAsync("g i / g a");

        Assert.EndsWith("/people/new", page.Url, StringComparison.Ordinal);
        Assert.Equal(
            "g i / g a",
            await page.GetByLabel("Name", new() { Exact = true }).InputValueAsync()
        );
    }
}
