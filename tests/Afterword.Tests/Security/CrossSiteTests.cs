using System.Net;
using System.Text;
using Afterword.Core.People;
using Afterword.Tests.Support;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Security;

public sealed class CrossSiteTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task A_cookie_alone_changes_nothing_through_the_API(string contentType)
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Admin);

        using var answer = await Post(browser, "/api/v1/people", Person("eve"), contentType);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        await using var db = app.Read();
        Assert.DoesNotContain(db.People, p => p.Handle == "eve");
    }

    [Fact]
    public async Task A_cookie_with_a_pages_token_may_use_the_API_and_so_may_a_program()
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Admin);
        var page = await browser.Page("/account");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!
            .GetAttribute("value")!;
        var header = app
            .Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<AntiforgeryOptions>>()
            .Value.HeaderName!;

        using var ours = await Post(
            browser,
            "/api/v1/people",
            Person("ours"),
            headers: [(header, token)]
        );
        using var program = await Post(
            await app.Bearer(Role.Admin, "admin"),
            "/api/v1/people",
            Person("program")
        );

        Assert.Equal(HttpStatusCode.Created, ours.StatusCode);
        Assert.Equal(HttpStatusCode.Created, program.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "http://127.0.0.1.evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_another_site_sends_is_refused_even_with_a_good_token(
        string header,
        string value
    )
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Admin);
        browser.DefaultRequestHeaders.Add(header, value);

        using var form = await browser.Submit("/account", "/sign-out");
        using var still = await browser.GetAsync(new Uri("/account", UriKind.Relative));
        using var door = await app.Browser().WithHeader(header, value).SignIn("ana", "x");

        Assert.Equal(HttpStatusCode.BadRequest, form.StatusCode);
        Assert.Contains(
            "form could not be read",
            (await form.Html()).Words(),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, door.StatusCode);
    }

    [Theory]
    [InlineData("/sign-out")]
    [InlineData("/sign-in")]
    [InlineData("/theme")]
    [InlineData("/people/new")]
    public async Task A_form_without_its_token_is_refused(string address)
    {
        await using var app = await TestApp.Start();
        var browser = await app.SignIn(Role.Admin);
        using var content = new FormUrlEncodedContent([
            new("theme", "dark"),
            new("_handler", "sign-in"),
        ]);

        using var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task What_a_caller_says_of_itself_counts_only_from_a_trusted_proxy()
    {
        await using var plain = await TestApp.Start();
        await using var behind = await TestApp.Start(
            settings: new Dictionary<string, string?>
            {
                ["Security:TrustedProxies:0"] = "127.0.0.1",
            }
        );

        var untrusted = await SeenAs(plain);
        var trusted = await SeenAs(behind);

        Assert.Equal((false, true), untrusted);
        Assert.Equal((true, false), trusted);
    }

    /// <summary>Whether the server believes in https, and whether its door warns that it is not encrypted.</summary>
    private static async Task<(bool Https, bool Warns)> SeenAs(TestApp app)
    {
        var browser = app.Browser()
            .WithHeader("X-Forwarded-Proto", "https")
            .WithHeader("X-Forwarded-Host", "afterword.example.test");
        browser.DefaultRequestHeaders.Host = "afterword.example.test";
        using var door = await browser.GetAsync(new Uri("/sign-in", UriKind.Relative));
        var cookie = Assert.Single(door.Headers.GetValues("Set-Cookie"));
        Assert.Equal(
            door.Headers.Contains("Strict-Transport-Security"),
            cookie.Contains("secure", StringComparison.Ordinal)
        );
        return (
            door.Headers.Contains("Strict-Transport-Security"),
            (await door.Html()).Words().Contains("not encrypted", StringComparison.Ordinal)
        );
    }

    private static string Person(string handle) =>
        $$"""{"handle":"{{handle}}","name":"Somebody","email":"{{handle}}@example.test","timeZone":"UTC"}""";

    private static async Task<HttpResponseMessage> Post(
        HttpClient client,
        string address,
        string body,
        string contentType = "application/json",
        (string Name, string Value)[]? headers = null
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(address, UriKind.Relative)
        )
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        };
        foreach (var (name, value) in headers ?? [])
        {
            request.Headers.Add(name, value);
        }
        return await client.SendAsync(request);
    }
}
