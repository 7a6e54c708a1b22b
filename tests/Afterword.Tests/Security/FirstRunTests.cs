using System.Net;
using Afterword.Core.People;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Security;

public sealed class FirstRunTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task The_link_from_the_console_makes_the_first_administrator_once(string provider)
    {
        await using var app = await TestApp.Start(provider);
        var link = Link(app);
        var (one, other) = (app.Browser(), app.Browser());

        var answers = await Task.WhenAll(SetUp(one, link, "ana"), SetUp(other, link, "eve"));
        using var again = await app.Browser().GetAsync(new Uri(link, UriKind.Relative));

        Assert.Single(answers, answer => answer.Target() == "/first-run/messages");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        await using var db = app.Read();
        var administrator = await db.People.SingleAsync();
        Assert.Equal((Role.Admin, true), (administrator.Role, administrator.Active));
        var winner = administrator.Handle == "ana" ? one : other;
        Assert.Contains(
            "Where do messages go?",
            (await winner.Page("/first-run/messages")).Words(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "first post-mortem",
            (await winner.Page("/first-run/begin")).Words(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Each_start_has_a_new_link_while_nobody_administers_and_none_afterwards()
    {
        var folder = Directory.CreateTempSubdirectory("afterword-first-");
        string first;
        await using (var app = await TestApp.Start(folder: folder.FullName))
        {
            first = Link(app);
        }
        await using (var app = await TestApp.Start(folder: folder.FullName))
        {
            using var old = await app.Browser().GetAsync(new Uri(first, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
            Assert.NotEqual(first, Link(app));
            await app.AddPerson("ana", Role.Admin, TestApp.Password);
        }
        await using (var app = await TestApp.Start(folder: folder.FullName))
        {
            Assert.Null(app.Services.GetRequiredService<FirstRun>().Invitation("http://x"));
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_the_link_or_a_day_later_there_is_nothing_to_see()
    {
        await using var app = await TestApp.Start();
        foreach (
            var address in new[]
            {
                "/first-run",
                "/first-run?token=",
                "/first-run?token=" + Secret.New(),
            }
        )
        {
            using var answer = await app.Browser().GetAsync(new Uri(address, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        app.Clock.Advance(TimeSpan.FromHours(24));

        using var late = await app.Browser().GetAsync(new Uri(Link(app), UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        await using var app = await TestApp.Start();
        var link = Link(app);

        using var refused = await app.Browser()
            .Submit(
                link,
                "first-run",
                new()
                {
                    ["Name"] = "Ana Ruiz",
                    ["Email"] = "nowhere",
                    ["TimeZone"] = "Europe/Madrid",
                    ["Password"] = "password1",
                    ["Again"] = "password1",
                }
            );

        var page = await refused.Html();
        Assert.Equal("Ana Ruiz", page.QuerySelector("[name='Form.Name']")!.GetAttribute("value"));
        Assert.Contains(
            "mail address",
            page.QuerySelector("#first-run-email-wrong")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "first passwords anybody would try",
            page.QuerySelector("#first-run-password-wrong")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("password1", page.Source.Text, StringComparison.Ordinal);
        await using var db = app.Read();
        Assert.False(await db.People.AnyAsync());
    }

    [Theory]
    [InlineData("http://[::]:5080", "http://localhost:5080/first-run?token=")]
    [InlineData("http://0.0.0.0:5080", "http://localhost:5080/first-run?token=")]
    [InlineData("https://127.0.0.1:5080/", "https://127.0.0.1:5080/first-run?token=")]
    public async Task The_console_says_an_address_that_a_browser_there_can_open(
        string listening,
        string start
    )
    {
        await using var test = await TestDatabase.Open("sqlite");
        var firstRun = new FirstRun(test.Store, test.Database);
        await firstRun.Run(default);

        Assert.StartsWith(
            $"Open {start}",
            firstRun.Invitation(listening),
            StringComparison.Ordinal
        );
    }

    private static string Link(TestApp app) =>
        new Uri(
            app.Services.GetRequiredService<FirstRun>().Invitation(app.Url.ToString())!.Split(' ')[
                1
            ]
        ).PathAndQuery;

    private static Task<HttpResponseMessage> SetUp(
        HttpClient browser,
        string link,
        string handle
    ) =>
        browser.Submit(
            link,
            "first-run",
            new()
            {
                ["Name"] = $"{handle} Ruiz",
                ["Handle"] = handle,
                ["Email"] = $"{handle}@example.test",
                ["TimeZone"] = "Europe/Madrid",
                ["Password"] = TestApp.Password,
                ["Again"] = TestApp.Password,
            }
        );
}
