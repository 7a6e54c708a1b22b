using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Afterword.Core.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Afterword.Server.Security;

/// <summary>What both doors share: pages send strangers to sign in, the API answers in problem+json.</summary>
internal abstract class DoorHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected AuthenticateResult Known(Person person, IEnumerable<Claim> more)
    {
        // "sub" is what antiforgery ties its tokens to; without it a new role would void every open form.
        var subject = new Claim("sub", person.Id.ToString(CultureInfo.InvariantCulture));
        var identity = new ClaimsIdentity(
            [subject, .. CallerClaims.Of(person), .. more],
            Scheme.Name,
            CallerClaims.Name,
            CallerClaims.Role
        );
        return AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)
        );
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!IsApi)
        {
            Response.Redirect(SignInLink(Request));
            return;
        }
        Response.Headers.WWWAuthenticate = "Bearer";
        await Results
            .Problem(
                title: "Who is asking?",
                detail: "Send an API token as \"Authorization: Bearer aft_…\". Tokens are made under Account, API tokens; they expire and can be revoked.",
                statusCode: StatusCodes.Status401Unauthorized
            )
            .ExecuteAsync(Context);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var deed = Context.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>()?.Deed;
        if (!IsApi)
        {
            await Refusal.Explain(Context, deed);
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }
        await Results
            .Problem(
                title: "Not allowed",
                detail: deed is { } needed
                    ? $"This needs {RoleWords.Any(Permissions.RolesFor(needed))}, and a token whose scope includes it."
                    : "Your role does not allow this.",
                statusCode: StatusCodes.Status403Forbidden
            )
            .ExecuteAsync(Context);
    }

    private bool IsApi =>
        Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>Back to what was asked for, once signed in; a form that was sent cannot be sent again by a redirect.</summary>
    private static string SignInLink(HttpRequest request)
    {
        var back = request.PathBase + request.Path + request.QueryString;
        return HttpMethods.IsGet(request.Method) && back != "/"
            ? $"/sign-in?back={Uri.EscapeDataString(back)}"
            : "/sign-in";
    }
}
