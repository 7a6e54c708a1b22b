using System.Net;
using System.Net.Http.Json;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Incidents;

/// <summary>A restricted incident exists for the people it names, and for nobody else, whichever door they try.</summary>
public sealed class RestrictedIncidentTests
{
    private static readonly string[] Pages =
    [
        "/incidents/INC-1",
        "/incidents/INC-1/edit",
        "/incidents/INC-1/history",
        "/api/v1/incidents/INC-1",
    ];

    private static async Task Declare(TestApp app)
    {
        await app.AddPerson("named");
        var ana = await app.Bearer(Role.Member, handle: "ana");
        using var created = await ana.PostAsJsonAsync(
            new Uri("/api/v1/incidents", UriKind.Relative),
            new
            {
                title = "Badge misuse",
                restricted = true,
                readers = new[] { "named" },
            }
        );
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        return answer.StatusCode;
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task It_is_not_there_for_others_not_even_for_an_administrator(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await Declare(app);
        foreach (
            var other in new[]
            {
                await app.SignIn(Role.Admin),
                await app.SignIn(Role.Lead),
                await app.SignIn(Role.Member),
            }
        )
        {
            foreach (var address in Pages[..3])
            {
                Assert.Equal(
                    (address, HttpStatusCode.NotFound),
                    (address, await Status(other, address))
                );
            }
            Assert.DoesNotContain(
                "Badge misuse",
                (await other.Page("/incidents")).Words(),
                StringComparison.Ordinal
            );
        }
        var api = await app.Bearer(Role.Admin);
        Assert.Equal(HttpStatusCode.NotFound, await Status(api, Pages[3]));
        Assert.Equal(
            0,
            (
                await (
                    await api.GetAsync(new Uri("/api/v1/incidents?q=badge", UriKind.Relative))
                ).Json()
            )
                .GetProperty("items")
                .GetArrayLength()
        );
        using var patch = new HttpRequestMessage(
            HttpMethod.Patch,
            new Uri(Pages[3], UriKind.Relative)
        )
        {
            Content = JsonContent.Create(new { title = "Mine" }),
        };
        patch.Headers.TryAddWithoutValidation("If-Match", "*");
        Assert.Equal(HttpStatusCode.NotFound, (await api.SendAsync(patch)).StatusCode);
        foreach (var deed in new[] { "resolve", "reopen", "follow" })
        {
            using var answer = await api.PostAsync(
                new Uri($"{Pages[3]}/{deed}", UriKind.Relative),
                null
            );
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_named_and_whoever_declared_it_read_it_by_every_door(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await Declare(app);
        foreach (var handle in new[] { "named", "ana" })
        {
            var browser = await app.SignIn(Role.Member, handle);
            foreach (var address in Pages[..3])
            {
                Assert.Equal(
                    (address, HttpStatusCode.OK),
                    (address, await Status(browser, address))
                );
            }
            Assert.Contains(
                "Restricted",
                (await browser.Page("/incidents/INC-1")).Words(),
                StringComparison.Ordinal
            );
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Each_reading_is_noted_once_a_person_and_hour(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await Declare(app);
        var named = await app.SignIn(Role.Member, "named");
        var ana = await app.SignIn(Role.Member, "ana");

        await named.Page("/incidents/INC-1");
        await named.Page("/incidents/INC-1");
        await named.Page("/incidents/INC-1/history");
        await ana.Page("/incidents/INC-1");
        Assert.Equal(2, await Readings(app));

        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await named.Page("/incidents/INC-1");
        Assert.Equal(3, await Readings(app));
        await using var db = app.Read();
        Assert.Equal(1, (await db.Incidents.SingleAsync()).Version);
    }

    [Fact]
    public async Task Whoever_closes_it_to_others_cannot_lock_themselves_or_the_lead_out()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("lou");
        var ana = await app.SignIn(Role.Member, "ana");
        (
            await ana.Submit(
                "/incidents/new",
                "new-incident",
                new() { ["Title"] = "X", ["Lead"] = "lou" }
            )
        ).Dispose();
        var bo = await app.SignIn(Role.Member, "bo");

        using var closed = await bo.Submit(
            "/incidents/INC-1/edit",
            "edit-incident",
            new() { ["Restricted"] = "true" }
        );

        Assert.Equal("/incidents/INC-1", closed.Headers.Location?.AbsolutePath);
        foreach (var handle in new[] { "ana", "bo", "lou" })
        {
            Assert.Equal(
                HttpStatusCode.OK,
                await Status(await app.SignIn(Role.Member, handle), "/incidents/INC-1")
            );
        }
        Assert.Equal(
            HttpStatusCode.NotFound,
            await Status(await app.SignIn(Role.Admin), "/incidents/INC-1")
        );
    }

    private static async Task<int> Readings(TestApp app)
    {
        await using var db = app.Read();
        return await db.Events.CountAsync(e => e.Kind == EventKind.RestrictedRead);
    }
}
