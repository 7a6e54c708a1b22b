using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.PostMortems.Writing;

/// <summary>What the tests of the editor share: an incident, its pages, what the script sends.</summary>
internal static class Written
{
    public const string Page = "/incidents/INC-1/post-mortem";
    public const string Edit = $"{Page}/edit";
    public const string Form = "edit-post-mortem";

    public static Task Declare(
        TestApp app,
        int? team = null,
        string[]? tags = null,
        string title = "Checkout refused cards"
    ) =>
        app.Store.Write(async db =>
        {
            db.Incidents.Add(
                Incident.Declare(
                    await db.NextIncident(),
                    Some.IncidentDetails(title, resolvedAt: Some.Now.AddHours(-2)) with
                    {
                        TeamId = team,
                        Tags = tags ?? [],
                    },
                    By.Product(app.Store.Now)
                )
            );
        });

    /// <summary>Starts the post-mortem with a summary and a cause.</summary>
    public static Task Start(TestApp app, int? by = null) =>
        app.Store.Write(db =>
        {
            db.PostMortems.Add(
                PostMortem.Start(
                    1,
                    new PostMortemContent
                    {
                        Sections =
                        [
                            new(SectionKind.Summary, "Summary", "It broke."),
                            new(SectionKind.RootCause, "Root Cause", "A flag."),
                        ],
                    },
                    new By(by, Door.Web, app.Store.Now)
                )
            );
            return Task.CompletedTask;
        });

    public static async Task<PostMortem> Stored(TestApp app)
    {
        await using var db = app.Read();
        return await db.PostMortems.SingleAsync();
    }

    /// <summary>The name of the text box of a section, without <c>Form.</c>.</summary>
    public static async Task<string> BoxOf(HttpClient browser, string heading)
    {
        var page = await browser.Page(Edit);
        var label = page.QuerySelectorAll("form label")
            .First(l => l.TextContent.StartsWith(heading, StringComparison.Ordinal));
        return page.GetElementById(label.GetAttribute("for")!)!.GetAttribute("name")![
            "Form.".Length..
        ];
    }

    public static string? Value(IHtmlDocument page, string field) =>
        page.QuerySelector<IHtmlTextAreaElement>($"[name='Form.{field}']")?.Value;

    /// <summary>What the editor's script sends at a pause.</summary>
    public static async Task<(int Status, JsonElement Answer)> Type(
        HttpClient browser,
        object form,
        string place = "Summary",
        string? focus = null,
        bool keep = true,
        bool leaving = false
    )
    {
        using var answer = await browser.PostAsJsonAsync(
            new Uri($"{Page}/draft", UriKind.Relative),
            new
            {
                form,
                keep,
                place,
                focus,
                leaving,
            }
        );
        return ((int)answer.StatusCode, await answer.Json());
    }

    /// <summary>The form as the script sends it, with one section's text.</summary>
    public static object Typed(string summary, int version = 1) =>
        new
        {
            version = version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            sections = new[]
            {
                new
                {
                    kind = "summary",
                    heading = "Summary",
                    markdown = summary,
                },
                new
                {
                    kind = "timeline",
                    heading = "Timeline",
                    markdown = "",
                },
                new
                {
                    kind = "root_cause",
                    heading = "Root Cause",
                    markdown = "A flag.",
                },
            },
            timeline = new[] { new { stamp = "06:00", text = "it begins" } },
        };
}
