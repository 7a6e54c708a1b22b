using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(Afterword.BrowserTests.Support.RunningServer))]

namespace Afterword.BrowserTests.Support;

/// <summary>The real server on a port of its own, with <see cref="Story"/> in a database of its own and an administrator signed in.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("afterword-browser-");
    private WebApplication? _app;

    public string Url { get; private set; } = "";

    /// <summary>The session of Ana, who is an administrator, as the cookie <see cref="Chromium.Open"/> sets.</summary>
    public string Session { get; private set; } = "";

    /// <summary>The write door, for tests that need something of their own.</summary>
    internal Store Store => _app!.Services.GetRequiredService<Store>();

    /// <summary>A session of another person of the story, by handle.</summary>
    public Task<string> SessionOf(string handle) =>
        Store.Write(async db =>
            _app!
                .Services.GetRequiredService<Sessions>()
                .Begin(
                    db,
                    await db.People.Where(p => p.Handle == handle).Select(p => p.Id).SingleAsync(),
                    new Visit("127.0.0.1", "Browser tests")
                )
        );

    /// <summary>The addresses of all pages that take no key or name: <c>/incidents/new</c>.</summary>
    public IEnumerable<string> PlainPages =>
        _app!
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
                && endpoint.RoutePattern.Parameters.Count == 0
            )
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'));

    public async ValueTask InitializeAsync()
    {
        _app = Program.Build(
            ["--data", _data.FullName, "--urls", "http://127.0.0.1:0"],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection([new("Gallery", "true")]);
                builder.Logging.SetMinimumLevel(LogLevel.Warning);
            }
        );
        await _app.StartAsync();
        Url = _app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.First();
        await Migrated();
        var store = _app.Services.GetRequiredService<Store>();
        var ana = await Story.Tell(store);
        var sessions = _app.Services.GetRequiredService<Sessions>();
        Session = await store.Write(db =>
            Task.FromResult(sessions.Begin(db, ana, new Visit("127.0.0.1", "Browser tests")))
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        _data.Delete(recursive: true);
    }

    private async Task Migrated()
    {
        var pulse = _app!.Services.GetRequiredService<Pulse>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (!pulse.IsMigrated)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }
}
