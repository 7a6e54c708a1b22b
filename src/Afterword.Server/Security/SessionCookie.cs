using System.Net;
using Microsoft.Extensions.Options;

namespace Afterword.Server.Security;

/// <summary>The cookie of a session: out of reach for scripts, other sites and plain http.</summary>
internal sealed class SessionCookie(IOptions<SecurityOptions> options)
{
    /// <summary>The prefix makes the browser refuse the cookie unless it is secure, ours alone and for the whole site.</summary>
    private const string SecureName = "__Host-afterword";

    private const string LoopbackName = "afterword";

    public static string? Read(HttpContext http) => http.Request.Cookies[NameFor(http)];

    public void Set(HttpContext http, string token) =>
        http.Response.Cookies.Append(
            NameFor(http),
            token,
            Options(http, options.Value.AbsoluteLimit)
        );

    public static void Remove(HttpContext http) =>
        http.Response.Cookies.Delete(NameFor(http), Options(http, null));

    /// <summary>Whether the browser will keep the cookie: over plain http it does so only for this very machine.</summary>
    public static bool IsKept(HttpContext http) => http.Request.IsHttps || IsLoopback(http);

    private static string NameFor(HttpContext http) =>
        IsLoopback(http) && !http.Request.IsHttps ? LoopbackName : SecureName;

    private static CookieOptions Options(HttpContext http, TimeSpan? age) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = age,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps || !IsLoopback(http),
        };

    private static bool IsLoopback(HttpContext http) =>
        http.Request.Host.Host is var host
        && (
            host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (
                IPAddress.TryParse(host.Trim('[', ']'), out var address)
                && IPAddress.IsLoopback(address)
            )
        );
}
