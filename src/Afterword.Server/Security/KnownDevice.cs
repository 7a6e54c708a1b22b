using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Afterword.Server.Security;

/// <summary>
/// Remembers in a cookie that somebody signed in here before, so that a stranger who guesses at their password elsewhere uses up
/// the strangers' tries and not theirs. It opens nothing by itself.
/// </summary>
internal sealed class KnownDevice(IDataProtectionProvider protection)
{
    private const string Name = "afterword-device";
    private readonly IDataProtector _protector = protection.CreateProtector("known-device");

    /// <summary>The name of this browser among a person's devices; <see cref="SignInTries.Stranger"/> when that person never signed in here.</summary>
    public string Of(HttpContext http, int personId) =>
        Read(http) is { } cookie
        && cookie.Split(':') is [var person, var device]
        && person == personId.ToString(CultureInfo.InvariantCulture)
            ? device
            : SignInTries.Stranger;

    /// <summary>Remembers this browser as one of the person's.</summary>
    public void Remember(HttpContext http, int personId)
    {
        if (Of(http, personId) != SignInTries.Stranger)
        {
            return;
        }
        var device = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        http.Response.Cookies.Append(
            Name,
            _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{personId}:{device}")),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                Path = "/",
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            }
        );
    }

    private string? Read(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[Name] is { Length: > 0 and < 1000 } cookie
                ? _protector.Unprotect(cookie)
                : null;
        }
        catch (CryptographicException)
        {
            return null; // made under another key ring, or by hand
        }
    }
}
