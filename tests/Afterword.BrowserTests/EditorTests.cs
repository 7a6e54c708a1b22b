using Afterword.BrowserTests.Support;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Microsoft.Playwright;

namespace Afterword.BrowserTests;

/// <summary>Two people write one post-mortem, with a real browser.</summary>
public sealed class EditorTests(RunningServer server, Chromium chromium)
{
    private async Task<string> NewIncident()
    {
        var number = await server.Store.Write(async db =>
        {
            var now = server.Store.Now;
            var incident = Incident.Declare(
                await db.NextIncident(),
                new IncidentDetails
                {
                    Title = "Searches timed out",
                    StartedAt = now.AddHours(-3),
                    ResolvedAt = now.AddHours(-2),
                    Impact = "Every fourth search failed.",
                },
                By.Product(now)
            );
            db.Incidents.Add(incident);
            return incident.Number;
        });
        return $"{server.Url}/incidents/INC-{number}/post-mortem";
    }

    private static ILocator Box(IPage page, string name) =>
        page.GetByRole(AriaRole.Textbox, new() { NameRegex = new($"^{name}") }).First;

    [Fact]
    public async Task I_write_see_the_mark_take_the_fix_merge_with_another_author_and_publish()
    {
        var address = await NewIncident();
        await using var ana = await chromium.Open(reader: server);
        await using var lee = await chromium.Open(scripts: false);
        await lee.AddCookiesAsync([
            new Cookie
            {
                Name = "afterword",
                Value = await server.SessionOf("lee"),
                Url = server.Url,
            },
        ]);
        var wrong = new List<string>();
        var page = await ana.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                wrong.Add(message.Text);
            }
        };
        page.PageError += (_, error) => wrong.Add(error);

        // What I type is marked, the fix is one click, the draft is kept, the preview stands beside.
        await page.GotoAsync($"{address}/edit");
        await Box(page, "Summary").ClickAsync();
        await page.Keyboard.TypeAsync("Searches failed for an hour: the the index was full.");
        await Assertions
            .Expect(page.Locator("[data-save-state]"))
            .ToContainTextAsync("Draft saved");
        await Assertions.Expect(page.Locator(".cm-lintRange").First).ToBeVisibleAsync();
        await Assertions
            .Expect(page.Locator("[data-preview]"))
            .ToContainTextAsync("Searches failed");
        await page.Locator("[data-findings] button", new() { HasTextString = "Take one “the” out" })
            .First.ClickAsync();
        await Assertions
            .Expect(Box(page, "Summary"))
            .ToHaveTextAsync("Searches failed for an hour: the index was full.");

        // After a crash of the browser the words are there again.
        await Assertions
            .Expect(page.Locator("[data-save-state]"))
            .ToContainTextAsync("Draft saved");
        var again = await ana.NewPageAsync();
        await again.GotoAsync($"{address}/edit");
        await Assertions
            .Expect(again.GetByText("These words of yours were not saved."))
            .ToBeVisibleAsync();
        await Assertions.Expect(Box(again, "Summary")).ToContainTextAsync("the index was full");
        await again.CloseAsync();

        // Lee, whose scripts are off, starts it meanwhile; my save shows both texts, the next one keeps both.
        var other = await lee.NewPageAsync();
        await other.GotoAsync($"{address}/edit");
        await other.GetByLabel("Summary").First.FillAsync("Words of Lee.");
        await other.GetByLabel("Root Cause").First.FillAsync("The disk of the index was full.");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions
            .Expect(other.Locator("article.document"))
            .ToContainTextAsync("Words of Lee.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Lee Chen saved in between.")).ToBeVisibleAsync();
        await Assertions.Expect(Box(page, "Summary")).ToContainTextAsync("Words of Lee.");
        await Assertions
            .Expect(Box(page, "Root Cause"))
            .ToHaveTextAsync("The disk of the index was full.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Assertions
            .Expect(page.Locator("article.document"))
            .ToContainTextAsync("the index was full.");
        await Assertions
            .Expect(page.Locator("article.document"))
            .ToContainTextAsync("Words of Lee.");

        await page.GotoAsync($"{address}/publish");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publish and send") })
            .ClickAsync();
        await Assertions.Expect(page.GetByText("is published")).ToBeVisibleAsync();
        Assert.Equal([], wrong);
    }
}
