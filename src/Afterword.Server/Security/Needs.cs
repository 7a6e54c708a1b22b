using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;

namespace Afterword.Server.Security;

/// <summary>Says on a page which deed it needs: <c>@attribute [Needs(Deed.Read)]</c>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute : AuthorizeAttribute, IAuthorizationRequirementData
{
    public NeedsAttribute(Deed deed) => Deed = deed;

    /// <summary>The deed.</summary>
    public Deed Deed { get; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new DeedRequirement(Deed)];
}

/// <summary>The caller must be allowed to do a deed.</summary>
internal sealed record DeedRequirement(Deed Deed) : IAuthorizationRequirement;

/// <summary>Asks the one table.</summary>
internal sealed class DeedHandler : AuthorizationHandler<DeedRequirement>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context,
        DeedRequirement requirement
    )
    {
        if (CallerClaims.Can(context.User, requirement.Deed))
        {
            context.Succeed(requirement);
        }
        return Task.CompletedTask;
    }
}

internal static class Needing
{
    /// <summary>Says on a route which deed it needs.</summary>
    public static TBuilder RequireDeed<TBuilder>(this TBuilder endpoint, Deed deed)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoint.Finally(WithoutGuessedBody);
        return endpoint.RequireAuthorization(new NeedsAttribute(deed));
    }

    // Routes written at build time claim to take JSON wherever a group of parameters comes from services. A page whose address could also be
    // meant would then be preferred for a request without a body.
    private static void WithoutGuessedBody(EndpointBuilder endpoint)
    {
        foreach (
            var guess in endpoint
                .Metadata.OfType<IAcceptsMetadata>()
                .Where(a => a.RequestType is null && a.ContentTypes is ["application/json"])
                .ToList()
        )
        {
            endpoint.Metadata.Remove(guess);
        }
    }
}
