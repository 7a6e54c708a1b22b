using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Afterword.Server.Security;

/// <summary>Knows people by the cookie of their session.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Sessions sessions
) : DoorHandler(options, logger, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Context) is not { Length: > 0 and < 200 } token)
        {
            return AuthenticateResult.NoResult();
        }
        return await sessions.Find(token, Context.RequestAborted) is { } found
            ? Known(found.Person, [new Claim(CallerClaims.Session, found.Session.TokenHash)])
            : AuthenticateResult.NoResult();
    }
}
