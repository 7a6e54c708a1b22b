using System.Net;
using System.Net.Http.Json;
using Afterword.Core.People;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.People;

public sealed class PeopleApiTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_person_is_added_read_and_changed(string provider)
    {
        await using var app = await TestApp.Start(provider);
        var api = await app.Bearer(Role.Admin, "admin");

        using var added = await api.PostAsJsonAsync(
            "/api/v1/people",
            new
            {
                name = "Lee Chen",
                email = "lee@example.test",
                timeZone = "Asia/Tokyo",
                manager = "@admin",
            }
        );
        using var changed = await Patch(
            api,
            "/api/v1/people/lee-chen",
            new { handle = "lee", role = "lead" },
            added.Headers.ETag!.Tag
        );

        Assert.Equal(
            (HttpStatusCode.Created, "/api/v1/people/lee-chen"),
            (added.StatusCode, added.Headers.Location!.OriginalString)
        );
        var person = await changed.Json();
        Assert.Equal(
            ("lee", "lead", "Asia/Tokyo", "admin"),
            (
                person.GetProperty("handle").GetString(),
                person.GetProperty("role").GetString(),
                person.GetProperty("timeZone").GetString(),
                person.GetProperty("manager").GetProperty("handle").GetString()
            )
        );
        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task A_change_without_or_with_an_old_ETag_changes_nothing()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Lead);
        using var added = await api.PostAsJsonAsync("/api/v1/teams", new { name = "Edge" });
        using var first = await Patch(
            api,
            "/api/v1/teams/edge",
            new { name = "Edge Platform" },
            "\"1\""
        );

        using var missing = await Patch(api, "/api/v1/teams/edge", new { name = "Other" }, null);
        using var stale = await Patch(api, "/api/v1/teams/edge", new { name = "Other" }, "\"1\"");

        Assert.Equal(HttpStatusCode.PreconditionRequired, missing.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(2, (await stale.Json()).GetProperty("currentVersion").GetInt32());
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_field()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Lead);

        using var lead = await api.PostAsJsonAsync(
            "/api/v1/teams",
            new { name = "Edge", lead = "nobody" }
        );
        using var unknown = await api.PostAsJsonAsync(
            "/api/v1/services",
            new { name = "Checkout", colour = "red" }
        );

        Assert.Equal(
            "There is no person @nobody. Add them first.",
            (await lead.Json()).GetProperty("errors").GetProperty("lead")[0].GetString()
        );
        Assert.True((await unknown.Json()).GetProperty("errors").TryGetProperty("colour", out _));
    }

    [Fact]
    public async Task Somebody_without_the_right_changes_only_their_own_card()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("lee");
        var api = await app.Bearer(Role.Member, "admin", "mia");

        using var own = await Patch(
            api,
            "/api/v1/people/mia",
            new { timeZone = "Europe/Paris" },
            "*"
        );
        using var role = await Patch(api, "/api/v1/people/mia", new { role = "admin" }, "*");
        using var other = await Patch(
            api,
            "/api/v1/people/lee",
            new { timeZone = "Europe/Paris" },
            "*"
        );
        using var add = await api.PostAsJsonAsync("/api/v1/people", new { name = "New" });

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, role.StatusCode);
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (other.StatusCode, add.StatusCode)
        );
    }

    [Fact]
    public async Task Services_and_teams_are_listed_by_name_with_a_link_to_the_next_page()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Lead);
        foreach (var name in (string[])["Search", "Checkout", "Mail"])
        {
            using var added = await api.PostAsJsonAsync(
                "/api/v1/services",
                new { name, tags = new[] { "tls" } }
            );
        }

        using var page = await api.GetAsync(new Uri("/api/v1/services?limit=2", UriKind.Relative));

        Assert.Equal(
            ["Checkout", "Mail"],
            (await page.Json())
                .GetProperty("items")
                .EnumerateArray()
                .Select(s => s.GetProperty("name").GetString())
        );
        Assert.Contains(
            "rel=\"next\"",
            page.Headers.GetValues("Link").Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_person_is_added_and_edited_on_the_pages_and_a_stale_edit_shows_both_versions()
    {
        await using var app = await TestApp.Start();
        var admin = await app.SignIn(Role.Admin);

        using var wrong = await admin.Submit(
            "/people/new",
            "new-person",
            new() { ["Name"] = "Lee", ["Manager"] = "@nobody" }
        );
        using var added = await admin.Submit(
            "/people/new",
            "new-person",
            new() { ["Name"] = "Lee Chen", ["Handle"] = "lee" }
        );
        using var edited = await admin.Submit(
            "/people/lee/edit",
            "edit-person",
            new() { ["TimeZone"] = "Asia/Tokyo" }
        );
        using var stale = await admin.Submit(
            "/people/lee/edit",
            "edit-person",
            new() { ["Version"] = "1", ["TimeZone"] = "Europe/Paris" }
        );

        var refused = await wrong.Html();
        Assert.Contains("There is no person @nobody", refused.Words(), StringComparison.Ordinal);
        Assert.Equal(
            "@nobody",
            refused.QuerySelector("[name='Form.Manager']")!.GetAttribute("value")
        );
        Assert.Equal(("/people/lee", "/people/lee"), (added.Target(), edited.Target()));
        var both = (await stale.Html()).Words();
        Assert.Contains("Asia/Tokyo", both, StringComparison.Ordinal);
        Assert.Contains("Europe/Paris", both, StringComparison.Ordinal);
        Assert.Contains(
            "Asia/Tokyo",
            (await admin.Page("/people/lee")).Words(),
            StringComparison.Ordinal
        );
    }

    private static Task<HttpResponseMessage> Patch(
        HttpClient api,
        string address,
        object body,
        string? etag
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Patch, address)
        {
            Content = JsonContent.Create(body),
        };
        if (etag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", etag);
        }
        return api.SendAsync(request);
    }
}
