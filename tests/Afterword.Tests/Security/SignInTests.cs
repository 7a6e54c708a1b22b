using System.Net;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Security;

public sealed class SignInTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Name_and_password_open_the_door_and_signing_out_closes_it(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await app.AddPerson("ana", Role.Lead, TestApp.Password);
        var browser = app.Browser();

        using var opened = await browser.SignIn("ana", TestApp.Password, back: "/account?x=1");
        var account = await browser.Page("/account");
        using var signedOut = await browser.Submit("/account", "/sign-out");
        using var after = await browser.GetAsync(new Uri("/account", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Found, "/account?x=1"), (opened.StatusCode, opened.Target()));
        Assert.Contains("Ana Example", account.Words(), StringComparison.Ordinal);
        Assert.Equal("/sign-in", signedOut.Target());
        Assert.Equal(
            (HttpStatusCode.Found, "/sign-in?back=%2Faccount"),
            (after.StatusCode, after.Target())
        );
        await using var db = app.Read();
        Assert.False(await db.Set<Session>().AnyAsync());
        Assert.Equal(
            [EventKind.PasswordChanged, EventKind.SignedIn, EventKind.SignedOut],
            await db
                .Events.Where(e => e.Subject == SubjectKind.Account)
                .OrderBy(e => e.Id)
                .Select(e => e.Kind)
                .ToListAsync()
        );
    }

    [Fact]
    public async Task A_mail_address_opens_too_in_any_case_and_a_handle_with_its_sign()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("ana", Role.Lead, TestApp.Password);

        foreach (var name in new[] { "ANA@example.test", " @Ana " })
        {
            using var opened = await app.Browser().SignIn(name, TestApp.Password);
            Assert.Equal("/", opened.Target());
        }
    }

    [Fact]
    public async Task Whatever_was_wrong_the_page_says_the_same()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("ana", Role.Lead, TestApp.Password);
        await app.AddPerson("gone", Role.Lead, TestApp.Password);
        await app.AddPerson("nopass");
        await Deactivate(app, "gone");
        var said = new HashSet<string>();
        (string Name, string Password)[] tries =
        [
            ("ana", "wrong password"),
            ("nobody", TestApp.Password),
            ("gone", TestApp.Password),
            ("nopass", TestApp.Password),
            ("ana", new string('x', 5000)),
        ];

        foreach (var (name, password) in tries)
        {
            using var refused = await app.Browser().SignIn(name, password);
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
            said.Add((await refused.Html()).QuerySelector("[role=alert]")!.TextContent.Trim());
        }

        Assert.Contains(SignIn.Refusal, Assert.Single(said), StringComparison.Ordinal);
        await using var db = app.Read();
        Assert.False(await db.Set<Session>().AnyAsync());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task After_ten_wrong_tries_even_the_right_password_waits_but_a_known_browser_does_not(
        string provider
    )
    {
        await using var app = await TestApp.Start(
            provider,
            settings: new Dictionary<string, string?> { ["Security:TriesPerAddress"] = "1000" }
        );
        await app.AddPerson("ana", Role.Lead, TestApp.Password);
        var known = app.Browser();
        using var first = await known.SignIn("ana", TestApp.Password);
        using var left = await known.Submit("/account", "/sign-out");
        var stranger = app.Browser();

        await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => app.Browser().SignIn("ana", $"guess number {i}"))
        );
        using var eleventh = await stranger.SignIn("ana", TestApp.Password);
        using var ofKnown = await known.SignIn("ana", TestApp.Password);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        using var later = await stranger.SignIn("ana", TestApp.Password);

        Assert.Null(eleventh.Target());
        Assert.Equal("/", ofKnown.Target());
        Assert.Equal("/", later.Target());
    }

    [Fact]
    public async Task One_address_may_try_a_door_only_so_often_a_minute()
    {
        await using var app = await TestApp.Start(
            settings: new Dictionary<string, string?> { ["Security:TriesPerAddress"] = "5" }
        );

        for (var i = 0; i < 5; i++)
        {
            using var tried = await app.Browser().SignIn($"nobody{i}", "some password");
            Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        }
        using var stopped = await app.Browser().SignIn("nobody", "some password");

        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.StatusCode);
        Assert.NotNull(stopped.Headers.RetryAfter);
        Assert.Contains("Too many tries", (await stopped.Html()).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_door_leads_back_only_to_a_place_of_ours()
    {
        await using var app = await TestApp.Start(
            settings: new Dictionary<string, string?> { ["Security:TriesPerAddress"] = "1000" }
        );
        await app.AddPerson("ana", Role.Lead, TestApp.Password);
        string[] elsewhere =
        [
            "https://evil.example",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/ /evil.example\\@x",
            "javascript:alert(1)",
            "http:evil.example",
            "https:/evil.example",
            "@evil.example",
            "evil.example",
            "",
            " //evil.example",
            "data:text/html,x",
            "/\u0000/evil.example",
        ];

        foreach (var back in elsewhere)
        {
            using var opened = await app.Browser().SignIn("ana", TestApp.Password, back);
            Assert.True(
                opened.Target() == "/"
                    && opened.Headers.Location!.OriginalString.StartsWith(
                        app.Url.ToString(),
                        StringComparison.Ordinal
                    ),
                $"'{back}' led to {opened.Headers.Location}"
            );
        }
    }

    private static Task Deactivate(TestApp app, string handle) =>
        app.Store.Write(async db =>
        {
            var person = await db.People.AsTracking().SingleAsync(p => p.Handle == handle);
            person.Edit(
                Some.PersonDetails(handle) with
                {
                    Active = false,
                },
                By.Product(app.Store.Now)
            );
        });
}
