using System.Net;
using System.Net.Http.Headers;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Afterword.Tests.Support;

/// <summary>
/// The real server on a port of its own, with a database in a folder of its own and a clock that stands still until it is moved
/// (<c>app.Clock.Advance(...)</c> also makes the workers tick).
/// </summary>
/// <example>
/// <code>
/// await using var app = await TestApp.Start();
/// var lead = await app.SignIn(Role.Lead);                        // a person of that role, signed in as with a browser
/// var page = await lead.Page("/incidents");                      // the page, parsed; fails unless it answers 200
/// var next = await lead.Submit("/incidents/new", "new-incident", new() { ["Title"] = "Checkout failed" });
/// var api = await app.Bearer(Role.Member);                       // a program with that person's token
/// </code>
/// </example>
internal sealed class TestApp : IAsyncDisposable
{
    public const string Password = "a long enough passphrase";

    private readonly string _folder;
    private readonly bool _ownFolder;
    private readonly List<HttpClient> _clients = [];
    private string? _postgres;
    private WebApplication _app = null!;

    private TestApp(string? folder)
    {
        _ownFolder = folder is null;
        _folder = folder ?? Path.Combine(Path.GetTempPath(), $"afterword-app-{Guid.NewGuid():N}");
    }

    public TestClock Clock { get; } = new();

    /// <summary>Everything the server logged, in one text a line.</summary>
    public TestLog Log { get; } = new();

    public Uri Url { get; private set; } = null!;

    public string Folder => _folder;

    public IServiceProvider Services => _app.Services;

    public Store Store => Services.GetRequiredService<Store>();

    /// <summary>A context for reading; dispose it.</summary>
    public AfterwordDb Read() => Services.GetRequiredService<Database>().Read();

    /// <summary>Starts the server.</summary>
    /// <param name="provider"><c>sqlite</c> or <c>postgres</c> (<see cref="Databases"/>).</param>
    /// <param name="change">What to put in place of the real thing.</param>
    /// <param name="settings">Configuration, as in <c>appsettings.json</c>: <c>("Security:TriesPerAddress", "5")</c>.</param>
    /// <param name="folder">A data folder that stays; without one the server has its own, removed at its end.</param>
    /// <param name="demo">As with <c>--demo</c>.</param>
    /// <param name="connection">A PostgreSQL that another node already has; the other one removes it.</param>
    public static async Task<TestApp> Start(
        string provider = "sqlite",
        Action<WebApplicationBuilder>? change = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        string? connection = null,
        string? folder = null,
        bool demo = false
    )
    {
        var test = new TestApp(folder);
        List<string> args = ["--data", test._folder, "--urls", "http://127.0.0.1:0"];
        if (demo)
        {
            args.Add("--demo");
        }
        if (provider == "postgres")
        {
            test._postgres = connection is null ? await Migrated.CreatePostgres() : null;
            args.AddRange([
                "--database",
                "postgres",
                "--connection",
                connection ?? test._postgres!,
            ]);
        }
        else
        {
            await Migrated.LayInto(test._folder);
        }
        test._app = Program.Build(
            [.. args],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(settings);
                builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(test.Clock));
                builder.Logging.ClearProviders().AddProvider(test.Log);
                change?.Invoke(builder);
            }
        );
        try
        {
            await test._app.StartAsync();
        }
        catch
        {
            await test.DisposeAsync();
            throw;
        }
        test.Url = new Uri(
            test._app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()!
                .Addresses.First()
        );
        return test;
    }

    /// <summary>The connection string of this server's PostgreSQL, for a second node.</summary>
    public string? Postgres => _postgres;

    /// <summary>A browser that nobody is signed in with. It keeps cookies and does not follow redirects.</summary>
    public HttpClient Browser() => Client(new CookieContainer());

    /// <summary>Adds a person; with a password, also an account to sign in with on the page.</summary>
    public Task<Person> AddPerson(
        string handle,
        Role role = Role.Member,
        string? password = null
    ) =>
        Store.Write(async db =>
        {
            var by = By.Product(Store.Now);
            var person = Person.Add(
                await db.NextPerson(),
                Some.PersonDetails(handle) with
                {
                    Role = role,
                },
                by
            );
            db.People.Add(person);
            if (password is not null)
            {
                Accounts.Create(db, person.Id, password, by);
            }
            return person;
        });

    /// <summary>A browser in which somebody of this role is signed in; the person is made where there is none of that handle.</summary>
    /// <param name="role">The role; the handle is its name unless said otherwise.</param>
    /// <param name="handle">Who.</param>
    public async Task<HttpClient> SignIn(Role role, string? handle = null)
    {
        var person = await FindOrAdd(handle ?? role.ToString().ToLowerInvariant(), role);
        var sessions = Services.GetRequiredService<Sessions>();
        var token = await Store.Write(db =>
            Task.FromResult(sessions.Begin(db, person.Id, new Visit("127.0.0.1", "TestApp")))
        );
        var cookies = new CookieContainer();
        cookies.Add(Url, new Cookie("afterword", token, "/"));
        return Client(cookies);
    }

    /// <summary>A program with an API token of somebody of this role.</summary>
    /// <param name="role">The role; the handle is its name unless said otherwise.</param>
    /// <param name="scope"><c>read</c>, <c>write</c> or <c>admin</c>.</param>
    /// <param name="handle">Who.</param>
    public async Task<HttpClient> Bearer(Role role, string scope = "write", string? handle = null)
    {
        var person = await FindOrAdd(handle ?? role.ToString().ToLowerInvariant(), role);
        var client = Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await IssueToken(person.Id, scope)
        );
        return client;
    }

    /// <summary>A new API token.</summary>
    public Task<string> IssueToken(int personId, string scope = "write", int days = 30) =>
        Store.Write(async db =>
        {
            var token = Secret.New(ApiToken.Prefix);
            var by = new By(personId, Door.Web, Store.Now);
            var number = await db.NextToken();
            db.Add(ApiToken.Issue(number, personId, "test", scope, days, token, by));
            return token;
        });

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        // As the host does when it ends: a worker that is still writing must not find its database gone.
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_postgres is not null)
        {
            await Databases.DropPostgres(_postgres);
        }
        if (_ownFolder && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<Person> FindOrAdd(string handle, Role role)
    {
        await using var db = Read();
        return await db.People.SingleOrDefaultAsync(p => p.Handle == handle)
            ?? await AddPerson(handle, role);
    }

    private HttpClient Client(CookieContainer? cookies)
    {
#pragma warning disable CA2000 // the client disposes of it
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = cookies is not null,
        };
#pragma warning restore CA2000
        if (cookies is not null)
        {
            handler.CookieContainer = cookies;
        }
        var client = new HttpClient(new LoggedFailures(Log, handler)) { BaseAddress = Url };
        _clients.Add(client);
        return client;
    }
}
