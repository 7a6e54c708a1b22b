using System.Net;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Security;

public sealed class SessionTests
{
    [Fact]
    public async Task Each_sign_in_has_a_new_session_and_the_database_knows_only_its_hash()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("ana", Role.Lead, TestApp.Password);

        var one = await Cookie(app);
        var other = await Cookie(app);

        Assert.NotEqual(one.Value, other.Value);
        Assert.True(one.Value.Length >= 43, "256 bits are 43 letters");
        Assert.Equal(
            ["httponly", "path=/", "samesite=lax"],
            one.Attributes.Where(a => !a.StartsWith("max-age", StringComparison.Ordinal))
        );
        await using var db = app.Read();
        Assert.Equal(
            new[] { Secret.Hash(one.Value), Secret.Hash(other.Value) }.Order(),
            (await db.Set<Session>().Select(s => s.TokenHash).ToListAsync()).Order()
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Somebody_who_leaves_is_out_with_the_next_click_and_a_new_role_counts_at_once(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        var browser = await app.SignIn(Role.Admin, "ana");
        var program = await app.Bearer(Role.Admin, "admin", "ana");
        using var before = await Get(browser, "/people/new");

        await Edit(app, "ana", person => person with { Role = Role.Viewer });
        using var asViewer = await Get(browser, "/people/new");
        await Edit(app, "ana", person => person with { Active = false });
        using var gone = await Get(browser, "/account");
        using var programGone = await Get(program, "/api/v1/people");

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Forbidden),
            (before.StatusCode, asViewer.StatusCode)
        );
        Assert.Equal("/sign-in?back=%2Faccount", gone.Target());
        Assert.Equal(HttpStatusCode.Unauthorized, programGone.StatusCode);
    }

    [Fact]
    public async Task A_session_ends_when_nobody_clicks_for_three_days_and_after_thirty_in_any_case()
    {
        await using var app = await TestApp.Start();
        var idle = await app.SignIn(Role.Member, "idle");
        var busy = await app.SignIn(Role.Member, "busy");

        for (var hours = 0; hours < 71; hours += 10)
        {
            app.Clock.Advance(TimeSpan.FromHours(10));
            using var click = await Get(busy, "/account");
            Assert.Equal(HttpStatusCode.OK, click.StatusCode);
        }
        using var late = await Get(idle, "/account");
        for (var days = 3; days < 30; days++)
        {
            app.Clock.Advance(TimeSpan.FromDays(1));
            using var click = await Get(busy, "/account");
        }
        using var over = await Get(busy, "/account");

        Assert.StartsWith("/sign-in", late.Target(), StringComparison.Ordinal);
        Assert.StartsWith("/sign-in", over.Target(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_another_node_ended_is_over_here_within_a_second()
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Member);
        using var before = await Get(browser, "/account");

        await app.Store.Write(db => db.Database.ExecuteSqlRawAsync("DELETE FROM sessions"));
        app.Clock.Advance(TimeSpan.FromSeconds(1.1));
        using var after = await Get(browser, "/account");

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.StartsWith("/sign-in", after.Target(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("' OR 1=1 --")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_cookie_of_nobody_opens_nothing(string value)
    {
        await using var app = await TestApp.Start();
        var browser = app.Browser();
        browser.DefaultRequestHeaders.Add("Cookie", $"afterword={value}; __Host-afterword={value}");

        using var answer = await Get(browser, "/account");

        Assert.StartsWith("/sign-in", answer.Target(), StringComparison.Ordinal);
    }

    private static async Task<(string Value, IReadOnlyList<string> Attributes)> Cookie(TestApp app)
    {
        using var opened = await app.Browser().SignIn("ana", TestApp.Password);
        var cookie = opened
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("afterword=", StringComparison.Ordinal))
            .Split("; ");
        return (cookie[0]["afterword=".Length..], [.. cookie[1..].Order()]);
    }

    private static Task<HttpResponseMessage> Get(HttpClient client, string address) =>
        client.GetAsync(new Uri(address, UriKind.Relative));

    private static Task Edit(TestApp app, string handle, Func<PersonDetails, PersonDetails> edit) =>
        app.Store.Write(async db =>
        {
            var person = await db.People.AsTracking().SingleAsync(p => p.Handle == handle);
            var now = Some.PersonDetails(handle) with
            {
                Role = person.Role,
                Active = person.Active,
            };
            person.Edit(edit(now), By.Product(app.Store.Now));
        });
}
