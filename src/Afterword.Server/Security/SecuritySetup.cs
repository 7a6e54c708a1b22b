using Microsoft.AspNetCore.Authorization;

namespace Afterword.Server.Security;

/// <summary>What Program.cs calls for doors: who is asking, and what they may do.</summary>
internal static class SecuritySetup
{
    public static void AddSecurity(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Caller>();
        services.AddSingleton<IAuthorizationHandler, DeedHandler>();
        services.AddAuthentication();
        services.AddAuthorization();
    }

    public static void UseSecurity(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }
}
