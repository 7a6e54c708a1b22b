using System.Threading.RateLimiting;
using Afterword.Server.Data;
using Afterword.Server.Data.Demo;
using Afterword.Server.Security.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Afterword.Server.Security;

/// <summary>What Program.cs calls for doors: who is asking, and what they may do.</summary>
internal static class SecuritySetup
{
    /// <summary>The limit on how often one address may try a door.</summary>
    public const string DoorLimit = "doors";

    /// <summary>For links that programs read without signing in: each address may ask about once a second.</summary>
    public const string FeedLimit = "feeds";

    /// <summary>Bytes of a request's body; a page or route may ask for less or more. An import is the largest thing anybody sends.</summary>
    public const long LargestBody = 8 * 1024 * 1024;

    /// <summary>Bytes of an address: ten thousand characters in the box of the search, each encoded.</summary>
    private const int LongestAddress = 128 * 1024;

    public static void AddSecurity(this IServiceCollection services, string? demoToken)
    {
        services.AddSingleton(new DemoToken(demoToken));
        services.AddOptions<SecurityOptions>().BindConfiguration("Security");
        services.AddOutgoing();
        services.AddHttpContextAccessor();
        services.AddScoped<Caller>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<KnownDevice>();
        services.AddSingleton<IAuthorizationHandler, DeedHandler>();
        services.AddKeyRing();
        services
            .AddAuthentication("door")
            .AddPolicyScheme("door", null, options => options.ForwardDefaultSelector = Door)
            .AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, null);
        // What says nothing about who may use it is for nobody; Doors.CheckDoors says so at the start.
        services
            .AddAuthorizationBuilder()
            .SetFallbackPolicy(
                new AuthorizationPolicyBuilder().RequireAssertion(IsNoEndpoint).Build()
            );
        services.AddRateLimiter(Limit);
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = LongestAddress;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
    }

    /// <summary>The one-time link to the first administrator; a demo has one already.</summary>
    public static void AddFirstRun(this IServiceCollection services)
    {
        services.AddSingleton<FirstRun>();
        services.AddSingleton<IFirstStart>(provider => provider.GetRequiredService<FirstRun>());
    }

    /// <summary>The sample organization, and its visitor's account instead of a first-run link.</summary>
    public static void AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<IFirstStart, DemoData>();
        services.AddSingleton<DemoAccount>();
        services.AddSingleton<IFirstStart>(provider => provider.GetRequiredService<DemoAccount>());
    }

    /// <summary>Goes before everything else: what trusted proxies say of the caller.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var trusted =
            app.Configuration.GetSection("Security").Get<SecurityOptions>()?.TrustedProxies ?? [];
        if (trusted.Count == 0)
        {
            return;
        }
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders =
                ForwardedHeaders.XForwardedFor
                | ForwardedHeaders.XForwardedProto
                | ForwardedHeaders.XForwardedHost,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in trusted)
        {
            options.KnownIPNetworks.Add(ProxyNetwork.Parse(proxy));
        }
        app.UseForwardedHeaders(options);
    }

    public static void UseSecurity(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseCrossSiteGuard();
        app.UseAuthorization();
    }

    /// <summary>An address that is none of ours may go on to its 404, a method that is none of its own to its 405.</summary>
    private static bool IsNoEndpoint(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;

    private static string Door(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        && http.Request.Headers.Authorization.Count > 0
            ? TokenHandler.SchemeName
            : SessionHandler.SchemeName;

    private static void Limit(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(FeedLimit, Feeds);
        options.AddPolicy(
            DoorLimit,
            http =>
                HttpMethods.IsPost(http.Request.Method)
                    ? RateLimitPartition.GetTokenBucketLimiter(
                        Visit.AddressOf(http),
                        _ => Bucket(http.RequestServices)
                    )
                    : RateLimitPartition.GetNoLimiter("reading")
        );
    }

    private static RateLimitPartition<string> Feeds(HttpContext http) =>
        RateLimitPartition.GetTokenBucketLimiter(
            Visit.AddressOf(http),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 120,
                TokensPerPeriod = 60,
                ReplenishmentPeriod = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            }
        );

    private static TokenBucketRateLimiterOptions Bucket(IServiceProvider services)
    {
        var most = Math.Clamp(
            services
                .GetRequiredService<Microsoft.Extensions.Options.IOptions<SecurityOptions>>()
                .Value.TriesPerAddress,
            5,
            1000
        );
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = most,
            TokensPerPeriod = most,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        };
    }
}
