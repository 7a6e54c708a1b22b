using Afterword.Core;
using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary><c>/api/v1/updates</c> and an incident's own, newest first.</summary>
internal static class UpdateApi
{
    public static void MapUpdates(this IEndpointRouteBuilder api)
    {
        api.MapGet("/updates", List).RequireDeed(Deed.Read);
        api.MapPost("/updates", Write).RequireDeed(Deed.SendUpdates);
        api.MapGet("/updates/{id:int}", Show).RequireDeed(Deed.Read);
        api.MapPatch("/updates/{id:int}", Edit).RequireDeed(Deed.WorkOnItems);
        api.MapPost("/updates/{id:int}/approve", Approve).RequireDeed(Deed.WorkOnItems);
        api.MapPost("/updates/{id:int}/discard", Discard).RequireDeed(Deed.WorkOnItems);
        UpdateStepsApi.Map(api);
        api.MapGet("/incidents/{key}/updates", ListOfIncident).RequireDeed(Deed.Read);
        DeliveryApi.Map(api);
        RenderApi.Map(api);
        WorkApi.Map(api);
        CustomerApi.Map(api);
    }

    private static async Task<IResult> List(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        [AsParameters] PageQuery page,
        string? state,
        string? audience,
        string? incident,
        CancellationToken ct
    )
    {
        var filter = new UpdateFilter(
            Name<UpdateState>("state", state),
            Name<Audience>("audience", audience),
            incident is null ? null : keys.IncidentNumber(incident) ?? 0
        );
        return await Answer(http, db, caller, keys, filter, page, ct);
    }

    private static async Task<IResult> ListOfIncident(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        string key,
        [AsParameters] PageQuery page,
        CancellationToken ct
    ) =>
        await VisibleIncident(db, caller, keys, key, ct) is { } number
            ? await Answer(http, db, caller, keys, new UpdateFilter(Incident: number), page, ct)
            : Problems.NotFound($"incident {key}");

    private static async Task<IResult> Answer(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        UpdateFilter filter,
        PageQuery page,
        CancellationToken ct
    )
    {
        var found = await UpdateQueries.Page(db, caller.Viewer, filter, page, ct);
        return PageResults.Answer(
            http,
            new Page<UpdateLineJson>(
                [.. found.Items.Select(row => UpdateLineJson.Of(row, keys))],
                found.Next
            )
        );
    }

    private static async Task<IResult> Show(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        int id,
        CancellationToken ct
    ) => await One(http, db, caller, keys, id, ct);

    private static async Task<IResult> Write(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        Func<Site> site,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var key = body.Text("incident", "");
        var written = new Written
        {
            Kind = body.Name<UpdateKind>("kind", null) ?? UpdateKind.AdHoc,
            Audiences = body.Name<Audience>("audience", null) is { } audience ? [audience] : [],
            Incident =
                key.Length == 0
                    ? null
                    : await VisibleIncident(db, caller, keys, key, ct)
                        ?? throw new RuleException(
                            "incident",
                            $"There is no incident {key}, or it is not visible to you."
                        ),
            Subject = body.Text("subject", ""),
            Body = body.Text("body", ""),
            Bare = body.Has("body"),
            What = body.Text("what", ""),
            When = body.Text("when", ""),
            Follow = body.Text("follow", ""),
            NextUpdateAt = body.Instant("nextUpdateAt", null),
        };
        body.Done();
        if (written.Kind is not (UpdateKind.AdHoc or UpdateKind.HeadsUp))
        {
            throw new RuleException(
                "kind",
                "People write ad_hoc and heads_up; a correction is made with POST /updates/{id}/correct."
            );
        }
        var numbers = await store.WriteUpdates(written, site(), caller.By());
        return await One(http, db, caller, keys, numbers[0], ct, 201);
    }

    private static async Task<IResult> Edit(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        int id,
        CancellationToken ct
    )
    {
        var version = Etag.Expected(http.Request);
        var body = await Patch.Read(http.Request, ct);
        if (await UpdateQueries.Find(db, caller.Viewer, id, ct) is not { } found)
        {
            return Problems.NotFound($"update {id}");
        }
        if (!await OwnWork.MaySend(db, found.Update, caller, ct))
        {
            return OwnWork.Refused();
        }
        var next = body.Instant("nextUpdateAt", found.Update.NextUpdateAt);
        await store.EditUpdate(
            id,
            version,
            words =>
            {
                var edited = new Words(
                    body.Text("subject", words.Subject),
                    body.Text("body", words.Body)
                );
                body.Done();
                return edited;
            },
            caller.By()
        );
        if (next != found.Update.NextUpdateAt)
        {
            await store.PromiseNext(id, null, next, caller.By());
        }
        return await One(http, db, caller, keys, id, ct);
    }

    private static async Task<IResult> Approve(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        int id,
        CancellationToken ct
    )
    {
        var version = Etag.Expected(http.Request);
        if (await UpdateQueries.Find(db, caller.Viewer, id, ct) is not { } found)
        {
            return Problems.NotFound($"update {id}");
        }
        if (!await OwnWork.MaySend(db, found.Update, caller, ct))
        {
            return OwnWork.Refused();
        }
        await store.ApproveUpdate(id, version, caller.By());
        return await One(http, db, caller, keys, id, ct);
    }

    private static async Task<IResult> Discard(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        int id,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var reason = body.Text("reason", "");
        body.Done();
        if (await UpdateQueries.Find(db, caller.Viewer, id, ct) is not { } found)
        {
            return Problems.NotFound($"update {id}");
        }
        if (!await OwnWork.MaySend(db, found.Update, caller, ct))
        {
            return OwnWork.Refused();
        }
        await store.DiscardUpdate(id, null, reason, caller.By());
        return await One(http, db, caller, keys, id, ct);
    }

    internal static async Task<IResult> One(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        int id,
        CancellationToken ct,
        int status = 200
    ) =>
        await UpdateQueries.Find(db, caller.Viewer, id, ct) is { } update
            ? Etag.Answer(
                http,
                UpdateJson.Of(update, keys),
                update.Update.Version,
                status,
                status == 201 ? $"/api/v1/updates/{id}" : null
            )
            : Problems.NotFound($"update {id}");

    private static async Task<int?> VisibleIncident(
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        string key,
        CancellationToken ct
    ) =>
        keys.IncidentNumber(key) is { } number
        && await db.Incidents.To(caller.Viewer).AnyAsync(i => i.Number == number, ct)
            ? number
            : null;

    /// <summary>A name in a filter; null when it is not given.</summary>
    /// <exception cref="RuleException">There is no such name.</exception>
    internal static T? Name<T>(string field, string? text)
        where T : struct, Enum =>
        string.IsNullOrEmpty(text) ? null
        : SnakeCase.TryParse<T>(text, out var value) ? value
        : throw new RuleException(
            field,
            $"{field} is one of {string.Join(", ", Enum.GetValues<T>().Select(v => SnakeCase.Of(v)))}."
        );
}
