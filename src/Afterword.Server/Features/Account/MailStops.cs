using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Account;

/// <summary>
/// The address in a mail's List-Unsubscribe (RFC 8058): mail programs post to it without a cookie and the reader's click is done; whoever
/// opens it in a browser comes to a page with a button, because programs that look at links must stop nothing.
/// </summary>
internal static class MailStops
{
    public static void MapMailStops(this IEndpointRouteBuilder app)
    {
        app.MapPost("/mail/stop/{token}", OneClick)
            .AllowAnonymous()
            .DisableAntiforgery()
            .RequireRateLimiting(SecuritySetup.DoorLimit)
            .ExcludeFromDescription();
        app.MapGet(
                "/mail/stop/{token}",
                (string token) => Results.LocalRedirect($"/mail/{Uri.EscapeDataString(token)}")
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    /// <summary>Stops a kind of mail to a person, or lets it come again; nothing happens when it is so already.</summary>
    public static Task Choose(
        this Store store,
        int personId,
        UpdateKind kind,
        bool stop,
        CancellationToken ct
    ) =>
        store.Write(
            async db =>
            {
                var person = await db.People.AsTracking().SingleAsync(p => p.Id == personId, ct);
                person.ChooseMail(kind, stop, new By(personId, Door.MailLink, store.Now));
            },
            ct
        );

    private static async Task<IResult> OneClick(
        HttpContext http,
        string token,
        StopLinks links,
        Store store,
        CancellationToken ct
    )
    {
        if (links.Read(token) is not { } link)
        {
            return Results.NotFound();
        }
        if (
            !http.Request.HasFormContentType
            || (await http.Request.ReadFormAsync(ct))["List-Unsubscribe"] != "One-Click"
        )
        {
            return Results.BadRequest();
        }
        if (MailChoice.IsMandatory(link.Kind))
        {
            return Results.Text("This kind of message cannot be stopped.\n", statusCode: 403);
        }
        await store.Choose(link.PersonId, link.Kind, stop: true, ct);
        return Results.Text($"Stopped: {UpdateWords.Of(link.Kind)}.\n");
    }
}
