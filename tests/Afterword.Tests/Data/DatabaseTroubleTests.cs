using System.Net;
using System.Net.Http.Json;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Afterword.Tests.Data;

/// <summary>The disk is full, or the database is away (reliability.md A7, A9).</summary>
public sealed class DatabaseTroubleTests
{
    [Fact]
    public async Task A_full_disk_refuses_what_is_new_shows_what_is_there_and_takes_all_again_once_there_is_room()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Lead);
        var browser = await app.SignIn(Role.Lead);
        await Declare(api, "First");
        await Limit(app, "(SELECT page_count FROM pragma_page_count())");

        var refused = HttpStatusCode.Created;
        List<string> kept = ["First"];
        for (var n = 0; n < 200 && refused == HttpStatusCode.Created; n++)
        {
            refused = await Declare(api, $"More {n}");
            if (refused == HttpStatusCode.Created)
            {
                kept.Add($"More {n}");
            }
        }

        Assert.Equal(HttpStatusCode.InsufficientStorage, refused);
        Assert.Equal(kept.Order(), await Titles(app));
        var read = await api.GetAsync("/api/v1/incidents", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        var page = await browser.GetAsync("/incidents", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        await Limit(app, "1000000");
        Assert.Equal(HttpStatusCode.Created, await Declare(api, "After"));
        Assert.Equal(kept.Append("After").Order(), await Titles(app));
    }

    [Fact]
    public void A_connection_that_was_lost_while_something_was_saved_is_known_for_what_it_is()
    {
        var lost = new NpgsqlException("Exception while reading from stream");
        Exception saving = new DbUpdateException("An error occurred while saving.", lost);

        Assert.Equal(503, DatabaseTrouble.StatusOf(saving));
        Assert.Equal(503, DatabaseTrouble.StatusOf(new InvalidOperationException("x", saving)));
        Assert.Null(DatabaseTrouble.StatusOf(new InvalidOperationException("ours")));
    }

    [Fact]
    public async Task While_PostgreSQL_is_away_the_server_says_so_and_afterwards_everything_it_confirmed_is_there()
    {
        if (Databases.Postgres is null)
        {
            Assert.Skip($"{Databases.Variable} is not set.");
        }
        await using var postgres = await OwnPostgres.Start();
        await using var app = await TestApp.Start("postgres", connection: postgres.Connection);
        var api = await app.Bearer(Role.Lead);
        var browser = await app.SignIn(Role.Lead);
        List<string> confirmed = [];
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                using var answer = await Ask(api, $"Number {n}");
                Assert.True(
                    answer.StatusCode
                        is HttpStatusCode.Created
                            or HttpStatusCode.ServiceUnavailable,
                    $"{answer.StatusCode}: {answer.ReasonPhrase}"
                );
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    lock (confirmed)
                    {
                        confirmed.Add($"Number {n}");
                    }
                }
                else
                {
                    await Task.Delay(20);
                }
            }
        });
        await Until(() => Many(confirmed) >= 10, writing);

        await postgres.Down();
        var stop = TestContext.Current.CancellationToken;
        var refused = await api.GetAsync("/api/v1/incidents", stop);
        var page = await browser.GetAsync("/incidents", stop);
        var before = Many(confirmed);
        await postgres.Up();
        await Until(() => Many(confirmed) >= before + 10, writing);
        await enough.CancelAsync();
        await writing;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains(
            "Nothing was lost",
            await page.Content.ReadAsStringAsync(stop),
            StringComparison.Ordinal
        );
        Assert.Empty(confirmed.Except(await Titles(app)));
    }

    private static int Many(List<string> confirmed)
    {
        lock (confirmed)
        {
            return confirmed.Count;
        }
    }

    private static async Task<HttpStatusCode> Declare(HttpClient api, string title)
    {
        using var answer = await Ask(api, title);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> Ask(HttpClient api, string title) =>
        api.PostAsJsonAsync(
            "/api/v1/incidents",
            new { title, impact = new string('x', 400) },
            TestContext.Current.CancellationToken
        );

    private static async Task<List<string>> Titles(TestApp app)
    {
        await using var db = app.Read();
        return await db.Incidents.Select(i => i.Title).OrderBy(t => t).ToListAsync();
    }

    /// <summary>SQLite then takes no more pages and says that the disk is full.</summary>
    private static Task Limit(TestApp app, string pages) =>
        app.Store.Write(async db =>
        {
#pragma warning disable EF1002 // numbers of our own
            var most = await db
                .Database.SqlQueryRaw<long>($"SELECT {pages} AS \"Value\"")
                .SingleAsync();
            await db.Database.ExecuteSqlRawAsync($"PRAGMA max_page_count={most}");
#pragma warning restore EF1002
        });

    /// <summary>Waits for a condition that some work brings about; work that fails says at once why.</summary>
    private static async Task Until(Func<bool> met, Task work)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!met())
        {
            if (work.IsCompleted)
            {
                await work;
                Assert.Fail("The work ended before its condition was met.");
            }
            await Task.Delay(10, deadline.Token);
        }
    }
}
