using Afterword.Core;
using Afterword.Core.Linting;
using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;

namespace Afterword.Server.Features.Updates;

/// <summary>
/// <c>GET /api/v1/updates/own-work/{kind}</c> gives what the form of a kind begins with; <c>POST</c> to the same address drafts it for
/// <c>audiences</c> (or <c>people</c>, by handle), about an <c>incident</c> or an <c>item</c> or about none, and with <c>send</c> sends it.
/// </summary>
internal static class WorkApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/updates/own-work/{kind}", Prefill).RequireDeed(Deed.WorkOnItems);
        api.MapPost("/updates/own-work/{kind}", Write).RequireDeed(Deed.WorkOnItems);
    }

    private static async Task<IResult> Prefill(
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        string kind,
        string? team,
        bool? mine,
        string? period,
        string? item,
        CancellationToken ct
    )
    {
        var known = Known(kind);
        if (period is not (null or "daily" or "weekly"))
        {
            throw new RuleException("period", "period is daily or weekly.");
        }
        var answers = await WorkQueries.Prefill(
            db,
            caller,
            keys,
            store.Now,
            new PrefillAsk(
                known,
                team ?? "",
                mine == true,
                period == "daily",
                item is null ? null : keys.ItemNumber(item) ?? 0
            ),
            ct
        );
        return Results.Json(
            new
            {
                kind = known,
                fields = WorkForm
                    .Of(known)
                    .Select(f => new
                    {
                        f.Name,
                        f.Label,
                        f.Hint,
                        f.Required,
                        f.Many,
                        value = answers.GetValueOrDefault(f.Name, ""),
                    }),
            },
            Json.Options
        );
    }

    private static async Task<IResult> Write(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        Func<Site> site,
        string kind,
        CancellationToken ct
    )
    {
        var known = Known(kind);
        var body = await Patch.Read(http.Request, ct);
        var (incident, item) = (body.Text("incident", ""), body.Text("item", ""));
        var asked = new WorkRequest
        {
            Kind = known,
            Answers = WorkForm.Of(known).ToDictionary(f => f.Name, f => body.Text(f.Name, "")),
            Audiences =
            [
                .. body.Texts("audiences", [])
                    .Select(a => UpdateApi.Name<Audience>("audiences", a)!.Value),
            ],
            People = body.Texts("people", []),
            Team = body.Text("team", ""),
            Incident = incident.Length == 0 ? null : keys.IncidentNumber(incident) ?? 0,
            Item = item.Length == 0 ? null : keys.ItemNumber(item) ?? 0,
            Send = body.Flag("send", false),
        };
        body.Done();
        var numbers = await store.WriteWork(asked, site(), caller);
        List<UpdateJson> made = [];
        foreach (var number in numbers)
        {
            made.Add(
                UpdateJson.Of(
                    (await UpdateQueries.Find(db, Data.Access.Viewer.System, number, ct))!,
                    keys
                )
            );
        }
        http.Response.Headers.Location = $"/api/v1/updates/{numbers[0]}";
        return Results.Json(new { items = made }, Json.Options, statusCode: 201);
    }

    private static UpdateKind Known(string kind)
    {
        var names = WorkForm.Kinds.Select(k => SnakeCase.Of(k).Replace('_', '-')).ToList();
        return SnakeCase.TryParse<UpdateKind>(kind, out var known) && WorkForm.Kinds.Contains(known)
            ? known
            : throw new RuleException(
                "kind",
                $"There is no form for '{kind}'.{DidYouMean.Sentence(kind, names)} There are {string.Join(", ", names)}."
            );
    }
}
