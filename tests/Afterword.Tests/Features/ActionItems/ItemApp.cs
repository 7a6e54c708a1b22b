using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.ActionItems;

/// <summary>The real server with INC-1, and Lee, a member who works on its items.</summary>
internal sealed class ItemApp : IAsyncDisposable
{
    private ItemApp(TestApp app) => App = app;

    public TestApp App { get; }

    /// <summary>Lee's program.</summary>
    public HttpClient Api { get; private set; } = null!;

    /// <summary>Lee's browser.</summary>
    public HttpClient Browser { get; private set; } = null!;

    public static async Task<ItemApp> Start(string provider = "sqlite")
    {
        var world = new ItemApp(await TestApp.Start(provider));
        world.Browser = await world.App.SignIn(Role.Member, "lee");
        world.Api = await world.App.Bearer(Role.Member, handle: "lee");
        await world.AddIncident(Some.IncidentDetails());
        return world;
    }

    /// <summary>Adds an incident; the first is INC-1.</summary>
    public Task AddIncident(IncidentDetails details) =>
        App.Store.Write(async db =>
            db.Incidents.Add(
                Incident.Declare(await db.NextIncident(), details, By.Product(App.Store.Now))
            )
        );

    /// <summary>Adds an incident that only this person may see.</summary>
    public async Task AddRestricted(string reader)
    {
        await using var db = App.Read();
        var id = db.People.Single(p => p.Handle == reader).Id;
        await AddIncident(
            Some.IncidentDetails("A key was stolen") with
            {
                Restricted = true,
                ReaderIds = [id],
            }
        );
    }

    /// <summary>Adds a team of people; those who are not there yet become members.</summary>
    public async Task AddTeam(string handle, params string[] members)
    {
        var ids = new List<int>();
        foreach (var member in members)
        {
            await using var db = App.Read();
            ids.Add(
                db.People.SingleOrDefault(p => p.Handle == member)?.Id
                    ?? (await App.AddPerson(member)).Id
            );
        }
        await App.Store.Write(async db =>
            db.Teams.Add(
                Team.Add(
                    await db.NextTeam(),
                    new TeamDetails
                    {
                        Handle = handle,
                        Name = $"Team {handle}",
                        MemberIds = ids,
                    },
                    By.Product(App.Store.Now)
                )
            )
        );
    }

    /// <summary>Posts an item as Lee.</summary>
    public async Task<JsonElement> Add(object body, string incident = "INC-1")
    {
        using var answer = await Api.PostAsJsonAsync(
            $"/api/v1/incidents/{incident}/action-items",
            body
        );
        var json = await answer.Json();
        Assert.True((int)answer.StatusCode == 201, $"{answer.StatusCode}: {json}");
        return json;
    }

    public static async Task<HttpResponseMessage> Patch(
        HttpClient client,
        string key,
        object body,
        string? etag = "*"
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Patch,
            new Uri($"/api/v1/action-items/{key}", UriKind.Relative)
        )
        {
            Content = JsonContent.Create(body),
        };
        if (etag is not null)
        {
            request.Headers.IfMatch.Add(
                etag == "*" ? EntityTagHeaderValue.Any : new EntityTagHeaderValue(etag)
            );
        }
        return await client.SendAsync(request);
    }

    public Task<HttpResponseMessage> Patch(string key, object body, string? etag = "*") =>
        Patch(Api, key, body, etag);

    public async Task<JsonElement> Get(string address, HttpClient? client = null)
    {
        using var answer = await (client ?? Api).GetAsync(
            new Uri($"/api/v1/{address}", UriKind.Relative)
        );
        var json = await answer.Json();
        Assert.True((int)answer.StatusCode == 200, $"{address} {answer.StatusCode}: {json}");
        return json;
    }

    /// <summary>The keys of a list.</summary>
    public async Task<string[]> Keys(string address, HttpClient? client = null) =>
        [
            .. (await Get(address, client))
                .GetProperty("items")
                .EnumerateArray()
                .Select(item => item.GetProperty("key").GetString()!),
        ];

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
