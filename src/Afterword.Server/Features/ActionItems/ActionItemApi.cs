using Afterword.Core;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary><c>/api/v1/action-items</c> and an incident's own. A list is in order of due date ascending, none last, then number.</summary>
internal static class ActionItemApi
{
    public static void MapActionItems(this IEndpointRouteBuilder api)
    {
        api.MapGet("/action-items", List).RequireDeed(Deed.Read);
        api.MapPost("/action-items", Add).RequireDeed(Deed.WorkOnItems);
        api.MapGet("/action-items/{key}", Show).RequireDeed(Deed.Read);
        api.MapPatch("/action-items/{key}", Edit).RequireDeed(Deed.WorkOnItems);
        api.MapGet("/action-items/{key}/history", History).RequireDeed(Deed.Read);
        api.MapGet("/incidents/{key}/action-items", ListOfIncident).RequireDeed(Deed.Read);
        api.MapPost("/incidents/{key}/action-items", AddToIncident).RequireDeed(Deed.WorkOnItems);
    }

    private static async Task<IResult> List(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        [AsParameters] PageQuery page,
        CancellationToken ct
    )
    {
        var (filter, sort) = await ItemQuery.Read(
            http.Request.Query,
            Context(db, caller),
            ItemSort.Due,
            ct
        );
        return await Answer(http, db, caller, filter, sort, page, ct);
    }

    private static async Task<IResult> ListOfIncident(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        string key,
        [AsParameters] PageQuery page,
        CancellationToken ct
    )
    {
        if (await VisibleIncident(db, caller, key, ct) is not { } incident)
        {
            return Problems.NotFound($"incident {key}");
        }
        var (filter, sort) = await ItemQuery.Read(
            http.Request.Query,
            Context(db, caller),
            ItemSort.Due,
            ct
        );
        return await Answer(http, db, caller, filter with { Incident = incident }, sort, page, ct);
    }

    private static async Task<IResult> Show(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        string key,
        CancellationToken ct
    ) =>
        ActionItemQueries.Keys.ItemNumber(key) is { } number
            ? await Answer(http, db, caller, number, ct)
            : Problems.NotFound($"action item {key}");

    private static async Task<IResult> History(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        string key,
        [AsParameters] PageQuery page,
        CancellationToken ct
    ) =>
        ActionItemQueries.Keys.ItemNumber(key) is { } number
        && await ActionItemHistory.Read(db, number, page, caller.Viewer, ct) is { } history
            ? PageResults.Answer(
                http,
                new Page<HistoryJson>([.. history.Items.Select(HistoryJson.Of)], history.Next)
            )
            : Problems.NotFound($"action item {key}");

    private static async Task<IResult> Add(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var key = body.Text("incident", "");
        var incident = await VisibleIncident(db, caller, key, ct);
        return incident is null
            ? throw new RuleException(
                "incident",
                key.Length == 0
                    ? "An action item belongs to an incident: name its key, such as INC-12."
                    : $"There is no incident {key}, or it is not visible to you."
            )
            : await AddTo(http, db, store, caller, incident.Value, body, ct);
    }

    private static async Task<IResult> AddToIncident(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        string key,
        CancellationToken ct
    ) =>
        await VisibleIncident(db, caller, key, ct) is { } incident
            ? await AddTo(http, db, store, caller, incident, await Patch.Read(http.Request, ct), ct)
            : Problems.NotFound($"incident {key}");

    private static async Task<IResult> AddTo(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        int incident,
        Patch body,
        CancellationToken ct
    )
    {
        var (draft, parent) = ItemBody.Draft(body, ActionItemQueries.Keys);
        var added = await ItemDeeds.Add(store, caller, incident, [draft], parent, ct);
        return added is [var item]
            ? await Answer(http, db, caller, item.Number, ct, created: true)
            : Problems.NotFound($"incident {ActionItemQueries.Keys.OfIncident(incident)}");
    }

    private static async Task<IResult> Edit(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        string key,
        CancellationToken ct
    )
    {
        if (
            ActionItemQueries.Keys.ItemNumber(key) is not { } number
            || !await db.VisibleItems(caller.Viewer).AnyAsync(a => a.Number == number, ct)
        )
        {
            return Problems.NotFound($"action item {key}");
        }
        var version = Etag.Expected(http.Request);
        var body = await Patch.Read(http.Request, ct);
        var by = caller.By();
        var item = await ItemDeeds.Do(
            store,
            caller,
            number,
            version,
            (writing, found) => ItemBody.Apply(body, writing, found, by, ct),
            ct
        );
        return item is null
            ? Problems.NotFound($"action item {key}")
            : await Answer(http, db, caller, number, ct);
    }

    private static async Task<IResult> Answer(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        ItemFilter filter,
        ItemSort sort,
        PageQuery page,
        CancellationToken ct
    )
    {
        var items = await ActionItemQueries.Items(db, filter, sort, page, caller.Viewer, ct);
        return PageResults.Answer(
            http,
            new Page<ItemJson>(
                [.. items.Items.Select(full => ItemJson.Of(full, ActionItemQueries.Keys))],
                items.Next
            )
        );
    }

    private static async Task<IResult> Answer(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        int number,
        CancellationToken ct,
        bool created = false
    )
    {
        var keys = ActionItemQueries.Keys;
        if (await ActionItemQueries.Find(db, number, caller.Viewer, ct) is not { } full)
        {
            return Problems.NotFound($"action item {keys.OfItem(number)}");
        }
        return Etag.Answer(
            http,
            ItemJson.Of(full, keys),
            full.Item.Version,
            created ? 201 : 200,
            created ? $"/api/v1/action-items/{keys.OfItem(number)}" : null
        );
    }

    private static async Task<int?> VisibleIncident(
        AfterwordDb db,
        Caller caller,
        string key,
        CancellationToken ct
    ) =>
        ActionItemQueries.Keys.IncidentNumber(key) is { } number
        && await db.Incidents.To(caller.Viewer).AnyAsync(i => i.Number == number, ct)
            ? number
            : null;

    private static ItemQueryContext Context(AfterwordDb db, Caller caller)
    {
        var now = caller.By().At;
        return new ItemQueryContext(
            db,
            caller,
            ActionItemQueries.Keys,
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, caller.Zone).DateTime),
            now
        );
    }
}
