using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Security;

namespace Afterword.Server.Features.Incidents;

/// <summary>
/// <c>/api/v1/incidents</c>. Lists are ordered by when it happened, newest first, then number; filters: <c>status</c>,
/// <c>severity</c>, <c>team</c>, <c>service</c>, <c>tag</c>, <c>q</c>. The status follows from the instants: setting it in a PATCH is
/// the same as <c>resolve</c> or <c>reopen</c> (which needs a <c>reason</c>).
/// </summary>
internal static class IncidentApi
{
    public static void MapIncidents(this IEndpointRouteBuilder api)
    {
        var incidents = api.MapGroup("/incidents");
        incidents.MapGet("/", List).RequireDeed(Deed.Read);
        incidents.MapPost("/", Declare).RequireDeed(Deed.WriteIncidents);
        incidents.MapGet("/{key}", Get).RequireDeed(Deed.Read);
        incidents.MapPatch("/{key}", Edit).RequireDeed(Deed.WriteIncidents);
        incidents.MapPost("/{key}/resolve", Resolve).RequireDeed(Deed.WriteIncidents);
        incidents.MapPost("/{key}/reopen", Reopen).RequireDeed(Deed.WriteIncidents);
        incidents.MapPost("/{key}/follow", Follow).RequireDeed(Deed.Import);
    }

    private static async Task<IResult> List(
        HttpContext http,
        [AsParameters] IncidentFilter filter,
        [AsParameters] PageQuery query,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    )
    {
        var page = await IncidentQueries.Page(db, filter, query, caller.Viewer, ct);
        var names = await IncidentQueries.NamesOf(db, page.Items, ct);
        return PageResults.Answer(
            http,
            new Page<IncidentJson>(
                [.. page.Items.Select(i => IncidentJson.Of(i, names, db.Keys))],
                page.Next
            )
        );
    }

    private static async Task<IResult> Get(
        HttpContext http,
        string key,
        AfterwordDb db,
        Caller caller,
        RestrictedReads reads,
        CancellationToken ct
    )
    {
        if (await IncidentQueries.Find(db, key, caller.Viewer, ct) is not { } incident)
        {
            return Problems.NotFound($"incident {key}");
        }
        await reads.Note(incident, caller);
        return await Answer(http, db, incident);
    }

    private static async Task<IResult> Declare(
        HttpContext http,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    )
    {
        var patch = await Patch.Read(http.Request, ct);
        var none = new NameQueries.Names(
            new Dictionary<int, NameQueries.Named>(),
            new Dictionary<int, NameQueries.Named>(),
            new Dictionary<int, NameQueries.Named>()
        );
        var incident = await store.DeclareIncident(
            IncidentPatch.Read(patch, null, none),
            caller.By()
        );
        return await Answer(http, db, incident, created: true);
    }

    private static async Task<IResult> Edit(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    )
    {
        var version = Etag.Expected(http.Request);
        var patch = await Patch.Read(http.Request, ct);
        var by = caller.By();
        var incident = await store.EditIncident(
            key,
            version,
            caller.Viewer,
            async (write, current) =>
            {
                StatusWish.Carry(patch, current, by);
                return IncidentPatch.Read(
                    patch,
                    current,
                    await IncidentQueries.NamesOf(write, [current], ct)
                );
            },
            by
        );
        return await Answer(http, db, incident, key);
    }

    private static async Task<IResult> Resolve(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    )
    {
        var body = await Patch.ReadOptional(http.Request, ct);
        var by = caller.By();
        var at = body.Instant("resolvedAt", by.At) ?? by.At;
        body.Done();
        return await Answer(
            http,
            db,
            await store.ChangeIncident(key, null, caller.Viewer, i => i.Resolve(at, by)),
            key
        );
    }

    private static async Task<IResult> Reopen(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    )
    {
        var body = await Patch.ReadOptional(http.Request, ct);
        var reason = body.Text("reason", "");
        body.Done();
        return await Answer(
            http,
            db,
            await store.ChangeIncident(
                key,
                null,
                caller.Viewer,
                i => i.Reopen(reason, caller.By())
            ),
            key
        );
    }

    private static async Task<IResult> Follow(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller
    ) =>
        await Answer(
            http,
            db,
            await store.ChangeIncident(key, null, caller.Viewer, i => i.Follow(caller.By())),
            key
        );

    private static async Task<IResult> Answer(
        HttpContext http,
        AfterwordDb db,
        Incident? incident,
        string key
    ) => incident is null ? Problems.NotFound($"incident {key}") : await Answer(http, db, incident);

    private static async Task<IResult> Answer(
        HttpContext http,
        AfterwordDb db,
        Incident incident,
        bool created = false
    )
    {
        var json = IncidentJson.Of(
            incident,
            await IncidentQueries.NamesOf(db, [incident]),
            db.Keys
        );
        return Etag.Answer(
            http,
            json,
            incident.Version,
            created ? 201 : 200,
            created ? $"/api/v1/incidents/{json.Key}" : null
        );
    }
}
