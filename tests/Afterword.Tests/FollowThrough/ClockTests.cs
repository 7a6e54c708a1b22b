using System.Net.Http.Json;
using Afterword.Core.People;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Afterword.Tests.Support.Wait;

namespace Afterword.Tests.FollowThrough;

/// <summary>A clock that is set back a year: said in words, nothing twice, nothing lost.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task While_the_clock_is_a_year_behind_nothing_is_drafted_and_everything_goes_on_when_it_is_right()
    {
        await using var app = await TestApp.Start();
        var lead = await app.Bearer(Role.Lead);
        var browser = await app.SignIn(Role.Admin);
        await Resolved(lead, "One");
        await Until(async () => await Drafts(app) > 0);
        var before = await Drafts(app);

        app.Clock.Advance(TimeSpan.FromDays(-365));
        await Resolved(lead, "Two");
        var page = await browser.Page("/outbox");

        await Until(async () =>
            (await Readiness(lead)).Contains("stands 365 days before", StringComparison.Ordinal)
        );
        Assert.Contains("clock of this server is wrong", page.Words(), StringComparison.Ordinal);
        Assert.Equal(before, await Drafts(app));

        app.Clock.Advance(TimeSpan.FromDays(365) + TimeSpan.FromSeconds(5));
        await Until(async () => await Drafts(app) == 2 * before);
        await Until(async () => await Readiness(lead) == "ready\n");
    }

    private static async Task<string> Readiness(HttpClient client)
    {
        var answer = await client.GetAsync("/readyz", TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Resolved(HttpClient api, string title)
    {
        var answer = await api.PostAsJsonAsync(
            "/api/v1/incidents",
            new
            {
                title,
                impact = "Nobody could pay.",
                startedAt = "2025-01-01T10:00:00Z",
                resolvedAt = "2025-01-01T12:00:00Z",
            }
        );
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<int> Drafts(TestApp app)
    {
        await using var db = app.Read();
        return await db.Updates.CountAsync();
    }
}
