using System.Net;
using System.Text;
using Afterword.Core.People;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Security;

/// <summary>Walks every route the server has, as every role and as a stranger. Nothing here names a route: a new one is walked by itself.</summary>
public sealed class PermissionWalkTests
{
    [Fact]
    public async Task Every_route_opens_for_exactly_the_roles_of_the_table()
    {
        await using var app = await TestApp.Start();
        var callers = await Callers(app);
        var wrong = new List<string>();
        var walked = 0;

        foreach (var route in Routes(app))
        {
            foreach (var caller in callers)
            {
                walked++;
                using var answer = await Send(route.IsApi ? caller.Program : caller.Browser, route);
                if (Wrong(route, caller.Role, answer) is { } why)
                {
                    wrong.Add(
                        $"{route.Method} {route.Pattern} as {caller.Role?.ToString() ?? "a stranger"}: {why}"
                    );
                }
            }
        }

        Assert.Equal([], wrong);
        Assert.True(walked > 150, $"only {walked} were walked");
    }

    [Fact]
    public async Task A_token_opens_no_more_than_its_scope_and_no_page_at_all()
    {
        await using var app = await TestApp.Start();
        var wrong = new List<string>();

        foreach (var scope in Permissions.Scopes)
        {
            var program = await app.Bearer(Role.Admin, scope);
            foreach (var route in Routes(app).Where(r => r.Deed is not null))
            {
                using var answer = await Send(program, route);
                var shut = route.IsApi
                    ? answer.StatusCode == HttpStatusCode.Forbidden
                    : answer.Target()?.StartsWith("/sign-in", StringComparison.Ordinal) == true;
                var expected =
                    !route.IsApi
                    || !Permissions.Allows(Role.Admin, route.Deed!.Value)
                    || !Permissions.ScopeAllows([scope], route.Deed.Value);
                if (shut != expected && !(IsForm(route) && !route.IsApi))
                {
                    wrong.Add(
                        $"{route.Method} {route.Pattern} with {scope}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
                    );
                }
            }
        }

        Assert.Equal([], wrong);
    }

    [Fact]
    public async Task No_page_and_no_route_forgets_to_say_who_may_use_it()
    {
        await using var app = await TestApp.Start();

        Assert.Equal([], Doors.WithoutDoor(Endpoints(app)));
    }

    [Fact]
    public async Task A_page_that_is_not_for_ones_role_says_who_can_let_one_in()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("ana", Role.Admin);
        await app.AddPerson("ben", Role.Lead);
        var viewer = await app.SignIn(Role.Viewer);

        using var answer = await viewer.GetAsync(new Uri("/settings", UriKind.Relative));

        var words = (await answer.Html()).Words();
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("the role Administrator", words, StringComparison.Ordinal);
        Assert.Contains("Ana Example can give you that role", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Ben", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_address_of_ours_is_not_there_for_anybody()
    {
        await using var app = await TestApp.Start();
        var program = await app.Bearer(Role.Viewer);
        foreach (var client in new[] { app.Browser(), await app.SignIn(Role.Viewer), program })
        {
            using var page = await client.GetAsync(new Uri("/no/such/page", UriKind.Relative));
            using var api = await client.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative));
            using var method = await client.DeleteAsync(new Uri("/healthz", UriKind.Relative));

            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, api.StatusCode);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, method.StatusCode);
        }
    }

    [Fact]
    public async Task What_the_API_throws_is_answered_as_a_problem()
    {
        await using var app = await TestApp.Start();
        var program = await app.Bearer(Role.Admin);

        using var unseen = await program.PatchAsync(
            new Uri("/api/v1/teams/x", UriKind.Relative),
            new StringContent("{}", Encoding.UTF8, "application/json")
        );

        Assert.Equal((HttpStatusCode)428, unseen.StatusCode);
        Assert.Equal("application/problem+json", unseen.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public void A_route_that_says_nothing_is_found()
    {
        var silent = new RouteEndpointBuilder(
            _ => Task.CompletedTask,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/forgotten"),
            0
        ).Build();

        Assert.Equal(["/forgotten"], Doors.WithoutDoor([silent]));
    }

    [Fact]
    public void Only_an_administrator_changes_people_and_settings_and_an_auditor_changes_nothing()
    {
        Assert.Equal([Role.Admin], Permissions.RolesFor(Deed.ManagePeople));
        Assert.Equal([Role.Admin], Permissions.RolesFor(Deed.ManageSettings));
        Assert.Equal(
            [Deed.Read, Deed.ManageOwnAccount, Deed.ReadEvidence],
            Enum.GetValues<Deed>().Where(deed => Permissions.Allows(Role.Auditor, deed))
        );
    }

    private static string? Wrong(Route route, Role? role, HttpResponseMessage answer)
    {
        var toSignIn = answer.Target()?.StartsWith("/sign-in", StringComparison.Ordinal) == true;
        var status = answer.StatusCode;
        if (route.Deed is not { } deed)
        {
            return status == HttpStatusCode.Unauthorized ? "an open route answered 401" : null;
        }
        if (role is null)
        {
            var stopped = route.IsApi ? status == HttpStatusCode.Unauthorized : toSignIn;
            return stopped ? null : $"a stranger got {(int)status}";
        }
        // Signing out ends where signing in begins; sent without its antiforgery token it is refused before that.
        return (Permissions.Allows(role.Value, deed), status) switch
        {
            (true, HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) =>
                $"shut ({(int)status}), but {deed} is allowed",
            (true, _) when toSignIn => "sent to sign in, though signed in",
            (false, not HttpStatusCode.Forbidden) => $"{(int)status}, but {deed} is not allowed",
            _ => null,
        };
    }

    private static async Task<HttpResponseMessage> Send(HttpClient client, Route route)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(route.Method),
            new Uri(route.Address, UriKind.Relative)
        );
        if (IsForm(route))
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }
        return await client.SendAsync(request);
    }

    private static bool IsForm(Route route) => route.Method is not ("GET" or "HEAD");

    private static async Task<List<Someone>> Callers(TestApp app)
    {
        List<Someone> callers = [new(null, app.Browser(), app.Browser())];
        foreach (var role in Enum.GetValues<Role>())
        {
            callers.Add(new Someone(role, await app.SignIn(role), await app.Bearer(role, "admin")));
        }
        return callers;
    }

    private static IEnumerable<Endpoint> Endpoints(TestApp app) =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    private static List<Route> Routes(TestApp app) =>
        [
            .. from endpoint in Endpoints(app).OfType<RouteEndpoint>()
            let needs = endpoint.Metadata.GetMetadata<NeedsAttribute>()
            let open = endpoint.Metadata.GetMetadata<IAllowAnonymous>()
            where needs is not null || open is not null
            let methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods
                ?? ["GET"]
            from method in methods
            select new Route(
                method,
                endpoint.RoutePattern.RawText!,
                Fill(endpoint.RoutePattern),
                open is null ? needs!.Deed : null
            ),
        ];

    /// <summary>The door stands before the room, so it does not matter that nothing has these names.</summary>
    private static string Fill(Microsoft.AspNetCore.Routing.Patterns.RoutePattern pattern) =>
        "/"
        + string.Join(
            '/',
            pattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part
                            is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal
                            ? literal.Content
                            : "1"
                    )
                )
            )
        );

    private sealed record Someone(Role? Role, HttpClient Browser, HttpClient Program);

    private sealed record Route(string Method, string Pattern, string Address, Deed? Deed)
    {
        public bool IsApi => Address.StartsWith("/api/", StringComparison.Ordinal);
    }
}
