using System.Text.Json;
using Afterword.Core.Rendering;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Afterword.Server.Shell;

namespace Afterword.Server.Features.Updates;

/// <summary>The HTML of messages for the sandboxed frames of the preview and the Outbox, and the bytes as they are stored.</summary>
internal static class MessageRoutes
{
    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/updates/{number:int}/message", Preview).RequireDeed(Deed.Read);
        app.MapGet("/outbox/{number:int}/message", Kept).RequireDeed(Deed.Read);
        app.MapGet("/outbox/{number:int}/source", Source).RequireDeed(Deed.Read);
    }

    private static async Task<IResult> Preview(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        Func<Site> site,
        int number,
        CancellationToken ct
    ) =>
        await UpdateQueries.Find(db, caller.Viewer, number, ct) is { } found
            ? Html(http, Rendered(found.Update, site()))
            : Results.NotFound();

    private static async Task<IResult> Kept(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        Func<Site> site,
        int number,
        string? to,
        CancellationToken ct
    )
    {
        if (
            await DeliveryQueries.Find(db, caller.Viewer, number, to, ct) is not { } delivery
            || await UpdateQueries.Find(db, caller.Viewer, number, ct) is not { } found
        )
        {
            return Results.NotFound();
        }
        return Html(http, StoredHtml(delivery.Delivery.Payload) ?? Rendered(found.Update, site()));
    }

    private static async Task<IResult> Source(
        AfterwordDb db,
        Caller caller,
        int number,
        string? to,
        CancellationToken ct
    ) =>
        await DeliveryQueries.Find(db, caller.Viewer, number, to, ct)
            is { Delivery.Payload: { } payload }
        && await UpdateQueries.Find(db, caller.Viewer, number, ct) is not null
            ? Results.Text(payload, "text/plain; charset=utf-8")
            : Results.NotFound();

    /// <summary>The HTML that the Outbox kept; null for a payload of another form, whose words are rendered from the same frozen text.</summary>
    private static string? StoredHtml(string? payload)
    {
        if (payload is null || !payload.StartsWith('{'))
        {
            return null;
        }
        try
        {
            using var kept = JsonDocument.Parse(payload);
            return
                kept.RootElement.TryGetProperty("Html", out var html)
                && html.ValueKind == JsonValueKind.String
                ? html.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Rendered(Update update, Site site) =>
        HtmlMail.Render(
            update.Body,
            new MailFrame { Title = update.Subject, Footer = MessageFooter.Of(update, site) }
        );

    private static IResult Html(HttpContext http, string html)
    {
        http.AnswersMail();
        return Results.Text(html, "text/html; charset=utf-8");
    }
}
