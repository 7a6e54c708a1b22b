using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Afterword.Core.People;
using Afterword.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Features;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_route_of_the_API_stands_in_its_description_and_the_guide_names_none_that_is_not_there()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Viewer, "read");

        using var answer = await api.GetAsync(new Uri("/api/v1/openapi.json", UriKind.Relative));
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString());
        var paths = document.RootElement.GetProperty("paths");
        var guide = await File.ReadAllTextAsync(Guide());
        var routes = Routes(app).ToList();
        foreach (
            Match named in Regex.Matches(
                guide,
                "^\\| `([A-Z]+) ([^`]+)` \\|",
                RegexOptions.Multiline
            )
        )
        {
            var (method, path) = (named.Groups[1].Value.ToLowerInvariant(), named.Groups[2].Value);
            Assert.True(
                routes.Contains((method, $"/api/v1/{path}")),
                $"docs/guide/api.md names {method} {path}, which is not there"
            );
        }
        foreach (var (method, path) in routes)
        {
            Assert.True(
                paths.TryGetProperty(path, out var operations)
                    && operations.TryGetProperty(method, out _),
                $"{method} {path} is not described"
            );
        }
    }

    [Fact]
    public async Task A_stranger_is_told_nothing_of_it()
    {
        await using var app = await TestApp.Start();

        using var answer = await app.Browser()
            .GetAsync(new Uri("/api/v1/openapi.json", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static IEnumerable<(string Method, string Path)> Routes(TestApp app) =>
        from endpoint in app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace(":int", "")
        where path.StartsWith("/api/v1/", StringComparison.Ordinal)
        where !path.EndsWith("openapi.json", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (method.ToLowerInvariant(), path);

    private static string Guide()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Afterword.slnx")))
        {
            folder = folder.Parent!;
        }
        return Path.Combine(folder.FullName, "docs", "guide", "api.md");
    }
}
