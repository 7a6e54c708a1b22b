using System.Net;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Afterword.Tests.Security;

public sealed class AccountTests
{
    private const string Other = "quite another passphrase";

    [Fact]
    public async Task A_new_password_needs_the_old_one_and_shuts_all_other_browsers_out()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("ana", Role.Member, TestApp.Password);
        var (here, there) = (app.Browser(), app.Browser());
        using var one = await here.SignIn("ana", TestApp.Password);
        using var two = await there.SignIn("ana", TestApp.Password);

        using var wrong = await ChangePassword(here, "not it at all", Other);
        using var changed = await ChangePassword(here, TestApp.Password, Other);
        using var still = await here.GetAsync(new Uri("/account", UriKind.Relative));
        using var shutOut = await there.GetAsync(new Uri("/account", UriKind.Relative));
        using var old = await app.Browser().SignIn("ana", TestApp.Password);
        using var renewed = await app.Browser().SignIn("ana", Other);

        Assert.Contains(
            "This is not your password now",
            (await wrong.Html()).Words(),
            StringComparison.Ordinal
        );
        Assert.Equal("/account", changed.Target());
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.StartsWith("/sign-in", shutOut.Target(), StringComparison.Ordinal);
        Assert.Null(old.Target());
        Assert.Equal("/", renewed.Target());
    }

    [Fact]
    public async Task A_person_sees_their_sessions_and_ends_one()
    {
        await using var app = await TestApp.Start();
        var here = await app.SignIn(Role.Member);
        var there = await app.SignIn(Role.Member);
        var page = await here.Page("/account");
        var form = page.QuerySelector("input[name=_handler][value^=end-]:not([value=end-others])")!;

        using var ended = await here.Submit("/account", form.GetAttribute("value")!);
        using var gone = await there.GetAsync(new Uri("/account", UriKind.Relative));

        Assert.Equal("/account", ended.Target());
        Assert.StartsWith("/sign-in", gone.Target(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_makes_a_link_and_the_person_chooses_a_password_once()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("lee");
        var admin = await app.SignIn(Role.Admin);
        using var made = await admin.Submit("/people/lee/access", "invite");
        var link = new Uri(
            (await made.Html()).QuerySelector(".notice code")!.TextContent
        ).PathAndQuery;
        var lee = app.Browser();

        using var common = await Choose(app.Browser(), link, "leeexample1");
        using var chosen = await Choose(lee, link, Other);
        using var again = await app.Browser().GetAsync(new Uri(link, UriKind.Relative));

        Assert.Contains("your name", (await common.Html()).Words(), StringComparison.Ordinal);
        Assert.Equal("/", chosen.Target());
        Assert.Contains("@lee", (await lee.Page("/account")).Words(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task A_link_for_a_password_ends_after_three_days_and_when_a_newer_one_is_made()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("lee");
        var admin = await app.SignIn(Role.Admin);
        var first = await Link(admin);
        var second = await Link(admin);

        using var replaced = await app.Browser().GetAsync(new Uri(first, UriKind.Relative));
        using var fresh = await app.Browser().GetAsync(new Uri(second, UriKind.Relative));
        app.Clock.Advance(TimeSpan.FromHours(72));
        using var late = await app.Browser().GetAsync(new Uri(second, UriKind.Relative));

        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound),
            (replaced.StatusCode, fresh.StatusCode, late.StatusCode)
        );
    }

    [Fact]
    public async Task A_token_is_shown_once_works_is_counted_and_ends_when_it_is_revoked()
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Member);
        using var made = await browser.Submit(
            "/account/tokens",
            "new-token",
            new()
            {
                ["Name"] = "nightly",
                ["Scope"] = "read",
                ["Days"] = "5",
            }
        );
        var token = (await made.Html()).QuerySelector(".notice code")!.TextContent;
        var program = app.Browser().WithHeader("Authorization", $"Bearer {token}");

        using var works = await program.GetAsync(new Uri("/api/v1/people", UriKind.Relative));
        using var writes = await program.PostAsync(
            new Uri("/api/v1/teams", UriKind.Relative),
            new StringContent("{}")
        );
        var page = await browser.Page("/account/tokens");
        using var revoked = await browser.Submit("/account/tokens", "revoke-1");
        using var after = await program.GetAsync(new Uri("/api/v1/people", UriKind.Relative));

        Assert.StartsWith("aft_", token, StringComparison.Ordinal);
        Assert.True(token.Length >= 47, "256 bits are 43 letters after the prefix");
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized),
            (works.StatusCode, writes.StatusCode, after.StatusCode)
        );
        Assert.DoesNotContain(token, page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("never", page.Words(), StringComparison.Ordinal);
        await using var db = app.Read();
        Assert.Equal(Secret.Hash(token), (await db.Set<ApiToken>().SingleAsync()).TokenHash);
        Assert.Equal(
            [EventKind.TokenIssued, EventKind.TokenRevoked],
            await db
                .Events.Where(e => e.Subject == SubjectKind.ApiToken)
                .OrderBy(e => e.Id)
                .Select(e => e.Kind)
                .ToListAsync()
        );
    }

    [Fact]
    public async Task A_token_ends_by_itself_and_with_its_person()
    {
        await using var app = await TestApp.Start();
        var person = await app.AddPerson("ana", Role.Admin);
        var token = await app.IssueToken(person.Id, days: 5);
        var program = app.Browser().WithHeader("Authorization", $"Bearer {token}");

        app.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromSeconds(1));
        using var before = await program.GetAsync(new Uri("/api/v1/people", UriKind.Relative));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var after = await program.GetAsync(new Uri("/api/v1/people", UriKind.Relative));

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Unauthorized),
            (before.StatusCode, after.StatusCode)
        );
    }

    [Fact]
    public async Task The_demos_token_is_an_administrators_and_nothing_near_it_opens()
    {
        const string Token = "a-demo-token-of-32-characters-ok";
        await using var app = await TestApp.Start(change: builder =>
            builder.Services.Replace(ServiceDescriptor.Singleton(new DemoToken(Token)))
        );
        await app.AddPerson("ana", Role.Admin);

        foreach (
            var (token, expected) in new[]
            {
                (Token, HttpStatusCode.OK),
                (Token + "x", HttpStatusCode.Unauthorized),
                (Token[..^1], HttpStatusCode.Unauthorized),
                (Token.ToUpperInvariant(), HttpStatusCode.Unauthorized),
            }
        )
        {
            var program = app.Browser().WithHeader("Authorization", $"Bearer {token}");
            using var answer = await program.GetAsync(new Uri("/api/v1/people", UriKind.Relative));
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Without_a_demo_there_is_no_demo_token()
    {
        await using var app = await TestApp.Start();

        Assert.Null(app.Services.GetRequiredService<DemoToken>().Value);
    }

    private static Task<HttpResponseMessage> ChangePassword(
        HttpClient browser,
        string now,
        string next
    ) => browser.Submit("/account/password", "password", new() { ["Now"] = now, ["New"] = next });

    private static Task<HttpResponseMessage> Choose(
        HttpClient browser,
        string link,
        string password
    ) => browser.Submit(link, "choose-password", new() { ["Password"] = password });

    private static async Task<string> Link(HttpClient admin)
    {
        using var made = await admin.Submit("/people/lee/access", "invite");
        return new Uri((await made.Html()).QuerySelector(".notice code")!.TextContent).PathAndQuery;
    }
}
