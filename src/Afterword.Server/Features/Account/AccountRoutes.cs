using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.AspNetCore.Antiforgery;

namespace Afterword.Server.Features.Account;

/// <summary>Signing out: the one form of an account that stands on every page.</summary>
internal static class AccountRoutes
{
    public static void MapAccount(this IEndpointRouteBuilder app) =>
        app.MapPost("/sign-out", SignOut)
            .RequireDeed(Deed.ManageOwnAccount)
            .ExcludeFromDescription();

    private static async Task<IResult> SignOut(
        HttpContext http,
        IAntiforgery antiforgery,
        Caller caller,
        Store store,
        Sessions sessions,
        CancellationToken ct
    )
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }
        var session = CallerClaims.SessionOf(http.User);
        await store.Write(
            async db =>
            {
                (await db.FindAccount(caller.PersonId!.Value, ct))?.SignedOut(
                    caller.By(),
                    "signed out"
                );
                await Sessions.End(db, caller.PersonId.Value, s => s.TokenHash == session, ct);
            },
            ct
        );
        sessions.Forget();
        SessionCookie.Remove(http);
        return Results.LocalRedirect("/sign-in");
    }
}
