using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Data.Settings;
using Afterword.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Features.Incidents;

public sealed class KeyPrefixTests
{
    [Fact]
    public async Task A_prefix_that_was_set_holds_by_every_door()
    {
        await using var app = await TestApp.Start();
        await Set(app, new OrganizationSettings { IncidentPrefix = "SEV", ItemPrefix = "FIX" });
        var browser = await app.SignIn(Role.Admin);
        var api = await app.Bearer(Role.Admin);

        using var declared = await browser.Submit(
            "/incidents/new",
            "new-incident",
            new() { ["Title"] = "Checkout answered with errors" }
        );
        using var added = await api.PostAsJsonAsync(
            "/api/v1/incidents/SEV-1/action-items",
            new { title = "Alert when 2 % of orders fail" }
        );
        using var imported = await api.PostAsync(
            new Uri("/api/v1/post-mortems/import?source=a.md", UriKind.Relative),
            new StringContent(
                "# Outage of the search\n\n2026-05-04\n\n## Action items\n\n- Add an alert (@lee)\n"
            )
        );

        Assert.Equal("/incidents/SEV-1", declared.Headers.Location?.AbsolutePath);
        Assert.Equal("/api/v1/action-items/FIX-1", added.Headers.Location?.ToString());
        Assert.Contains("\"SEV-2\"", await imported.Content.ReadAsStringAsync());
        foreach (
            var page in new[]
            {
                "/incidents",
                "/incidents/SEV-1",
                "/incidents/SEV-1/history",
                "/incidents/SEV-1/edit",
                "/incidents/SEV-2/post-mortem",
                "/incidents/SEV-2/post-mortem/edit",
                "/action-items",
                "/action-items/FIX-1",
                "/search?q=checkout",
                "/api/v1/incidents",
                "/api/v1/incidents/SEV-1",
                "/api/v1/incidents/SEV-2/post-mortem",
                "/api/v1/action-items",
                "/api/v1/post-mortems/export/SEV-2",
            }
        )
        {
            var client = page.StartsWith("/api", StringComparison.Ordinal) ? api : browser;
            using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
            var text = await answer.Content.ReadAsStringAsync();

            Assert.Equal((page, HttpStatusCode.OK), (page, answer.StatusCode));
            Assert.True(text.Contains("SEV-", StringComparison.Ordinal), page);
            // The slot of a message is no key: it stays the same whatever keys are called.
            var usual = Regex.Match(
                text,
                """.{20}(?<!((value=|slot":)"|slot=))(INC|OUT)-\d.{20}"""
            );
            Assert.True(!usual.Success, $"{page}: {usual.Value}");
        }
        using var old = await api.GetAsync(new Uri("/api/v1/incidents/INC-1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
    }

    private static Task Set(TestApp app, OrganizationSettings settings) =>
        app
            .Services.GetRequiredService<AfterwordSettings>()
            .Save(
                AllSettings.Of(typeof(OrganizationSettings)),
                settings,
                By.Product(app.Store.Now),
                0,
                default
            );
}
