using Afterword.Core;
using Afterword.Core.Templates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Data.Templates;
using Afterword.Server.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Afterword.Server.Features.Settings;

/// <summary>
/// <c>/api/v1/templates</c>: the list; one with its text, the shipped one and its fields; <c>PATCH</c> with <c>text</c> and
/// <c>reason</c> saves an edition; <c>…/restore</c> gives the shipped one back its place; <c>…/preview</c> writes it for every audience.
/// </summary>
internal static class TemplateApi
{
    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        api.MapGet("/templates", List).RequireDeed(Deed.ManageSettings);
        api.MapGet("/templates/{name}", Show).RequireDeed(Deed.ManageSettings);
        api.MapGet("/templates/{name}/editions", Editions).RequireDeed(Deed.ManageSettings);
        api.MapPatch("/templates/{name}", Save).RequireDeed(Deed.ManageSettings);
        api.MapPost("/templates/{name}/restore", Restore).RequireDeed(Deed.ManageSettings);
        api.MapPost("/templates/{name}/preview", Preview).RequireDeed(Deed.ManageSettings);
    }

    /// <summary>The preview of the page while somebody types, as HTML.</summary>
    public static void MapTemplatePreview(this IEndpointRouteBuilder app) =>
        app.MapPost(
                "/settings/templates/{name}/preview",
                async (
                    HttpContext http,
                    AfterwordDb db,
                    Store store,
                    Caller caller,
                    Func<Site> site,
                    string name,
                    CancellationToken ct
                ) =>
                {
                    var form = await http.Request.ReadFormAsync(ct);
                    var incident = $"{form["Form.Incident"]}";
                    var known = site().Keys.IncidentNumber(incident) is not null;
                    TemplateShow shown;
                    try
                    {
                        shown = await TemplateShow.Of(
                            db,
                            caller.Viewer,
                            site(),
                            store.Now,
                            name,
                            $"{form["Form.Text"]}",
                            known ? incident : "",
                            ct
                        );
                    }
                    catch (RuleException)
                    {
                        shown = await TemplateShow.Of(
                            db,
                            caller.Viewer,
                            site(),
                            store.Now,
                            name,
                            $"{form["Form.Text"]}",
                            "",
                            ct
                        );
                    }
                    // Not the generic one: what writes the routes' code at the build does not see classes that Razor makes.
                    return new RazorComponentResult(
                        typeof(TemplatePreview),
                        new Dictionary<string, object?> { ["Shown"] = shown }
                    );
                }
            )
            .RequireDeed(Deed.ManageSettings);

    private static async Task<IResult> List(
        AfterwordDb db,
        TemplateShelf shelf,
        CancellationToken ct
    ) =>
        Results.Json(
            new
            {
                items = (await TemplateQueries.List(db, shelf, ct)).Select(row => new
                {
                    row.Name,
                    state = row.Problem is not null ? "broken"
                    : row.IsOwn ? "own"
                    : "shipped",
                    edition = row.Own?.Edition ?? 0,
                    row.Problem,
                    changedAt = row.Own?.MadeAt,
                    changedBy = row.Own?.Handle,
                }),
                next = (string?)null,
            },
            Json.Options
        );

    private static async Task<IResult> Show(
        HttpContext http,
        AfterwordDb db,
        TemplateShelf shelf,
        string name,
        CancellationToken ct
    )
    {
        var (shipped, editions) = (
            TemplateSource.Shipped(name),
            await TemplateQueries.Of(db, name, ct)
        );
        var newest = editions.FirstOrDefault();
        return shipped is null && newest is null
            ? Problems.NotFound($"template {name}")
            : Etag.Answer(
                http,
                new
                {
                    name,
                    edition = newest?.Edition ?? 0,
                    text = newest?.Text ?? shipped,
                    isOwn = newest?.Text is not null,
                    shipped,
                    fields = shipped is null ? null : TemplateCheck.Fields(name),
                    problem = shelf.Broken.FirstOrDefault(b => b.Name == name)?.Problem,
                },
                newest?.Edition ?? 0
            );
    }

    private static async Task<IResult> Editions(
        AfterwordDb db,
        string name,
        CancellationToken ct
    ) =>
        Results.Json(
            new
            {
                items = (await TemplateQueries.Of(db, name, ct)).Select(e => new
                {
                    e.Edition,
                    e.Text,
                    e.Reason,
                    madeAt = e.MadeAt,
                    madeBy = e.Handle,
                }),
                next = (string?)null,
            },
            Json.Options
        );

    private static async Task<IResult> Save(
        HttpContext http,
        AfterwordDb db,
        Store store,
        TemplateShelf shelf,
        Caller caller,
        string name,
        CancellationToken ct
    )
    {
        var seen = Etag.Expected(http.Request);
        var body = await Patch.Read(http.Request, ct);
        var (text, reason) = (body.Text("text", ""), body.Text("reason", ""));
        body.Done();
        if (TemplateSource.Shipped(name) is null)
        {
            var near = Core.Linting.DidYouMean.Sentence(name, TemplateCheck.Names).Trim();
            return Problems.NotFound($"template {name}{(near.Length > 0 ? $" ({near})" : "")}");
        }
        try
        {
            await store.SaveTemplate(
                name,
                seen ?? await Newest(db, name, ct),
                text,
                reason,
                caller.By()
            );
        }
        catch (TemplateException wrong)
        {
            return Wrong(wrong);
        }
        return await Show(http, db, shelf, name, ct);
    }

    private static async Task<IResult> Restore(
        HttpContext http,
        AfterwordDb db,
        Store store,
        TemplateShelf shelf,
        Caller caller,
        string name,
        CancellationToken ct
    )
    {
        var body = await Patch.ReadOptional(http.Request, ct);
        var reason = body.Text("reason", "");
        body.Done();
        var newest = await Newest(db, name, ct);
        if (newest == 0)
        {
            return Problems.NotFound($"own template {name}");
        }
        await store.RestoreTemplate(name, newest, reason, caller.By());
        return await Show(http, db, shelf, name, ct);
    }

    private static async Task<IResult> Preview(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        Func<Site> site,
        string name,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var (text, incident) = (body.Text("text", ""), body.Text("incident", ""));
        body.Done();
        var shown = await TemplateShow.Of(
            db,
            caller.Viewer,
            site(),
            store.Now,
            name,
            text.Length > 0 ? text : TemplateSource.Shipped(name) ?? "",
            incident,
            ct
        );
        return shown.Problem is { } wrong
            ? Wrong(wrong)
            : Results.Json(
                new
                {
                    on = shown.On,
                    audiences = shown.Columns.Select(c => new
                    {
                        c.Audience,
                        c.Words.Subject,
                        c.Words.Body,
                        words = c.Count,
                        most = c.Budget,
                    }),
                },
                Json.Options
            );
    }

    private static async Task<int> Newest(AfterwordDb db, string name, CancellationToken ct) =>
        (await TemplateQueries.Of(db, name, ct)).FirstOrDefault()?.Edition ?? 0;

    /// <summary>A template that cannot be used: the place, what is wrong, the way out.</summary>
    private static IResult Wrong(TemplateException wrong) =>
        Results.Problem(
            title: "The template cannot be used",
            detail: wrong.Message,
            statusCode: 422,
            extensions: new Dictionary<string, object?>
            {
                ["errors"] = new Dictionary<string, string[]> { ["text"] = [wrong.Message] },
                ["line"] = wrong.Line,
                ["column"] = wrong.Column,
            }
        );
}
