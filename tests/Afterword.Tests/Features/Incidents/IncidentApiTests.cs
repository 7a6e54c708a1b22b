using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Incidents;

public sealed class IncidentApiTests
{
    private static async Task<HttpResponseMessage> Patch(
        HttpClient api,
        string address,
        object body,
        string? seen
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Patch,
            new Uri(address, UriKind.Relative)
        )
        {
            Content = JsonContent.Create(body),
        };
        if (seen is not null)
        {
            request.Headers.IfMatch.Add(
                seen == "*" ? EntityTagHeaderValue.Any : new EntityTagHeaderValue(seen)
            );
        }
        return await api.SendAsync(request);
    }

    private static Task<HttpResponseMessage> Post(HttpClient api, string address, object body) =>
        api.PostAsJsonAsync(new Uri(address, UriKind.Relative), body);

    private static async Task<JsonElement> Get(HttpClient api, string address)
    {
        using var answer = await api.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_program_declares_reads_and_changes_an_incident(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await app.AddPerson("lee");
        var api = await app.Bearer(Role.Member);

        using var created = await Post(
            api,
            "/api/v1/incidents",
            new
            {
                title = "Checkout refused cards",
                severity = "sev2",
                startedAt = "2026-11-21T08:00:00+01:00",
                lead = "@lee",
                tags = new[] { "dns" },
                people = new[] { new { handle = "lee", role = "on call" } },
                milestones = new[]
                {
                    new { name = "All listed", targetAt = "2026-11-30T12:00:00Z" },
                },
            }
        );

        Assert.Equal(
            (HttpStatusCode.Created, "/api/v1/incidents/INC-1", "\"1\""),
            (created.StatusCode, created.Headers.Location?.ToString(), created.Headers.ETag?.Tag)
        );
        var json = await created.Json();
        Assert.Equal("2026-11-21T07:00:00Z", json.GetProperty("startedAt").GetString());
        Assert.Equal("lee", json.GetProperty("lead").GetProperty("handle").GetString());
        Assert.Equal("ongoing", json.GetProperty("status").GetString());

        using var patched = await Patch(
            api,
            "/api/v1/incidents/INC-1",
            new { resolvedAt = "2026-11-21T08:54:00Z", impact = "All cards" },
            "\"1\""
        );
        Assert.Equal(HttpStatusCode.OK, patched.StatusCode);
        var read = await Get(api, "/api/v1/incidents/INC-1");
        Assert.Equal(
            ("resolved", 114, "All cards"),
            (
                read.GetProperty("status").GetString(),
                read.GetProperty("durationMinutes").GetInt32(),
                read.GetProperty("impact").GetString()
            )
        );
        Assert.Equal(
            "All listed",
            read.GetProperty("milestones")[0].GetProperty("name").GetString()
        );

        using var stale = await Patch(api, "/api/v1/incidents/INC-1", new { title = "Y" }, "\"1\"");
        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, 2),
            (stale.StatusCode, (await stale.Json()).GetProperty("currentVersion").GetInt32())
        );
        using var unseen = await Patch(api, "/api/v1/incidents/INC-1", new { title = "Y" }, null);
        Assert.Equal(HttpStatusCode.PreconditionRequired, unseen.StatusCode);
    }

    [Fact]
    public async Task What_reading_gave_can_be_sent_back_whole_and_changes_nothing()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Member);
        (
            await Post(
                api,
                "/api/v1/incidents",
                new
                {
                    title = "X",
                    restricted = true,
                    sourceLinks = new[] { new { title = "G", url = "https://g.example.test" } },
                }
            )
        ).Dispose();
        var read = await Get(api, "/api/v1/incidents/INC-1");

        using var same = await Patch(api, "/api/v1/incidents/INC-1", read, "\"1\"");

        Assert.Equal((HttpStatusCode.OK, "\"1\""), (same.StatusCode, same.Headers.ETag?.Tag));
        await using var db = app.Read();
        Assert.Equal(0, await db.Events.CountAsync(e => e.Kind == EventKind.IncidentChanged));
    }

    [Theory]
    [InlineData("{\"title\":\"\"}", "title")]
    [InlineData("{\"title\":\"X\",\"severity\":\"terrible\"}", "severity")]
    [InlineData("{\"title\":\"X\",\"lead\":\"nobody\"}", "lead")]
    [InlineData("{\"title\":\"X\",\"services\":[\"nothing\"]}", "services")]
    [InlineData("{\"title\":\"X\",\"startedAt\":\"yesterday\"}", "startedAt")]
    [InlineData(
        "{\"title\":\"X\",\"startedAt\":\"2026-11-21T08:00:00Z\",\"resolvedAt\":\"2026-11-21T07:00:00Z\"}",
        "resolvedAt"
    )]
    [InlineData(
        "{\"title\":\"X\",\"sourceLinks\":[{\"url\":\"javascript:alert(1)\"}]}",
        "sourceLinks"
    )]
    [InlineData("{\"title\":\"X\",\"sourceLinks\":[{}]}", "sourceLinks")]
    [InlineData("{\"title\":\"X\",\"milestones\":[{\"name\":\"M\"}]}", "milestones")]
    [InlineData("{\"title\":\"X\",\"titel\":\"Y\"}", "titel")]
    public async Task A_wrong_body_is_refused_by_the_name_of_its_field(string body, string field)
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Member);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await api.PostAsync(
            new Uri("/api/v1/incidents", UriKind.Relative),
            content
        );

        Assert.Equal((HttpStatusCode)422, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True((await answer.Json()).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task The_status_is_reached_by_deeds_also_when_a_patch_names_it()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Member);
        (await Post(api, "/api/v1/incidents", new { title = "X" })).Dispose();

        using var resolved = await Patch(
            api,
            "/api/v1/incidents/INC-1",
            new { status = "resolved" },
            "*"
        );
        Assert.Equal("resolved", (await resolved.Json()).GetProperty("status").GetString());
        using var silent = await Patch(
            api,
            "/api/v1/incidents/INC-1",
            new { status = "ongoing" },
            "*"
        );
        Assert.Equal((HttpStatusCode)422, silent.StatusCode);
        using var reopened = await Patch(
            api,
            "/api/v1/incidents/INC-1",
            new { status = "ongoing", reason = "It is back" },
            "*"
        );
        Assert.Equal("ongoing", (await reopened.Json()).GetProperty("status").GetString());
        using var cleared = await api.PostAsync(
            new Uri("/api/v1/incidents/INC-1/resolve", UriKind.Relative),
            null
        );
        Assert.Equal("resolved", (await cleared.Json()).GetProperty("status").GetString());
        using var nulled = await Patch(
            api,
            "/api/v1/incidents/INC-1",
            new Dictionary<string, object?> { ["resolvedAt"] = null },
            "*"
        );
        Assert.Equal((HttpStatusCode)422, nulled.StatusCode);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_list_is_walked_newest_first_without_a_gap(string provider)
    {
        await using var app = await TestApp.Start(provider);
        var api = await app.Bearer(Role.Member);
        for (var i = 0; i < 7; i++)
        {
            // Two share each instant: the number decides between them.
            (
                await Post(
                    api,
                    "/api/v1/incidents",
                    new { title = $"No {i}", startedAt = Some.Now.AddDays(-(i / 2)) }
                )
            ).Dispose();
        }

        var seen = new List<string>();
        for (var next = "/api/v1/incidents?limit=2"; next is not null; )
        {
            var page = await Get(api, next);
            seen.AddRange(
                page.GetProperty("items")
                    .EnumerateArray()
                    .Select(i => i.GetProperty("key").GetString()!)
            );
            next = page.GetProperty("next").GetString() is { } cursor
                ? $"/api/v1/incidents?limit=2&cursor={cursor}"
                : null;
        }

        Assert.Equal(["INC-2", "INC-1", "INC-4", "INC-3", "INC-6", "INC-5", "INC-7"], seen);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Filters_narrow_the_list(string provider)
    {
        await using var app = await TestApp.Start(provider);
        var api = await app.Bearer(Role.Lead);
        await app.Store.Write(db =>
        {
            var by = By.Product(app.Store.Now);
            db.Teams.Add(
                Team.Add(1, new TeamDetails { Handle = "payments", Name = "Payments" }, by)
            );
            db.Services.Add(
                Service.Add(
                    1,
                    new ServiceDetails
                    {
                        Handle = "checkout",
                        Name = "Checkout",
                        OwnerTeamId = 1,
                    },
                    by
                )
            );
            return Task.CompletedTask;
        });
        (
            await Post(
                api,
                "/api/v1/incidents",
                new
                {
                    title = "Cards refused",
                    severity = "sev1",
                    services = new[] { "checkout" },
                    tags = new[] { "dns" },
                }
            )
        ).Dispose();
        (
            await Post(
                api,
                "/api/v1/incidents",
                new
                {
                    title = "Slow search",
                    severity = "sev3",
                    resolvedAt = Some.Now,
                }
            )
        ).Dispose();

        foreach (
            var (query, keys) in new[]
            {
                ("severity=sev1", "INC-1"),
                ("status=resolved", "INC-2"),
                ("status=active", "INC-1"),
                ("team=@payments", "INC-1"),
                ("service=checkout", "INC-1"),
                ("tag=dns", "INC-1"),
                ("q=SEARCH", "INC-2"),
                ("q=inc-2", "INC-2"),
                ("team=none", ""),
                ("status=open", "INC-2,INC-1"),
            }
        )
        {
            var items = (await Get(api, $"/api/v1/incidents?{query}"))
                .GetProperty("items")
                .EnumerateArray();
            Assert.Equal(
                $"{query}: {keys}",
                $"{query}: {string.Join(',', items.Select(i => i.GetProperty("key").GetString()))}"
            );
        }
        using var wrong = await api.GetAsync(
            new Uri("/api/v1/incidents?status=weird", UriKind.Relative)
        );
        Assert.Equal((HttpStatusCode)422, wrong.StatusCode);
    }

    [Fact]
    public async Task Who_may_only_read_cannot_declare()
    {
        await using var app = await TestApp.Start();
        var viewer = await app.Bearer(Role.Viewer);

        using var answer = await Post(viewer, "/api/v1/incidents", new { title = "X" });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
