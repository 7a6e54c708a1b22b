using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.PostMortems;

public sealed class PostMortemApiTests
{
    private const string Address = "/api/v1/incidents/INC-1/post-mortem";
    private const string Export = "/api/v1/post-mortems/export/INC-1";

    private static Task Declare(TestApp app, bool restricted = false) =>
        app.Store.Write(async db =>
        {
            db.Incidents.Add(
                Incident.Declare(
                    await db.NextIncident(),
                    Some.IncidentDetails(
                        "Checkout \"refused\" cards; ../../etc",
                        resolvedAt: Some.Now.AddHours(-2)
                    ) with
                    {
                        Restricted = restricted,
                    },
                    By.Product(app.Store.Now)
                )
            );
        });

    private static async Task<HttpResponseMessage> Send(
        HttpClient api,
        string method,
        object? body,
        string? seen = null,
        string address = Address
    )
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            new Uri(address, UriKind.Relative)
        );
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }
        if (seen is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", seen);
        }
        return await api.SendAsync(request);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_program_starts_changes_and_replaces_a_post_mortem(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await Declare(app);
        var api = await app.Bearer(Role.Member);
        using var none = await Send(api, "GET", null);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);

        using var created = await Send(
            api,
            "PATCH",
            new
            {
                summary = "It broke.",
                rootCause = "Nothing watched the expiry.",
                authors = new[] { "Ana" },
                timeline = new[]
                {
                    new { at = "2026-11-21T07:00:00Z", text = "mended" },
                    new { at = "2026-11-21T07:00:00+01:00", text = "broke" },
                },
                learnings = new[]
                {
                    new
                    {
                        category = "prevention",
                        observation = "Nobody owned it.",
                        lesson = "Name owners.",
                    },
                },
                otherSections = new[] { new { heading = "Glossary", markdown = "- LB" } },
            }
        );
        Assert.Equal(
            (HttpStatusCode.Created, "\"1\"", Address),
            (created.StatusCode, created.Headers.ETag?.Tag, created.Headers.Location?.ToString())
        );

        using var unseen = await Send(api, "PATCH", new { summary = "Y" });
        Assert.Equal((HttpStatusCode)428, unseen.StatusCode);
        using var changed = await Send(api, "PATCH", new { wentWell = "- The runbook" }, "\"1\"");
        var json = await changed.Json();
        Assert.Equal(
            ["broke", "mended"],
            json.GetProperty("timeline")
                .EnumerateArray()
                .Select(e => e.GetProperty("text").GetString()!)
        );
        Assert.Equal(
            "2026-11-21T06:00:00Z",
            json.GetProperty("timeline")[0].GetProperty("at").GetString()
        );
        Assert.Equal(
            ("It broke.", "- The runbook", "Glossary", 60),
            (
                json.GetProperty("summary").GetString(),
                json.GetProperty("wentWell").GetString(),
                json.GetProperty("otherSections")[0].GetProperty("heading").GetString(),
                json.GetProperty("durationMinutes").GetInt32()
            )
        );
        using var stale = await Send(api, "PATCH", new { summary = "Z" }, "\"1\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);

        using var same = await Send(api, "PUT", json, "\"2\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (same.StatusCode, same.Headers.ETag?.Tag));
        using var replaced = await Send(api, "PUT", new { summary = "Only this" }, "\"2\"");
        var left = await replaced.Json();
        Assert.Equal(
            ("Only this", "", 0, 0),
            (
                left.GetProperty("summary").GetString(),
                left.GetProperty("rootCause").GetString(),
                left.GetProperty("timeline").GetArrayLength(),
                left.GetProperty("otherSections").GetArrayLength()
            )
        );
    }

    [Theory]
    [InlineData("{\"sumary\":\"X\"}", "sumary")]
    [InlineData("{\"timeline\":[{\"at\":\"2026-11-21T07:00:00Z\"}]}", "timeline")]
    [InlineData("{\"timeline\":[{\"text\":\"X\"}]}", "timeline")]
    [InlineData("{\"timeline\":\"14:02 X\"}", "timeline")]
    [InlineData("{\"learnings\":[{\"category\":\"luck\",\"lesson\":\"X\"}]}", "learnings")]
    [InlineData("{\"otherSections\":[{\"markdown\":\"X\"}]}", "otherSections")]
    [InlineData("{\"summary\":7}", "summary")]
    public async Task A_wrong_body_is_refused_by_the_name_of_its_field(string body, string field)
    {
        await using var app = await TestApp.Start();
        await Declare(app);
        var api = await app.Bearer(Role.Member);

        using var answer = await Send(api, "PATCH", JsonSerializer.Deserialize<JsonElement>(body));

        Assert.Equal((HttpStatusCode)422, answer.StatusCode);
        Assert.True((await answer.Json()).GetProperty("errors").TryGetProperty(field, out _));
        await using var db = app.Read();
        Assert.Empty(await db.PostMortems.ToListAsync());
    }

    [Fact]
    public async Task Publishing_is_for_leads_and_what_is_published_is_not_changed_in_place()
    {
        await using var app = await TestApp.Start();
        await Declare(app);
        var member = await app.Bearer(Role.Member);
        var lead = await app.Bearer(Role.Lead);
        (
            await Send(
                member,
                "PUT",
                new { summary = "It broke.", rootCause = "`DB_PASSWORD=\"kX9!vq27Lm\"` ran out." }
            )
        ).Dispose();

        using var refused = await Send(member, "POST", null, address: $"{Address}/publish");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var open = await Send(lead, "POST", null, address: $"{Address}/publish");
        Assert.True((await open.Json()).GetProperty("errors").TryGetProperty("override", out _));
        using var published = await Send(
            lead,
            "POST",
            new { @override = "The rest follows" },
            address: $"{Address}/publish"
        );
        Assert.Equal("published", (await published.Json()).GetProperty("state").GetString());
        using var changed = await Send(member, "PATCH", new { summary = "Y" }, "*");
        Assert.Equal((HttpStatusCode)422, changed.StatusCode);
        using var reopened = await Send(
            member,
            "POST",
            new { reason = "A number" },
            address: $"{Address}/reopen"
        );
        Assert.Equal("reopened", (await reopened.Json()).GetProperty("state").GetString());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_export_is_Markdown_under_a_safe_name_and_reads_back_the_same(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Declare(app);
        var api = await app.Bearer(Role.Member);
        (
            await Send(
                api,
                "PUT",
                new
                {
                    summary = "It broke.",
                    learnings = new[]
                    {
                        new
                        {
                            category = "detection",
                            observation = "O",
                            lesson = "L",
                        },
                    },
                }
            )
        ).Dispose();

        using var answer = await api.GetAsync(new Uri(Export, UriKind.Relative));

        Assert.Equal(
            "text/markdown; charset=utf-8",
            answer.Content.Headers.ContentType?.ToString()
        );
        Assert.Equal(
            "attachment; filename=INC-1-checkout-refused-cards-etc.md",
            answer.Content.Headers.ContentDisposition?.ToString()
        );
        var text = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("---\nformat: afterword/1\nkey: INC-1\n", text, StringComparison.Ordinal);
        Assert.Equal(
            text,
            PostMortemWriter.Write(Assert.Single(PostMortemReader.Read(text).Documents))
        );
        // The link on the page works in a browser, too.
        var browser = await app.SignIn(Role.Viewer);
        Assert.Equal(text, await browser.GetStringAsync(new Uri(Export, UriKind.Relative)));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_restricted_one_is_not_there_for_others_and_readings_are_noted(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        var named = await app.AddPerson("named");
        await app.Store.Write(async db =>
        {
            var details = Some.IncidentDetails("Badge misuse") with
            {
                Restricted = true,
                ReaderIds = [named.Id],
            };
            db.Incidents.Add(
                Incident.Declare(await db.NextIncident(), details, By.Product(app.Store.Now))
            );
            db.PostMortems.Add(
                PostMortem.Start(1, new PostMortemContent(), By.Product(app.Store.Now))
            );
        });
        var other = await app.Bearer(Role.Admin);
        var browser = await app.SignIn(Role.Admin);
        foreach (
            var (method, address) in new[]
            {
                ("GET", Address),
                ("PATCH", Address),
                ("PUT", Address),
                ("GET", Export),
                ("POST", $"{Address}/review"),
                ("POST", $"{Address}/publish"),
                ("POST", $"{Address}/reopen"),
            }
        )
        {
            using var answer = await Send(
                other,
                method,
                method == "GET" ? null : new { },
                "*",
                address
            );
            Assert.Equal(
                (method, address, HttpStatusCode.NotFound),
                (method, address, answer.StatusCode)
            );
        }
        foreach (
            var page in new[]
            {
                "/incidents/INC-1/post-mortem",
                "/incidents/INC-1/post-mortem/edit",
            }
        )
        {
            using var answer = await browser.GetAsync(new Uri(page, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        var reader = await app.Bearer(Role.Member, handle: "named");
        foreach (var address in new[] { Address, Export })
        {
            using var answer = await reader.GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        await using var db = app.Read();
        Assert.Equal(
            1,
            await db.Events.CountAsync(e =>
                e.Kind == EventKind.RestrictedRead && e.ActorId == named.Id
            )
        );
    }
}
