using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Afterword.Server.Security;

/// <summary>Knows programs by the bearer token they send. Only the API takes them; a page asks for a session.</summary>
internal sealed class TokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Tokens tokens
) : DoorHandler(options, logger, encoder)
{
    public const string SchemeName = "token";
    private const string Start = "Bearer ";
    private const int Longest = 500; // characters; ours have 47

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (
            !header.StartsWith(Start, StringComparison.OrdinalIgnoreCase)
            || header.Length > Longest
            || await tokens.Find(header[Start.Length..].Trim(), Context.RequestAborted)
                is not { } bearer
        )
        {
            return AuthenticateResult.NoResult();
        }
        return Known(
            bearer.Person,
            [new Claim(CallerClaims.Scope, bearer.Token?.Scope ?? "admin")]
        );
    }
}
