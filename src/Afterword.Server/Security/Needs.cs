using Microsoft.AspNetCore.Authorization;

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
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(new NeedsAttribute(deed));
}
