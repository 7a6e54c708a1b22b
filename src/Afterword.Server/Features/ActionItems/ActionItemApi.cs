using Afterword.Core;
using Afterword.Server.Api;
using Afterword.Server.Security;

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
        ItemDeedApi.Map(api);
        ItemBulkApi.Map(api);
        api.MapGet("/incidents/{key}/action-items", ListOfIncident).RequireDeed(Deed.Read);
        api.MapPost("/incidents/{key}/action-items", AddToIncident).RequireDeed(Deed.WorkOnItems);
    }

    private static async Task<IResult> List(
        [AsParameters] ItemRequest asked,
        [AsParameters] PageQuery page
    )
    {
        var (filter, sort) = await asked.Filter();
        return await Answer(asked, filter, sort, page);
    }

    private static async Task<IResult> ListOfIncident(
        [AsParameters] ItemRequest asked,
        [AsParameters] PageQuery page,
        string key
    )
    {
        if (await asked.Incident(key) is not { } incident)
        {
            return Problems.NotFound($"incident {key}");
        }
        var (filter, sort) = await asked.Filter();
        await asked.NoteReading(incident);
        return await Answer(asked, filter with { Incident = incident }, sort, page);
    }

    private static async Task<IResult> Show([AsParameters] ItemRequest asked, string key) =>
        asked.Keys.ItemNumber(key) is { } number
            ? await Answer(asked, number)
            : Problems.NotFound($"action item {key}");

    private static async Task<IResult> History(
        [AsParameters] ItemRequest asked,
        [AsParameters] PageQuery page,
        string key
    )
    {
        if (
            asked.Keys.ItemNumber(key) is not { } number
            || await ActionItemHistory.Read(asked.Db, number, page, asked.Caller.Viewer, asked.Ct)
                is not { } history
        )
        {
            return Problems.NotFound($"action item {key}");
        }
        await asked.NoteReadingOf(number);
        return PageResults.Answer(
            asked.Http,
            new Page<HistoryJson>([.. history.Items.Select(HistoryJson.Of)], history.Next)
        );
    }

    private static async Task<IResult> Add([AsParameters] ItemRequest asked)
    {
        var body = await Patch.Read(asked.Http.Request, asked.Ct);
        var key = body.Text("incident", "");
        return
            asked.Keys.IncidentNumber(key) is { } incident
            && await AddTo(asked, incident, body) is { } answer
            ? answer
            : throw new RuleException(
                "incident",
                key.Length == 0
                    ? $"An action item belongs to an incident: name its key, such as {asked.Keys.OfIncident(12)}."
                    : "There is no such incident, or it is not visible to you."
            );
    }

    private static async Task<IResult> AddToIncident(
        [AsParameters] ItemRequest asked,
        string key
    ) =>
        asked.Keys.IncidentNumber(key) is { } incident
        && await AddTo(asked, incident, await Patch.Read(asked.Http.Request, asked.Ct))
            is { } answer
            ? answer
            : Problems.NotFound($"incident {key}");

    /// <returns>The answer; null when there is no such incident for this caller.</returns>
    private static async Task<IResult?> AddTo(ItemRequest asked, int incident, Patch body)
    {
        var (draft, parent, update) = ItemBody.Draft(body, asked.Keys);
        var added = await ItemDeeds.Add(
            asked.Store,
            asked.Caller,
            asked.Policy,
            incident,
            [draft],
            parent,
            asked.Ct,
            update
        );
        return added is [var item] ? await Answer(asked, item.Number, created: true) : null;
    }

    private static async Task<IResult> Edit([AsParameters] ItemRequest asked, string key)
    {
        if (asked.Keys.ItemNumber(key) is not { } number)
        {
            return Problems.NotFound($"action item {key}");
        }
        var version = Etag.Expected(asked.Http.Request);
        var body = await Patch.Read(asked.Http.Request, asked.Ct);
        var by = asked.Caller.By();
        var item = await ItemDeeds.DoAndAnswer(
            asked.Store,
            asked.Caller,
            asked.Keys,
            number,
            version,
            (db, found) => ItemBody.Apply(body, db, found, by, asked.Ct),
            asked.Ct
        );
        return item is null
            ? Problems.NotFound($"action item {key}")
            : Etag.Answer(asked.Http, item, item.Version);
    }

    private static async Task<IResult> Answer(
        ItemRequest asked,
        ItemFilter filter,
        ItemSort sort,
        PageQuery page
    )
    {
        var items = await ActionItemQueries.Items(
            asked.Db,
            asked.Keys,
            filter,
            sort,
            page,
            asked.Caller.Viewer,
            asked.Ct
        );
        return PageResults.Answer(asked.Http, items);
    }

    internal static async Task<IResult> Answer(ItemRequest asked, int number, bool created = false)
    {
        var key = asked.Keys.OfItem(number);
        var item = await ActionItemQueries.Json(
            asked.Db,
            asked.Keys,
            number,
            asked.Caller.Viewer,
            asked.Ct
        );
        if (item is null)
        {
            return Problems.NotFound($"action item {key}");
        }
        if (!created && HttpMethods.IsGet(asked.Http.Request.Method))
        {
            await asked.NoteReading(asked.Keys.IncidentNumber(item.Incident)!.Value);
        }
        return Etag.Answer(
            asked.Http,
            item,
            item.Version,
            created ? 201 : 200,
            created ? $"/api/v1/action-items/{key}" : null
        );
    }
}
