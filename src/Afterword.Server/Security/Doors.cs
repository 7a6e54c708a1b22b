using Microsoft.AspNetCore.Authorization;

namespace Afterword.Server.Security;

/// <summary>Every page and route says who may use it. One that does not stops the start: forgetting is not an option.</summary>
internal static class Doors
{
    /// <summary>Checks all endpoints.</summary>
    /// <exception cref="InvalidOperationException">Some name neither a deed nor that they are open to everybody.</exception>
    public static void CheckDoors(this IEndpointRouteBuilder app)
    {
        if (WithoutDoor(app.DataSources.SelectMany(source => source.Endpoints)) is [_, ..] open)
        {
            throw new InvalidOperationException(
                $"These pages or routes do not say who may use them (RequireDeed, @attribute [Needs(…)], or AllowAnonymous): {string.Join(", ", open)}."
            );
        }
    }

    /// <summary>The endpoints that say nothing.</summary>
    public static IReadOnlyList<string> WithoutDoor(IEnumerable<Endpoint> endpoints) =>
        [
            .. endpoints
                .Where(e =>
                    e.Metadata.GetMetadata<NeedsAttribute>() is null
                    && e.Metadata.GetMetadata<IAllowAnonymous>() is null
                    && !IsTheFrameworks(e)
                )
                .Select(e => (e as RouteEndpoint)?.RoutePattern.RawText ?? e.DisplayName ?? "?"),
        ];

    /// <summary>Razor components map a few addresses of their own for interactive pages, of which there are none here.</summary>
    private static bool IsTheFrameworks(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } route }
        && (
            route.StartsWith("/_framework/", StringComparison.Ordinal)
            || route.StartsWith("_framework/", StringComparison.Ordinal)
        );
}
