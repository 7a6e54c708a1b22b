using System.Net;
using System.Net.Http.Headers;
using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Afterword.Tests.Support;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Import;

/// <summary>The document beside what was understood of it, corrected before it is stored.</summary>
public sealed class ImportReviewTests
{
    private const string Story =
        "# Queue filled up\n\n**Date**: 2025-03-04\n**Severity**: SEV2\n\n## Summary\n\nThe queue was full.\n\n## Timeline\n\n- 2025-03-04 09:02 UTC: full\n- 2025-03-04 09:40 UTC: resolved\n\n## Vendor notes\n\nA postcard.\n\n## Action Items\n\n- Cap the queue (owner: @nobody)\n- Thanks to everybody\n";

    [Fact]
    public async Task A_document_is_shown_beside_what_was_understood_and_nothing_is_stored()
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Member);

        var page = await Upload(browser, Story);

        Assert.Contains(
            "The queue was full.",
            page.QuerySelector("textarea[readonly]")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("Queue filled up", Value(page, "Incidents[0].Title"));
        Assert.Equal("2025-03-04 09:02 UTC", Value(page, "Incidents[0].Started"));
        Assert.Equal("2025-03-04 09:40 UTC", Value(page, "Incidents[0].Resolved"));
        Assert.Equal("SEV2", Value(page, "Incidents[0].Severity"));
        Assert.Equal("@nobody", Value(page, "Incidents[0].Items[0].Owner"));
        Assert.Contains("Timeline: 2 entries", page.Words(), StringComparison.Ordinal);
        await using var db = app.Read();
        Assert.Equal(0, await db.Incidents.CountAsync());
    }

    [Fact]
    public async Task What_a_person_corrects_is_stored_and_stays_when_the_document_comes_again()
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Member);
        var page = await Upload(browser, Story);

        var saved = await Send(
            browser,
            page,
            new()
            {
                ["Incidents[0].Title"] = "Queue overflow",
                ["Incidents[0].Resolved"] = "2025-03-04 11:00 +01:00",
                ["Incidents[0].Items[0].Owner"] = "Storage team",
                ["Incidents[0].Items[0].Due"] = "2025-04-01",
                ["Incidents[0].Items[0].Status"] = "in_progress",
                ["Incidents[0].Items[1].IsItem"] = null,
            }
        );

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("/incidents/INC-1", saved.Target());
        await using (var db = app.Read())
        {
            var incident = await db.Incidents.SingleAsync();
            Assert.Equal("Queue overflow", incident.Title);
            Assert.Equal(new DateTimeOffset(2025, 3, 4, 10, 0, 0, default), incident.ResolvedAt);
            var item = await db.ActionItems.SingleAsync();
            Assert.Equal(
                ("Storage team", new DateOnly(2025, 4, 1), ActionItemStatus.InProgress),
                (item.OwnerText, item.DueOn!.Value, item.Status)
            );
            Assert.Contains(
                "Thanks to everybody",
                (await db.PostMortems.SingleAsync()).Content.Sections[^1].Markdown,
                StringComparison.Ordinal
            );
        }

        var again = await Upload(browser, Story.Replace("SEV2", "SEV1", StringComparison.Ordinal));
        Assert.Contains("imported before as INC-1", again.Words(), StringComparison.Ordinal);
        Assert.Contains("The severity: sev2 → sev1", again.Words(), StringComparison.Ordinal);
        await Send(browser, again, []);

        await using var after = app.Read();
        var kept = await after.Incidents.SingleAsync();
        Assert.Equal(("Queue overflow", Core.Incidents.Severity.Sev1), (kept.Title, kept.Severity));
        Assert.Equal("Storage team", (await after.ActionItems.SingleAsync()).OwnerText);
    }

    [Fact]
    public async Task A_time_that_cannot_be_read_comes_back_with_its_sentence()
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Member);
        var page = await Upload(browser, Story);

        var answer = await Send(
            browser,
            page,
            new() { ["Incidents[0].Started"] = "yesterday at nine" }
        );

        var shown = await answer.Html();
        Assert.Contains("2026-11-21 14:02 UTC", shown.Words(), StringComparison.Ordinal);
        Assert.Equal("yesterday at nine", Value(shown, "Incidents[0].Started"));
        await using var db = app.Read();
        Assert.Equal(0, await db.Incidents.CountAsync());
    }

    private static string? Value(IHtmlDocument page, string field) =>
        page.QuerySelector($"[name='Review.{field}']") switch
        {
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement text => text.Value,
            _ => null,
        };

    private static async Task<IHtmlDocument> Upload(HttpClient browser, string text)
    {
        var page = await browser.Page("/incidents/import");
        using var form = new MultipartFormDataContent();
        foreach (
            var hidden in page.QuerySelectorAll("form[method=post] input[type=hidden]")
                .Where(i => i.Closest("form")!.QuerySelector("input[type=file]") is not null)
        )
        {
            form.Add(
                new StringContent(hidden.GetAttribute("value")!),
                hidden.GetAttribute("name")!
            );
        }
        var file = new StringContent(text);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/markdown");
        form.Add(file, page.QuerySelector("input[type=file]")!.GetAttribute("name")!, "queue.md");
        form.Add(new StringContent("yes"), "Form.Review");
        using var answer = await browser.PostAsync(
            new Uri("/incidents/import", UriKind.Relative),
            form
        );
        return await answer.Html();
    }

    private static async Task<HttpResponseMessage> Send(
        HttpClient browser,
        IHtmlDocument page,
        Dictionary<string, string?> changes
    )
    {
        var form = page.Forms.Single(f => f.QuerySelector("textarea[readonly]") is not null);
        var fields = new Dictionary<string, string>();
        foreach (var field in form.QuerySelectorAll("input[name], textarea[name], select[name]"))
        {
            switch (field)
            {
                case IHtmlInputElement { Type: "checkbox", IsChecked: false }:
                    break;
                case IHtmlInputElement input:
                    fields[input.Name!] = input.Value;
                    break;
                case IHtmlTextAreaElement text:
                    fields[text.Name!] = text.Value;
                    break;
                case IHtmlSelectElement select:
                    fields[select.Name!] = select.Value ?? "";
                    break;
            }
        }
        foreach (var (name, value) in changes)
        {
            fields.Remove($"Review.{name}");
            if (value is not null)
            {
                fields[$"Review.{name}"] = value;
            }
        }
        return await browser.PostAsync(
            new Uri("/incidents/import", UriKind.Relative),
            new FormUrlEncodedContent(fields)
        );
    }
}
